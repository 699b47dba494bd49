"""Did this series shift, by how much, when, and does it last? Robust and free of units.

Multiplying a series by a constant changes nothing but the levels. It is wrong when the time before holds no full
rhythm (a daily peak looks like a shift), and blind to what changes faster than a few points.
"""

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median

from codriver.model import Trend, Window

CAP = 100.0  # beyond this, larger says nothing more
LEAST_BEFORE, LEAST_AFTER = 4, 3
_PARTS = 30  # how finely the time before is cut: enough for a scale, coarse enough for rare events
_COARSEST_S = 30.0
_RARE = 1 / 3  # of the buckets before: emptier than that, and buckets are made wider
_DRIFT = 1.5  # robust standard deviations that a quiet series may wander
_CLIP = 8.0  # no single point may carry a shift
_RELATIVE, _TO_PEAK = 0.05, 0.02  # floors of the scale: a twentieth of the level, a fiftieth of where it went
_CLEARLY, _HALF = 0.2, 0.5  # of a shift's height: where a stretch begins, where a single point counts
_MOVING = 0.25  # of the shift's height, between the last two thirds of it: then it still moves
_BY_LUCK = 5.3  # three standard errors between the medians of two thirds (1.25 * sqrt(2) of a spread each)
_FEW_AFTER, _LEAST_OF_FEW = 6, 2  # with so few points after, two in a row are a stretch
_A_MINUTE = 59.0  # seconds between two points
_MANY_BEFORE = 60  # points that show how far three in a row stray now and then
_STRAY, _STRAYED = 0.98, 1.56  # that share of all threes; by noise alone it lies so many deviations out
_RETURNED = 0.5  # nearer to the time before than to the shift
_LASTS, _LASTS_S = 0.25, 300.0  # of the time after, or so many seconds: less is a spike


@dataclass(frozen=True, slots=True)
class Shift:
    """A series seen before and after; without a shift `deviation` is near 0 and `begin` the window's onset.

    `before` and `after` are levels in the series' own unit, `begin` epoch seconds. `normal` and `shifted` are indices
    of typical points to cite. `spike` is the level of a short departure that is over (None: there was none); then
    `after` and `deviation` tell of the whole time after.
    """

    before: float
    after: float
    deviation: float
    begin: float
    spike: float | None
    trend: Trend
    normal: int
    shifted: int


@dataclass(frozen=True, slots=True)
class _Points:
    times: Sequence[float]
    values: Sequence[float]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A series thrice: as it came, its finite points within the window, and those in buckets; and what splits it."""

    raw: _Points
    fine: _Points
    rough: _Points
    cut: int
    onset: float
    floor: float


def measure(times: Sequence[float], values: Sequence[float], window: Window, floor: float = 0.0) -> Shift | None:
    """The shift of a series within the window, or None when it was not seen (fewer than 4 points before, 3 after).

    `times` are epoch seconds, ascending; NaN and infinite values are left out. `floor` is the least that counts as
    one deviation in the series' unit (0: none), for units in which small differences mean nothing to anybody.
    """
    since, onset, until = (at.timestamp() for at in (window.since, window.onset, window.until))
    fine = _finite(times, values, since, until)
    for points in (_coarse_enough(fine, onset, step_of(window)), fine):
        cut = bisect_left(points.times, onset)
        if cut >= LEAST_BEFORE and len(points.times) - cut >= least_after(points.times):
            return _shift(_Seen(_Points(times, values), fine, points, cut, onset, floor))
    return None


def least_after(times: Sequence[float]) -> int:
    """How many points after the onset are enough to speak: a single mean of a minute or more is made of many values."""
    usual = (times[-1] - times[0]) / (len(times) - 1) if len(times) > 1 else 0.0
    return LEAST_AFTER if usual < _A_MINUTE else _LEAST_OF_FEW


def _coarse_enough(fine: _Points, onset: float, step: float) -> _Points:
    """Buckets wide enough that rare events fall into most of them before the onset, if the time before allows it."""
    while True:
        points = _Points(*coarse(fine.times, fine.values, step))
        cut = bisect_left(points.times, onset)
        quiet = sum(value == 0 for value in points.values[:cut])
        too_few = cut < 4 * LEAST_BEFORE or len(points.times) - cut < 2 * LEAST_AFTER
        if too_few or quiet == cut or quiet < _RARE * cut:
            return points
        step *= 2


def step_of(window: Window) -> float:
    """The width in seconds of the buckets in which a window is looked at."""
    return min(_COARSEST_S, max(1.0, window.before_s / _PARTS))


def coarse(times: Sequence[float], values: Sequence[float], step: float) -> tuple[list[float], list[float]]:
    """Means per bucket of `step` seconds, with each bucket's middle point as its time; empty buckets are left out."""
    if all(late - early >= step for early, late in pairwise(times)):
        return list(times), list(values)  # nothing falls together
    buckets: dict[int, list[int]] = {}
    for index, at in enumerate(times):
        buckets.setdefault(math.floor(at / step), []).append(index)
    rows = sorted(buckets.values())
    return [times[row[len(row) // 2]] for row in rows], [fmean(values[index] for index in row) for row in rows]


def spread(values: Sequence[float], level: float) -> float:
    """A robust standard deviation around `level`: of the middle half, or of the middle four fifths if that is wider."""
    ordered = sorted(abs(value - level) for value in values)
    ranked = sorted(values)
    tenth = len(ranked) // 10
    return max(1.4826 * median(ordered), (ranked[-1 - tenth] - ranked[tenth]) / 2.563 if len(ranked) > 2 * tenth else 0)


def usual(normal: Sequence[float], level: float) -> float:
    """The robust standard deviation, or more where three points in a row stray further than noise alone would."""
    if len(normal) < _MANY_BEFORE:
        return spread(normal, level)
    threes = sorted(abs(sorted(normal[at : at + 3])[1] - level) for at in range(0, len(normal) - 2, 3))
    return max(spread(normal, level), threes[int(_STRAY * (len(threes) - 1))] / _STRAYED)


def _finite(times: Sequence[float], values: Sequence[float], since: float, until: float) -> _Points:
    pairs = zip(times, values, strict=True)
    kept = [(at, value) for at, value in pairs if since <= at <= until and _is_number(value)]
    return _Points([at for at, _ in kept], [value for _, value in kept])


def _is_number(value: float) -> bool:
    return math.isfinite(value) and abs(value) < 1e300  # noqa: PLR2004 - differences must stay finite


def _shift(seen: _Seen) -> Shift:
    points, cut = seen.rough, seen.cut
    first, last, sign = _stretch(points, cut, seen.floor)
    if LEAST_BEFORE <= first < cut:
        cut = first  # it began before the incident did: what is normal lies before that
        first, last, sign = _stretch(points, cut, seen.floor)
    before = median(points.values[:cut])
    raised = median(points.values[first : last + 1] if sign else points.values[cut:])
    passing = bool(sign) and not _lasting(points, cut, first, last)
    after = median(points.values[cut:]) if passing else raised
    begin = _begin(seen.fine, points, (first, last), before, raised) if sign else seen.onset
    trend = _trend(points.values[first:], before, raised, sign, ended=last < len(points.values) - LEAST_AFTER)
    normal, shifted = _typical(seen, before, raised, begin)
    deviation = _deviation(points.values[:cut], before, after, seen.floor)
    return Shift(before, after, deviation, begin, raised if passing else None, trend, normal, shifted)


def _stretch(points: _Points, cut: int, floor: float) -> tuple[int, int, int]:
    """First and last index of the stretch that departs most from the time before, and its sign; (cut, end, 0): none."""
    before = median(points.values[:cut])
    reach = sorted(abs(value - before) for value in points.values)[-max(1, len(points.values) // 20)]
    scale = max(usual(points.values[:cut], before), _RELATIVE * abs(before), _TO_PEAK * reach, floor)
    after = len(points.values) - cut
    least = min(after, _LEAST_OF_FEW) if after <= _FEW_AFTER else LEAST_AFTER
    if not scale > 0:
        return cut, len(points.values) - 1, 0
    earliest = max(LEAST_BEFORE, cut // 2)
    found = [(*_heaviest(points.values, earliest, before, scale, sign), sign) for sign in (1, -1)]
    weight, first, last, sign = max(found)
    if weight <= 0 or last - first + 1 < least or last < cut:
        return cut, len(points.values) - 1, 0
    return first, last, sign


def _heaviest(values: Sequence[float], earliest: int, before: float, scale: float, sign: int) -> tuple[float, int, int]:
    """The stretch whose clipped departures, less the drift, add up to most: (sum, first, last)."""
    best, running, start = (0.0, earliest, earliest), 0.0, earliest
    for index in range(earliest, len(values)):
        departure = min(_CLIP, max(-_CLIP, sign * (values[index] - before) / scale)) - _DRIFT
        if running <= 0:
            running, start = 0.0, index
        running += departure
        if running > best[0]:
            best = (running, start, index)
    return best


def _deviation(normal: Sequence[float], before: float, after: float, floor: float) -> float:
    if before == after:
        return 0.0
    scale = max(usual(normal, before), _RELATIVE * abs(before), _TO_PEAK * max(abs(before), abs(after)), floor)
    return max(-CAP, min(CAP, float(f"{(after - before) / scale:.6g}")))


def _begin(fine: _Points, points: _Points, stretch: tuple[int, int], before: float, raised: float) -> float:
    """When the stretch first stood clearly beyond the time before, found in the buckets, then in the series itself."""
    height, (first, last) = raised - before, stretch
    for index in range(first, last + 1):
        if height and (points.values[index] - before) / height >= _CLEARLY:
            return _refined(fine, points, index, before, points.values[index])
    return points.times[first]


def _refined(fine: _Points, points: _Points, index: int, before: float, reached: float) -> float:
    """The first point around a bucket that stands beyond halfway to what the bucket reached."""
    start = points.times[index - 1] if index else points.times[index]
    end = points.times[min(index + 1, len(points.times) - 1)]
    for at in range(bisect_left(fine.times, start), bisect_left(fine.times, end) + 1):
        if at < len(fine.times) and (fine.values[at] - before) / (reached - before) >= _HALF:
            return fine.times[at]
    return points.times[index]


def _lasting(points: _Points, cut: int, first: int, last: int) -> bool:
    end = points.times[-1]
    reaches_end = len(points.times) - 1 - last < LEAST_AFTER
    enough = min(_LASTS_S, _LASTS * (end - points.times[cut]))
    return reaches_end or points.times[last] - points.times[first] >= enough


def _trend(shifted: Sequence[float], before: float, after: float, sign: int, *, ended: bool) -> Trend:
    """Where the last part heads: back (recovering), further away (worse), or neither."""
    if not sign:
        return Trend.STEADY
    third = len(shifted) // 3
    if third < 1:
        return Trend.UNKNOWN
    middle, latest = median(shifted[third : 2 * third]), median(shifted[-third:])
    if ended and abs(latest - before) < _RETURNED * abs(after - before):
        return Trend.RECOVERING
    moved = sign * (latest - middle)
    luck = _BY_LUCK * _jitter(shifted[third:]) / math.sqrt(third)
    if abs(moved) < max(_MOVING * abs(after - before), luck):
        return Trend.STEADY
    return Trend.WORSE if moved > 0 else Trend.RECOVERING


def _jitter(values: Sequence[float]) -> float:
    """How far a point lies from the next by noise alone, as one standard deviation."""
    steps = [abs(later - earlier) for earlier, later in pairwise(values)]
    return 1.4826 * median(steps) / math.sqrt(2)


def _typical(seen: _Seen, before: float, after: float, begin: float) -> tuple[int, int]:
    """The latest point before the shift, and the earliest after it, that stand nearest to the two levels."""
    times, values = seen.raw.times, seen.raw.values
    low, cut, high = (bisect_left(times, at) for at in (seen.fine.times[0], begin, seen.fine.times[-1]))
    earlier = [index for index in range(low, cut) if _is_number(values[index])]
    later = [index for index in range(cut, min(high + 1, len(times))) if _is_number(values[index])]
    normal = min(earlier, key=lambda index: (abs(values[index] - before), -index), default=low)
    shifted = min(later, key=lambda index: (abs(values[index] - after), index), default=normal)
    return normal, shifted
