"""The questions about a symbol, one function each: who calls it, who writes and reads it, what it calls itself."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from codriver.codebase import emitting, history, reaching
from codriver.codebase.answers import Answer, Site, Target, Tier, in_order
from codriver.codebase.keys.asking import Keyed, of_column
from codriver.codebase.python import opening
from codriver.codebase.python.callers import callers as callers_in_python
from codriver.codebase.python.callers import site_at
from codriver.codebase.python.values import UNKNOWN, Bound, Class, External, Function, Method
from codriver.codebase.python.writers import touches
from codriver.codebase.reading_settings import settings_of
from codriver.codebase.symbols import only, states_on
from codriver.codebase.typed.callers import callers as callers_by_types
from codriver.codebase.typed.touching import callees as callees_by_types
from codriver.codebase.typed.touching import touches as touches_by_types
from codriver.codebase.unhurried import unhurried
from codriver.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.codebase.opened import Codebase
    from codriver.codebase.python.scopes import Module, Scope
    from codriver.codebase.symbol import Symbol

EACH, MOST_STATES = 8, 4  # places of each kind on one screen; states of one line


@unhurried()
def callers(base: Codebase, typed: str) -> Answer:
    """Every place that can run the definition."""
    base.mind.begin()
    symbol = only(base, typed)
    if symbol.typed is not None:
        sites, ruled_out = callers_by_types(base.typed, symbol.typed)
    else:
        assert symbol.scope is not None
        sites, ruled_out = callers_in_python(base.mind, symbol.scope)
    return _answer(base, "callers", symbol.target, sites, ruled_out)


def writers(base: Codebase, typed: str, named: str = "") -> Answer:
    """Every place that can change the state; `named` chooses among what one line writes (`Class.name`)."""
    return _touched(base, typed, named, writes=True)


def readers(base: Codebase, typed: str, named: str = "") -> Answer:
    """Every place that reads the state."""
    return _touched(base, typed, named, writes=False)


@unhurried()
def callees(base: Codebase, typed: str) -> Answer:
    """Everything that the definition calls, where it calls it."""
    base.mind.begin()
    symbol = only(base, typed)
    if symbol.typed is not None:
        return _answer(base, "callees", symbol.target, callees_by_types(base.typed, symbol.typed), 0)
    assert symbol.scope is not None
    return _answer(base, "callees", symbol.target, list(_called_by(base, symbol.scope)), 0)


def impact(base: Codebase, typed: str) -> Answer:
    """What runs it, directly and through others."""
    return reaching.impact(base, typed, callers)


def entry_points(base: Codebase, typed: str) -> Answer:
    """The routes, commands, tasks and consumers from which it is reached."""
    return reaching.entry_points(base, typed, callers)


def paths(base: Codebase, typed: str) -> Answer:
    """The calls on a way from one definition to another: `FROM TO`."""
    start, _, end = typed.partition(" ")
    return reaching.paths(base, start, end, callers)


def config(base: Codebase, typed: str) -> Answer:
    """The variables, keys and flags that it reads."""
    return settings_of(base, typed, callees)


def owners(base: Codebase, typed: str) -> Answer:
    """Who answers for it."""
    return history.owners(base, typed, base.path, base.rev)


def changed(base: Codebase, typed: str) -> Answer:
    """Commits that touched it or its callers' files."""
    near = [site.file for site in callers(base, typed).sites if site.tier.rank <= Tier.LIKELY.rank]
    return history.changed(base, typed, base.path, base.rev, near[:12])


def emits(base: Codebase, said: str) -> Answer:
    """The lines that write a log line."""
    return emitting.emits(base, said)


@unhurried()
def writers_near(base: Codebase, file: str, line: int) -> tuple[Answer, ...]:
    """For each state that a line reads or writes, every place that can change it."""
    base.mind.begin()
    found: dict[str, Answer] = {}
    for state in states_on(base, file, line):
        if len(found) < MOST_STATES and state.target.qual not in found:
            found[state.target.qual] = _answer(base, "writers", state.target, *_touches(base, state, writes=True))
    return tuple(found.values())


def explain(base: Codebase, typed: str) -> Answer:
    """All of it about one line, the nearest first: who calls it, what changes its state, what it calls and reads."""
    place = re.fullmatch(r"(.+?):(\d{1,8})(?::\d+)?", typed)
    states = writers_near(base, place[1], int(place[2])) if place else ()
    parts = (
        callers(base, typed),
        *(replace(one, sites=tuple(_of_state(one))) for one in states),
        callees(base, typed),
        config(base, typed),
        owners(base, typed),
        changed(base, typed),
    )
    sites = [replace(site, role=f"{part.question}: {site.role}") for part in parts for site in part.sites[:EACH]]
    notes = tuple(dict.fromkeys(note for part in parts for note in part.notes))
    cut = [f"{part.question}: {len(part.sites) - EACH} more" for part in parts if len(part.sites) > EACH]
    first = parts[0]
    return replace(first, question="explain", sites=tuple(sites), notes=(*notes, *cut))


@unhurried()
def _touched(base: Codebase, typed: str, named: str, *, writes: bool) -> Answer:
    base.mind.begin()
    question = "writers" if writes else "readers"
    try:
        symbol = only(base, typed, state=True, named=named)
    except ConfigError:
        answer = _of_key(base, question, typed, writes=writes)
        if answer is None:
            raise
        return answer
    if not symbol.is_state:
        answer = _of_key(base, question, typed, writes=writes) if ":" not in typed else None
        if answer is not None:
            return answer
        return _answer(
            base, question, symbol.target, [], 0, f"{symbol.target.qual} is a {symbol.target.kind}, no state"
        )
    return _answer(base, question, symbol.target, *_touches(base, symbol, writes=writes))


def _touches(base: Codebase, symbol: Symbol, *, writes: bool) -> tuple[list[Site], int]:
    if symbol.typed is not None:
        return touches_by_types(base.typed, symbol.typed, writes=writes)
    assert symbol.scope is not None
    sites, ruled_out = touches(base.mind, symbol.scope, symbol.target.name, writes=writes)
    return sites + _behind(base, symbol.scope, symbol.target.name, writes=writes), ruled_out


def _of_state(one: Answer) -> Iterator[Site]:
    return (replace(site, reason=f"{one.target.qual}: {site.reason}") for site in one.sites)


def _of_key(base: Codebase, question: str, typed: str, *, writes: bool) -> Answer | None:
    """A table's column, a variable of the environment, a cache key, a setting, a flag; None when nobody touches it."""
    keyed = Keyed(base, typed)
    sites = keyed.sites(writes=writes)
    target = keyed.target(sites or keyed.sites(writes=not writes))
    return _answer(base, question, target, sites, 0, *keyed.notes) if target.file else None


def _behind(base: Codebase, scope: Scope, name: str, *, writes: bool) -> list[Site]:
    """What touches the column behind an attribute, or the key that a global is or is read from."""
    if scope.kind == "class":
        return of_column(base, scope, name, writes=writes)
    bound = [one.value for one in scope.bindings.get(name, ()) if one.kind in ("assign", "annotated") and one.value]
    said = [ast.unparse(one)[:300] for one in bound]
    is_key = any(isinstance(one, ast.Constant) and isinstance(one.value, str) for one in bound)
    if is_key:
        return Keyed(base, name, kinds=("cache", "flag")).sites(writes=writes)
    read = any(name in one and re.search(r"environ|getenv|config|settings", one) for one in said)
    return Keyed(base, name, kinds=("environment", "setting")).sites(writes=writes) if read else []


def _answer(base: Codebase, question: str, target: Target, sites: list[Site], ruled_out: int, *notes: str) -> Answer:
    said = (*notes, *base.snapshot.notes(), *_bounds(base))
    minified = (f"{len(base.minified)} minified or binary files are not looked into",) if base.minified else ()
    aside = len(base.index.mentioning(target.name)) - len(base.mentioning(target.name))
    if aside:
        minified = (*minified, f"{aside} files of tests and docs mention {target.name} (--tests)")
    return Answer(
        question=question,
        target=target,
        sites=in_order(sites),
        ruled_out=ruled_out,
        files=len(base.paths),
        unparsed=tuple(sorted(base.program.unparsed | base.typed.partly)),
        notes=(*said, *minified),
    )


def _bounds(base: Codebase) -> Iterator[str]:
    """What was not looked at as closely as it could have been."""
    if base.mind.by_words:
        yield f"{base.mind.by_words} files were judged by their words only: too many mention it for one question"
    elif base.mind.tired:
        yield "so much leads there that not every receiver's type was worked out: what is possible may be surer"


def _called_by(base: Codebase, outer: Scope) -> Iterator[Site]:
    module = outer.module
    opening.of_scope(module, outer)
    for call in module.calls:
        scope = module.scope_of(call)
        if _inside(scope, outer):
            yield _callee(base, module, call, scope)


def _inside(scope: Scope, outer: Scope) -> bool:
    at: Scope | None = scope
    while at is not None and at is not outer:
        at = at.parent
    return at is outer


def _callee(base: Codebase, module: Module, call: ast.Call, scope: Scope) -> Site:
    values = base.mind.values(call.func, scope)
    told = sorted({one for one in map(_named, values) if one})
    unknown = UNKNOWN in values or not told
    tier = Tier.POSSIBLE if unknown and not told else Tier.LIKELY if unknown else Tier.CERTAIN
    reason = "calls " + (", ".join(told[:6]) if told else f"something that is not known: {ast.unparse(call.func)[:80]}")
    return site_at(module, call.func, tier, reason, "call")


def _named(value: object) -> str:
    if isinstance(value, (Function, Class)):
        scope = value.scope
        return f"{scope.qual} ({scope.module.path}:{getattr(scope.node, 'lineno', 0)})"
    if isinstance(value, Bound):
        return _named(value.function)
    if isinstance(value, External):
        return value.name
    return f"a method {value.name} of something outside" if isinstance(value, Method) else ""
