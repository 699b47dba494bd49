"""Lines in, observations out: everything that shifted, and what users and resources feel even where it did not."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from math import fsum

from codriver.model import Citation, Observation, Signal, Window
from codriver.telemetry.metrics.deriving import lines
from codriver.telemetry.metrics.instances import young_instances
from codriver.telemetry.metrics.line import Line
from codriver.telemetry.metrics.placing import place
from codriver.telemetry.metrics.restarts import restarts, silences
from codriver.telemetry.rows import Series
from codriver.telemetry.shifts import Shift, measure
from codriver.telemetry.wording import level, moment, rounded

CLEAR = 3.0  # robust standard deviations
MOST_SHIFTED, MOST_STEADY = 1000, 500
LOOKED_AT = frozenset({
    "errors", "latency", "requests", "memory", "cpu", "disk", "descriptors", "connections", "threads", "queue",
    "saturation", "up", "restarts", "certificate", "refusals", "success",
})  # fmt: skip
_FLOORS = {"share": 0.01, "s": 0.005, "ms": 5.0, "percent": 1.0}  # less than this nobody feels
_FELT_SHARE = 0.002  # of requests that its source counts in full


def observe(series: Sequence[Series], window: Window) -> tuple[Observation, ...]:
    """What the metrics show: shifts (|deviation| >= 3, the 1,000 largest) and 500 steady lines of kinds that matter.

    Levels stand in `unit`: /s for rates, share for shares (of failing requests, of a limit), else the metric's own.
    Labels say what was made of the series (`stat`: rate, share, refused, mean, p95, level, filled), its `trend`, and
    the level of a `spike` that is over. A series with fewer than 4 points before the onset or 3 after yields nothing.
    """
    placed = place(series)
    events = [*restarts(placed, window), *silences(placed, window), *young_instances(placed, window)]
    seen = [*events, *(one for line in lines(series) if (one := _observed(line, window)))]
    shifted = sorted((one for one in seen if abs(one.deviation) >= CLEAR), key=_largest)
    steady = sorted((one for one in seen if abs(one.deviation) < CLEAR and one.kind in LOOKED_AT), key=_place)
    return tuple(sorted((*shifted[:MOST_SHIFTED], *steady[:MOST_STEADY]), key=_place))


def _observed(line: Line, window: Window) -> Observation | None:
    floor = _FELT_SHARE if line.stat == "failing" else _FLOORS.get(line.unit, 0.0)
    shift = measure(line.times, line.values, window, floor)
    if shift is None:
        return None
    shift = _counted(line, shift, window)
    return Observation(
        signal=Signal.METRIC,
        source=line.behind[0].source,
        service=line.service,
        at=moment(shift.begin),
        name=line.name,
        says=_says(line, shift),
        cites=_cites(line, shift),
        kind=line.kind,
        peer=line.peer,
        unit=line.unit,
        before=rounded(shift.before),
        after=rounded(shift.after),
        deviation=shift.deviation,
        count=len(line.times),
        labels=_labels(line, shift),
    )


def _counted(line: Line, shift: Shift, window: Window) -> Shift:
    """The shift of a share with levels from all requests before and after it begins, not the middle one of many shares.

    How clear the shift is stays as it was measured.
    """
    since, until = window.since.timestamp(), window.until.timestamp()
    inside = [row for row in zip(line.times, line.values, line.totals, strict=False) if since <= row[0] <= until]
    sides = ([r for r in inside if r[0] < shift.begin], [r for r in inside if r[0] >= shift.begin])
    if not all(sides):
        return shift
    before, after = (fsum(part * all_ for _, part, all_ in side) / fsum(all_ for _, _, all_ in side) for side in sides)
    return replace(shift, before=before, after=after)


def _says(line: Line, shift: Shift) -> str:
    what = f"{line.stat} of {line.name}" if line.stat != "level" else line.name
    toward = f" toward {line.peer}" if line.peer else ""
    verb = "stayed at" if abs(shift.deviation) < CLEAR else "rose to" if shift.deviation > 0 else "fell to"
    return (
        f"{what} of {line.service or 'somebody'}{toward} {verb} {level(shift.after, line.unit)}"
        f" (before: {level(shift.before, line.unit)})"
    )


def _labels(line: Line, shift: Shift) -> tuple[tuple[str, str], ...]:
    spike = (("spike", level(shift.spike, line.unit)),) if shift.spike is not None else ()
    return (*line.labels, ("stat", line.stat), ("trend", shift.trend.value), *spike)


def _cites(line: Line, shift: Shift) -> tuple[Citation, ...]:
    """A point from before and one from after, of the series that tells most; the second series of a pair too."""
    before, after = line.times[shift.normal], line.times[shift.shifted]
    found = (cite for one in line.behind[:2] for cite in _around(one, before, after))
    return tuple(dict.fromkeys(found))


def _around(series: Series, before: float, after: float) -> tuple[Citation, ...]:
    """The series' own points at or next after the two moments; a series born between them has only the second."""
    first, second = bisect_left(series.times, before), min(bisect_left(series.times, after), len(series.times) - 1)
    late = series.cite(second)
    return (series.cite(first), late) if first < second and series.times[0] <= after else (late,)


def _place(one: Observation) -> tuple[str, str, str, str, tuple[tuple[str, str], ...], str]:
    return one.service, one.peer, one.kind, one.name, one.labels, one.id


def _largest(one: Observation) -> tuple[float, str]:
    return -abs(one.deviation), one.id
