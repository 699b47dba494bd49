"""A LogTable in two windows: what changed, worst first, and errors never seen before, in order of time."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import ceil

from codriver.telemetry.logs.changes.judging import Kind, Slices, Verdict, judged
from codriver.telemetry.logs.levels import LEVELS
from codriver.telemetry.logs.table import LogPattern, LogTable

PAST_SLICES, MOST_SLICES = 12, 200
MOST_REWORDED = 500  # new ones that are compared with the vanished ones
ALIKE = 0.6  # share of words from which a new text is an old one reworded
_LOUD = frozenset({"error", "fatal"})
_Pair = tuple[LogPattern | None, LogPattern | None]
_WORDS = re.compile(r"[A-Za-z]{2,}(?![\w>])")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in epoch seconds: `start` <= t < `end`."""

    start: float
    end: float

    @property
    def length(self) -> float:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Changed:
    """A pattern beside its Verdict; counts in both windows; `was`: the template whose rewording it is, or ""."""

    pattern: LogPattern
    verdict: Verdict
    before: int
    after: int
    was: str = ""


@dataclass(frozen=True, slots=True)
class FirstSeen:
    """An error that the baseline does not know: when it came, who saw it first, and who saw it later, in that order."""

    pattern: LogPattern
    at: float
    count: int
    later: tuple[str, ...]


def compared(table: LogTable, before: Span, after: Span, early: LogTable | None = None) -> tuple[Changed, ...]:
    """Every pattern with a clock of a service that was seen in both windows; `early` holds the first, if not `table`.

    Raises ValueError for a window without length.
    """
    if min(before.length, after.length) <= 0:
        raise ValueError("a window has no length")
    pairs = _pairs(early or table, table, before, after)
    verdicts = judged(_slices(pairs, before, after, table.bucket)) if pairs else []
    found = [
        Changed(new or old, verdict, _inside(old, before), _inside(new, after))  # type: ignore[arg-type]  # one is there
        for (old, new), verdict in zip(pairs, verdicts, strict=True)
    ]
    return tuple(sorted(_reworded(found), key=_worst))


def first_seen(table: LogTable, before: Span, after: Span, early: LogTable | None = None) -> tuple[FirstSeen, ...]:
    """Errors of the second window that no service logged in the first, by the time of their first record."""
    known = {one.template for one in (early or table).patterns if _inside(one, before)}
    fresh: dict[str, list[tuple[float, LogPattern]]] = {}
    for one in table.patterns:
        if one.level in _LOUD and one.template not in known and _inside(one, after):
            fresh.setdefault(one.template, []).append((one.times[bisect_left(one.times, after.start)], one))
    found = (_first(came, after) for came in fresh.values())
    return tuple(sorted(found, key=lambda one: (one.at, one.pattern.template)))


def _pairs(early: LogTable, late: LogTable, before: Span, after: Span) -> list[_Pair]:
    """Each pattern as it was and as it is, None where it was not; of services that were seen both times."""
    seen = _services_in(early, before) & _services_in(late, after)
    old, new = ({_key(one): one for one in table.patterns if one.service in seen} for table in (early, late))
    pairs = [(old.get(key), new.get(key)) for key in sorted({*old, *new})]
    return [pair for pair in pairs if _inside(pair[0], before) + _inside(pair[1], after)]


def _key(one: LogPattern) -> tuple[str, str, str]:
    return one.service, one.level, one.template


def unseen(
    table: LogTable, before: Span, after: Span, early: LogTable | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Services that logged in the second window only, and in the first only: what is new there cannot be told."""
    was, now = _services_in(early or table, before), _services_in(table, after)
    return tuple(sorted(now - was)), tuple(sorted(was - now))


def _first(came: Sequence[tuple[float, LogPattern]], after: Span) -> FirstSeen:
    ordered = sorted(came, key=lambda one: (one[0], one[1].service))
    services = dict.fromkeys(pattern.service for _, pattern in ordered)
    count = sum(_inside(pattern, after) for _, pattern in ordered)
    return FirstSeen(ordered[0][1], ordered[0][0], count, tuple(services)[1:])


def _services_in(table: LogTable, span: Span) -> set[str]:
    return {
        one.service for one in table.services if bisect_left(one.times, span.end) > bisect_left(one.times, span.start)
    }


def _inside(pattern: LogPattern | None, span: Span) -> int:
    if pattern is None:
        return 0
    return sum(pattern.counts[bisect_left(pattern.times, span.start) : bisect_left(pattern.times, span.end)])


def _slices(pairs: Iterable[_Pair], before: Span, after: Span, bucket: int) -> list[Slices]:
    """Slices as long in both windows: the second comes out even, the first gives up what is over at its start."""
    length = max(min(before.length / PAST_SLICES, after.length), float(bucket), after.length / MOST_SLICES)
    late = max(1, ceil(after.length / length - 1e-9))
    length = after.length / late
    early = min(max(1, int(before.length / length + 1e-9)), MOST_SLICES * PAST_SLICES)
    start = max(before.start, before.end - early * length)
    return [
        Slices(_counts(old, start, length, early), _counts(new, after.start, length, late), (old or new).service)  # type: ignore[union-attr]  # one is there
        for old, new in pairs
    ]


def _counts(pattern: LogPattern | None, start: float, length: float, slices: int) -> tuple[int, ...]:
    if pattern is None:
        return (0,) * slices
    edges = [bisect_left(pattern.times, start + length * place) for place in range(slices + 1)]
    return tuple(sum(pattern.counts[low:high]) for low, high in pairwise(edges))


def _reworded(found: list[Changed]) -> list[Changed]:
    """A new pattern that says nearly what a vanished one said is that one in other words: one entry, not two."""
    new = [one for one in found if one.verdict.kind is Kind.NEW][:MOST_REWORDED]
    gone = [one for one in found if one.verdict.kind is Kind.VANISHED][:MOST_REWORDED]
    replaced: dict[LogPattern, LogPattern] = {}
    told: dict[LogPattern, Changed] = {}
    for one in new:
        match = max(gone, key=lambda old: _alike(one, old) if old.pattern not in replaced else 0.0, default=None)
        if match and match.pattern not in replaced and _alike(one, match) >= ALIKE:
            replaced[match.pattern] = one.pattern
            verdict = replace(one.verdict, kind=Kind.REWORDED)
            told[one.pattern] = replace(one, verdict=verdict, before=match.before, was=match.pattern.template)
    return [told.get(one.pattern, one) for one in found if one.pattern not in replaced]


def _alike(new: Changed, old: Changed) -> float:
    if (new.pattern.service, new.pattern.level) != (old.pattern.service, old.pattern.level):
        return 0.0
    one, other = (_words(changed.pattern.template) for changed in (new, old))
    return len(one & other) / len(one | other) if one | other else 0.0


@lru_cache(maxsize=2 * MOST_REWORDED)
def _words(template: str) -> frozenset[str]:
    return frozenset(_WORDS.findall(template))


def _worst(one: Changed) -> tuple[int, int, float, str, str]:
    kind = list(Kind).index(one.verdict.kind)
    return kind, LEVELS.index(one.pattern.level), one.verdict.chance, one.pattern.service, one.pattern.template
