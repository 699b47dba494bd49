"""Upstream of a definition: what breaks with it, which entry points reach it, and by which path. Bounded, and said."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from codriver.codebase.answers import Answer, Site, Tier
from codriver.codebase.symbols import find, only

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from codriver.codebase.opened import Codebase
    from codriver.codebase.symbol import Symbol

    Ask = Callable[[Codebase, str], Answer]

MOST_ASKED = 80  # definitions whose callers are asked for
DEEPEST = 8
_ENTRY = re.compile(
    r"^\s*@.*\b(route|get|post|put|patch|delete|head|options|websocket|api_view|action|endpoint|command|group|cli|task"
    r"|shared_task|job|cron|scheduled|Scheduled|receiver|listener|Listener|KafkaListener|consumer|subscribe|on_event|event"
    r"|hook|hookimpl|callback|\w*Mapping|periodic_task|app_context|main)\b",
    re.IGNORECASE,
)
_NAMES = frozenset({"main", "handle", "lambda_handler", "ServeHTTP", "doGet", "doPost", "dispatch", "__main__", "run"})


@dataclass(frozen=True, slots=True)
class Step:
    """One call on the way up: the site, the definition that it runs, and the step after it."""

    site: Site
    runs: str
    depth: int
    after: Step | None

    def chain(self) -> str:
        """The way down to where the question began."""
        names: list[str] = [self.site.function or "<file>"]
        at: Step | None = self
        while at is not None:
            names.append(at.runs)
            at = at.after
        return " -> ".join(names)


def upstream(base: Codebase, symbol: Symbol, ask: Ask) -> tuple[list[Step], bool]:
    """Every call that leads to the definition, nearest first; and whether the bounds were met."""
    waiting: deque[tuple[str, str, int, Step | None]] = deque([(_place(symbol), symbol.target.qual, 1, None)])
    known = {_place(symbol)}
    steps: list[Step] = []
    asked = 0
    while waiting and asked < MOST_ASKED:
        place, qual, depth, after = waiting.popleft()
        asked += 1
        for site in ask(base, place).sites:
            if site.tier.rank > Tier.LIKELY.rank and site.tier != Tier.REGISTERED:
                continue
            step = Step(site, qual, depth, after)
            steps.append(step)
            around = next(iter(find(base, f"{site.file}:{site.line}")), None)
            if around is not None and _place(around) not in known and depth < DEEPEST and site.tier != Tier.REGISTERED:
                known.add(_place(around))
                waiting.append((_place(around), around.target.qual, depth + 1, step))
    return steps, bool(waiting)


def impact(base: Codebase, typed: str, ask: Ask) -> Answer:
    """What runs it, directly and through others."""
    symbol = only(base, typed)
    steps, cut = upstream(base, symbol, ask)
    sites = [replace(step.site, reason=f"step {step.depth}: {step.chain()}; {step.site.reason}") for step in steps]
    return _answer(base, "impact", symbol, sites, cut=cut)


def entry_points(base: Codebase, typed: str, ask: Ask) -> Answer:
    """The routes, commands, tasks and consumers from which it is reached."""
    symbol = only(base, typed)
    steps, cut = upstream(base, symbol, ask)
    found = [site for step in steps for site in _entry(base, step)]
    own = _told_entry(base, symbol)
    found += (
        [Site(symbol.target.file, symbol.target.line, 0, Tier.CERTAIN, own, "entry", symbol.target.qual, "")]
        if own
        else []
    )
    return _answer(base, "entry-points", symbol, found, cut=cut)


def paths(base: Codebase, start: str, end: str, ask: Ask) -> Answer:
    """The calls on a way from one definition to another, first to last."""
    first, last = only(base, start), only(base, end)
    steps, cut = upstream(base, last, ask)
    for step in steps:
        around = next(iter(find(base, f"{step.site.file}:{step.site.line}")), None)
        if around is not None and _place(around) == _place(first):
            return _answer(base, "paths", last, list(_down(step)), cut=False)
    return _answer(base, "paths", last, [], cut=cut)


def _down(step: Step | None) -> Iterator[Site]:
    number = 0
    while step is not None:
        number += 1
        yield replace(step.site, reason=f"step {number}: runs {step.runs}; {step.site.reason}")
        step = step.after


def _entry(base: Codebase, step: Step) -> Iterator[Site]:
    """The definition around a step, when nobody of ours calls it but something outside does."""
    if step.site.tier == Tier.REGISTERED:
        yield replace(step.site, role="entry", reason=f"{step.site.reason}: {step.chain()}")
        return
    around = next(iter(find(base, f"{step.site.file}:{step.site.line}")), None)
    if around is None or around.target.kind == "class":
        yield replace(step.site, role="entry", reason=f"runs when the file is loaded: {step.chain()}")
        return
    told = _told_entry(base, around)
    if told:
        target = around.target
        yield Site(target.file, target.line, 0, step.site.tier, f"{told}: {step.chain()}", "entry", target.qual, "")


def _told_entry(base: Codebase, symbol: Symbol) -> str:
    """Why a definition is an entry: its decorators or annotations, or its name."""
    lines = base.text(symbol.target.file).splitlines()
    at = symbol.target.line - 1
    above = [line for line in lines[max(0, at - 12) : at + 6] if line.lstrip().startswith("@")]
    marked = next((line.strip() for line in above if _ENTRY.search(line)), "")
    if marked:
        return f"entry by {marked[:80]}"
    return f"entry by its name {symbol.target.name}" if symbol.target.name in _NAMES else ""


def _place(symbol: Symbol) -> str:
    return f"{symbol.target.file}:{symbol.target.line}"


def _answer(base: Codebase, question: str, symbol: Symbol, sites: list[Site], *, cut: bool) -> Answer:
    kept: dict[tuple[str, int, str], Site] = {}
    for site in sites:
        kept.setdefault((site.file, site.line, site.role), site)
    notes = (f"only the first {MOST_ASKED} definitions upstream were asked for their callers",) if cut else ()
    unparsed = tuple(sorted(base.program.unparsed | base.typed.partly))
    return Answer(question, symbol.target, tuple(kept.values()), 0, len(base.paths), unparsed, notes)
