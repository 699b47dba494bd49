"""How often before and after the onset, how sure it is that this differs, and when it began to."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import sqrt

from codriver.model import Window
from codriver.telemetry.logs.table import LogPattern, LogTable, ServiceLines

SLICES = 12  # of the time before: how uneven a rate is by itself
MARGIN = 120.0  # seconds before the onset in which what is new may already show: the onset is an estimate
A_PAST = 3  # records: fewer before the onset say nothing of what is usual
_LAST = 1e-3  # seconds: the last record stands inside
_SURGE, _LULL = 20.0, 0.05  # how far a service's load may explain a change


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of the window in which a service's log was seen, in epoch seconds. None: not seen at all then."""

    before: tuple[float, float] | None
    after: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Change:
    """Rates in lines per second, None where the log was not seen; counts; the change in standard deviations."""

    before: float | None
    after: float | None
    count_before: int
    count_after: int
    deviation: float


def seen(lines: ServiceLines, window: Window, end: float) -> Stretch:
    """Where a service's log covers the window; `end` is the last moment that any log reaches."""
    since, onset, until = (at.timestamp() for at in (window.since, window.onset, window.until))
    before = between(lines, since, onset)
    after = between(lines, onset, until + 1)
    start = max(since, lines.times[0])
    return Stretch(
        before=(start, onset) if before >= A_PAST and onset > start else None,
        after=(onset, max(min(until, end) + _LAST, onset + 1)) if after else None,
    )


def between(counted: LogPattern | ServiceLines, start: float, end: float) -> int:
    """How many records stand in `start` <= time < `end`."""
    low, high = bisect_left(counted.times, start), bisect_left(counted.times, end)
    return sum(counted.counts[low:high])


def change(counted: LogPattern | ServiceLines, stretch: Stretch, load: float = 1.0) -> Change:
    """How the rate changed. `load` is how much more (above 1) or less the service had to do after the onset."""
    low, high = _count(counted, stretch.before), _count(counted, stretch.after)
    before = _rate(low, stretch.before)
    after = _rate(high, stretch.after)
    deviation = _deviation(counted, stretch, low, high, load) if before is not None and after is not None else 0.0
    return Change(before, after, low, high, deviation)


def _count(counted: LogPattern | ServiceLines, stretch: tuple[float, float] | None) -> int:
    return between(counted, stretch[0], stretch[1]) if stretch else 0


def _rate(count: int, stretch: tuple[float, float] | None) -> float | None:
    return six(count / max(stretch[1] - stretch[0], 1.0)) if stretch else None


def six(value: float) -> float:
    """Six significant digits, as every aggregate is rounded."""
    return float(f"{value:.6g}")


def _deviation(counted: LogPattern | ServiceLines, stretch: Stretch, low: int, high: int, load: float) -> float:
    """Counts as square roots, whose variance is a quarter whatever the rate, wider for an uneven past.

    Half a record is added to the time before, so that nothing there is not certainty. A surge of load may explain
    a rise, and a lull a fall, never the other way round.
    """
    assert stretch.before
    assert stretch.after
    share = max(stretch.after[1] - stretch.after[0], 1.0) / max(stretch.before[1] - stretch.before[0], 1.0)
    expected = (low + 0.5) * share
    expected *= max(1.0, load) if high > expected else min(1.0, load)
    uneven = _unevenness(counted, stretch.before)
    root = 2 * (sqrt(high + 0.375) - sqrt(expected + 0.375))
    return six(root / sqrt(uneven * (1 + share)))


def _unevenness(counted: LogPattern | ServiceLines, stretch: tuple[float, float]) -> float:
    """Variance over mean of the counts in equal slices of the time before: 1 for pure chance, more for bursts."""
    step = (stretch[1] - stretch[0]) / SLICES
    counts = [between(counted, stretch[0] + step * at, stretch[0] + step * (at + 1)) for at in range(SLICES)]
    mean = sum(counts) / SLICES
    if mean == 0:
        return 1.0
    return max(1.0, sum((count - mean) ** 2 for count in counts) / (SLICES - 1) / mean)


def load(table: LogTable, service: str, stretch: Stretch) -> float:
    """How the service's calm lines grew (above 1) or fell: what it had to do, as far as its log tells."""
    calm = [pattern for pattern in table.patterns if pattern.service == service and pattern.level not in _ALARMED]
    low = _rate(sum(_count(pattern, stretch.before) for pattern in calm), stretch.before)
    high = _rate(sum(_count(pattern, stretch.after) for pattern in calm), stretch.after)
    return min(max(high / low, _LULL), _SURGE) if low and high else 1.0


_ALARMED = ("warn", "error", "fatal")


def began(pattern: LogPattern, window: Window, changed: Change) -> float | None:
    """When what is new or raised began to be so; for all else its first time in the window. None: never in it."""
    since, onset, until = (at.timestamp() for at in (window.since, window.onset, window.until))
    early = onset - min(MARGIN, window.before_s / 2)
    times = pattern.times[bisect_left(pattern.times, since) : bisect_left(pattern.times, until + 1)]
    late = [at for at in times if at >= early]
    if late and (len(late) == len(times) or changed.deviation > 0):
        return late[0] if not between(pattern, since, early) else _turn(pattern, late, changed)
    return times[0] if times else None


def _turn(pattern: LogPattern, late: Sequence[float], changed: Change) -> float:
    """Where the run of more-than-usual begins that climbs highest (a CUSUM against the middle of both rates)."""
    usual = ((changed.before or 0.0) + (changed.after or 0.0)) / 2
    low = bisect_left(pattern.times, late[0])
    counts = pattern.counts[low : low + len(late)]
    climbs = [total - usual * (at - late[0]) for at, total in zip(late, accumulate(counts), strict=True)]
    before = [climb - count for climb, count in zip(climbs, counts, strict=True)]
    top = max(range(len(climbs)), key=climbs.__getitem__)
    return late[min(range(top + 1), key=before.__getitem__)]
