"""Paths that were cut: a line that always came with another, and no longer comes although the other still does.

Code that returns early, throws or waits for ever leaves no line of its own; the line that is missing tells where it
stopped. The other line is of the same service, or of one that calls it, which then must miss nothing itself. Where most
of the lines that went together are missing, something else is asked for, and nothing was cut. It is wrong where two
lines went together by chance and where a level was changed, and blind to a path that is cut at its first line.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import comb, sqrt

from codriver.telemetry.logs.changes.comparing import Span
from codriver.telemetry.logs.levels import SERIOUS
from codriver.telemetry.logs.table import LogPattern, LogTable

A_PAST, FEWEST = 8, 5  # times that a line came before, and the other one since
ALIKE = 1.1  # times as many, at most: one comes with the other
TOGETHER = 0.8  # of the moments of a line that have the other one near
LEFT = 0.25  # of what was to be expected: more is a change of what is asked, not a cut
BY_CHANCE = 1e-3
MOST = 500


@dataclass(frozen=True, slots=True)
class Cut:
    """`gone` came `before` of `ran_before` times with `still`, and comes `after` of `ran_after` times."""

    gone: LogPattern
    still: LogPattern
    before: int
    after: int
    ran_before: int
    ran_after: int

    @property
    def expected(self) -> float:
        return self.ran_after * self.before / self.ran_before

    @property
    def deviation(self) -> float:
        return 2 * (sqrt(self.after + 0.375) - sqrt(self.expected + 0.375))


@dataclass(frozen=True, slots=True)
class _Counted:
    pattern: LogPattern
    before: int
    after: int
    moments: tuple[int, ...]


def cuts(table: LogTable, before: Span, after: Span, callers: Mapping[str, frozenset[str]]) -> tuple[Cut, ...]:
    """One cut a line that is missing, worst first; `callers` are the services that call each service."""
    counted = [_counted(pattern, before, after) for pattern in table.patterns if pattern.times]
    kept = [one for one in counted if one.before >= A_PAST]
    by_service: dict[str, list[_Counted]] = {}
    for one in kept:
        by_service.setdefault(one.pattern.service, []).append(one)
    fewer = sorted((one for one in kept if _fell(one, kept)), key=lambda one: (-one.before, one.pattern.template))
    found = (_cut(one, by_service, callers) for one in fewer[:MOST])
    return tuple(sorted((one for one in found if one), key=lambda one: (one.deviation, one.gone.template)))


def _counted(pattern: LogPattern, before: Span, after: Span) -> _Counted:
    low, middle = (bisect_left(pattern.times, at) for at in (before.start, before.end))
    start, end = (bisect_left(pattern.times, at) for at in (after.start, after.end))
    moments = tuple(int(at) for at in pattern.times[low:middle])
    return _Counted(pattern, sum(pattern.counts[low:middle]), sum(pattern.counts[start:end]), moments)


def _fell(one: _Counted, every: list[_Counted]) -> bool:
    """Whether it fell at all beside what all lines did: then it is worth a search."""
    share = sum(other.after for other in every) / sum(other.before for other in every)
    return one.pattern.level not in SERIOUS and one.after < one.before * share


def _cut(gone: _Counted, by_service: Mapping[str, list[_Counted]], callers: Mapping[str, frozenset[str]]) -> Cut | None:
    service = gone.pattern.service
    group = [other for other in by_service.get(service, ()) if other is not gone and _goes_with(gone, other)]
    own = _beside(gone, group)
    missing = 1 + sum(_is_missing(other, gone) for other in group)
    if own:
        return min(own, key=lambda cut: (cut.deviation, cut.still.template)) if len(own) >= missing else None
    asked: list[Cut] = []
    for caller in sorted(callers.get(service, frozenset()) - {service}):
        with_it = [other for other in by_service.get(caller, ()) if _goes_with(gone, other)]
        found = _beside(gone, with_it)
        if len(found) == len(with_it) >= missing:
            asked += found
    return min(asked, key=lambda cut: (cut.deviation, cut.still.template), default=None)


def _beside(gone: _Counted, others: Iterable[_Counted]) -> list[Cut]:
    """The lines beside which this one is missing."""
    found = []
    for other in others:
        if other.after >= FEWEST:
            cut = Cut(gone.pattern, other.pattern, gone.before, gone.after, other.before, other.after)
            if gone.after <= LEFT * cut.expected and _chance(cut) < BY_CHANCE:
                found.append(cut)
    return found


def _is_missing(other: _Counted, gone: _Counted) -> bool:
    """Whether another line fell as far as this one."""
    return other.after * gone.before <= 2 * (gone.after + 1) * other.before


def _goes_with(one: _Counted, other: _Counted) -> bool:
    if not one.before <= ALIKE * other.before <= ALIKE * ALIKE * one.before:
        return False
    near = {at + step for at in other.moments for step in (-1, 0, 1)}
    return sum(at in near for at in one.moments) >= TOGETHER * len(one.moments)


def _chance(cut: Cut) -> float:
    """Of so few beside the other line since, or fewer, if what is missing were spread over all its runs alike."""
    came = min(cut.before, cut.ran_before) + min(cut.after, cut.ran_after)
    ways = comb(cut.ran_before + cut.ran_after, came)
    few = range(min(cut.after, cut.ran_after) + 1)
    return sum(comb(cut.ran_after, late) * comb(cut.ran_before, came - late) for late in few) / ways
