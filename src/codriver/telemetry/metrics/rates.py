"""Counters as rates: resets survived, gaps left out, a series that is born late counted from zero."""

import math
from collections.abc import Iterable, Mapping
from itertools import pairwise
from statistics import median

from codriver.telemetry.rows import Series

Rate = dict[float, float]
"""Increase per second, by the middle of the interval in which it happened (epoch seconds)."""

_GAP = 5.0  # intervals longer than so many ordinary ones say nothing about when it happened
_MOST = 100_000  # zeros put before a late birth


def step(times: tuple[float, ...]) -> float:
    """The ordinary distance of two points in seconds; 0 for fewer than two."""
    return median(late - early for early, late in pairwise(times)) if len(times) > 1 else 0.0


def rate(series: Series, alive: float) -> Rate:
    """The rate of a counter. After a reset the new value is the increase.

    `alive` is when this service's metrics begin: a counter that first appears later has stood at zero until then.
    """
    points = [(at, value) for at, value in zip(series.times, series.values, strict=True) if math.isfinite(value)]
    usual = step(series.times)
    if not points or not usual:
        return {}
    found: Rate = _born_late(points[0], alive, usual)
    for (early, low), (late, high) in pairwise(points):
        if 0 < late - early <= _GAP * usual:
            risen = high - low if high >= low else high
            found[_middle(early, late)] = max(0.0, risen) / (late - early)
    return found


def added(rates: Iterable[Rate]) -> Rate:
    """The sum of several rates at each moment at which any of them is known."""
    total: dict[float, list[float]] = {}
    for one in rates:
        for at, value in one.items():
            total.setdefault(at, []).append(value)
    return {at: math.fsum(total[at]) for at in sorted(total)}


def ratio(part: Mapping[float, float], whole: Mapping[float, float]) -> Rate:
    """Part over whole wherever there is a whole; a moment at which nothing happened has no ratio."""
    return {at: part.get(at, 0.0) / whole[at] for at in sorted(whole) if whole[at] > 0}


def _born_late(first: tuple[float, float], alive: float, usual: float) -> Rate:
    born, value = first
    missed = round((born - alive) / usual)
    if missed < 2 or missed > _MOST:  # noqa: PLR2004 - one step late is how scrapes fall
        return {}
    quiet = {_middle(born - (back + 1) * usual, born - back * usual): 0.0 for back in range(missed - 1, 0, -1)}
    return quiet | {_middle(born - usual, born): max(0.0, value) / usual}


def _middle(early: float, late: float) -> float:
    return round((early + late) / 2, 3)
