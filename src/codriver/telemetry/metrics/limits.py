"""How full a resource is: used against its limit, free against its size, used against used and free."""

import math
from collections.abc import Iterator, Mapping, Sequence

from codriver.telemetry.kinds import Form, Part
from codriver.telemetry.metrics.line import Line
from codriver.telemetry.metrics.placing import Placed

_ENDLESS = 1e15  # limits beyond this, as cgroups spell "none", are no limits
_PAIRED = frozenset({"connections", "memory", "disk", "threads", "descriptors"})

Key = tuple[str, str, str, str]
"""Service, callee, kind and resource: what used, free and limit have in common."""


def filled(placed: Sequence[Placed]) -> Iterator[Line]:
    """One line of shares (unit `share`, 1 is full) for each used or free series whose limit is known."""
    groups: dict[Key, list[Placed]] = {}
    for one in placed:
        if one.measure.part and one.measure.form is Form.GAUGE:
            groups.setdefault((one.service, one.peer, one.measure.kind, one.measure.resource), []).append(one)
    for key in sorted(groups):
        yield from _of_one_resource(groups[key])


def _of_one_resource(group: Sequence[Placed]) -> Iterator[Line]:
    parts = {part: [one for one in group if one.measure.part is part] for part in Part}
    for one in (*parts[Part.USED], *parts[Part.FREE]):
        limit = _partner(one, parts[Part.LIMIT])
        idle = _partner(one, parts[Part.FREE]) if one.measure.part is Part.USED else None
        if limit is not None:
            yield _line(one, limit, _shares(one, limit))
        elif idle is not None and one.measure.kind in _PAIRED:
            yield _line(one, idle, _shares_of_sum(one, idle))


def _partner(one: Placed, among: Sequence[Placed]) -> Placed | None:
    """The series with the same labels, or the only one there is."""
    same = [other for other in among if (other.rest, other.instance) == (one.rest, one.instance)]
    close = same or [other for other in among if other.instance == one.instance] or list(among)
    return close[0] if len(close) == 1 else None


def _shares(one: Placed, limit: Placed) -> Iterator[tuple[float, float]]:
    free = one.measure.part is Part.FREE
    for at, value, most in _together(one, limit):
        if 0 < most < _ENDLESS:
            yield at, 1 - value / most if free else value / most


def _shares_of_sum(one: Placed, idle: Placed) -> Iterator[tuple[float, float]]:
    for at, value, left in _together(one, idle):
        if value + left > 0:
            yield at, value / (value + left)


def _together(one: Placed, other: Placed) -> Iterator[tuple[float, float, float]]:
    """Points of the first with the latest value of the other; a limit is often told more rarely."""
    beside: Mapping[float, float] = dict(zip(other.series.times, other.series.values, strict=True))
    latest = other.series.values[0]
    for at, value in zip(one.series.times, one.series.values, strict=True):
        latest = beside.get(at, latest)
        if math.isfinite(value) and math.isfinite(latest):
            yield at, value, latest


def _line(one: Placed, other: Placed, shares: Iterator[tuple[float, float]]) -> Line:
    points = list(shares)
    instance = (("instance", one.instance),) if one.instance else ()
    return Line(
        service=one.service,
        peer=one.peer,
        name=one.series.name,
        kind=one.measure.kind,
        unit="share",
        worse=1,
        stat="filled",
        labels=(*one.rest, *instance, ("limit", other.series.name)),
        times=tuple(at for at, _ in points),
        values=tuple(share for _, share in points),
        behind=(one.series, other.series),
    )
