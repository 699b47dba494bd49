"""The questions about a symbol, one function each: who calls it, who writes and reads it, what it calls itself."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codriver.codebase.answers import Answer, Site, Target, Tier, in_order
from codriver.codebase.python.callers import callers as callers_in_python
from codriver.codebase.python.callers import site_at
from codriver.codebase.python.values import UNKNOWN, Bound, Class, External, Function, Method
from codriver.codebase.python.writers import touches
from codriver.codebase.symbols import only
from codriver.codebase.typed.callers import callers as callers_by_types
from codriver.codebase.typed.touching import callees as callees_by_types
from codriver.codebase.typed.touching import touches as touches_by_types

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.codebase.opened import Codebase
    from codriver.codebase.python.scopes import Module, Scope


def callers(base: Codebase, typed: str) -> Answer:
    """Every place that can run the definition."""
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


def callees(base: Codebase, typed: str) -> Answer:
    """Everything that the definition calls, where it calls it."""
    symbol = only(base, typed)
    if symbol.typed is not None:
        return _answer(base, "callees", symbol.target, callees_by_types(base.typed, symbol.typed), 0)
    assert symbol.scope is not None
    return _answer(base, "callees", symbol.target, list(_called_by(base, symbol.scope)), 0)


def _touched(base: Codebase, typed: str, named: str, *, writes: bool) -> Answer:
    symbol = only(base, typed, state=True, named=named)
    question = "writers" if writes else "readers"
    if not symbol.is_state:
        return _answer(
            base, question, symbol.target, [], 0, f"{symbol.target.qual} is a {symbol.target.kind}, no state"
        )
    if symbol.typed is not None:
        sites, ruled_out = touches_by_types(base.typed, symbol.typed, writes=writes)
    else:
        assert symbol.scope is not None
        sites, ruled_out = touches(base.mind, symbol.scope, symbol.target.name, writes=writes)
    return _answer(base, question, symbol.target, sites, ruled_out)


def _answer(base: Codebase, question: str, target: Target, sites: list[Site], ruled_out: int, *notes: str) -> Answer:
    said = (*notes, *base.snapshot.notes())
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


def _called_by(base: Codebase, outer: Scope) -> Iterator[Site]:
    module = outer.module
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
