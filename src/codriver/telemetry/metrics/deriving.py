"""From raw series to lines: groups them by what they measure and hands each group to the file that reads it."""

from collections.abc import Iterator, Sequence

from codriver.telemetry.kinds import Form
from codriver.telemetry.metrics.latency import latencies
from codriver.telemetry.metrics.levels import counts, levels
from codriver.telemetry.metrics.limits import filled
from codriver.telemetry.metrics.line import Line, in_order
from codriver.telemetry.metrics.outcomes import is_outcome, outcomes
from codriver.telemetry.metrics.placing import Placed, place
from codriver.telemetry.metrics.rates import Rate, rate
from codriver.telemetry.rows import Series

_HISTOGRAM = frozenset({Form.BUCKET, Form.SUM, Form.COUNT})


def lines(series: Sequence[Series]) -> tuple[Line, ...]:
    """All lines that can be made of the series, in one order whatever the order of the series.

    Restart counters and start times make none: they are events, see `restarts`.
    """
    placed = place(series)
    alive = {one.service: one.series.times[0] for one in sorted(placed, key=lambda p: -p.series.times[0])}
    return in_order(line for line in _derived(placed, alive) if line.times)


def _derived(placed: tuple[Placed, ...], alive: dict[str, float]) -> Iterator[Line]:
    useful = [one for one in placed if one.measure.kind != "restarts"]
    counted = {(one.service, one.peer) for one in useful if is_outcome(one)}
    for group in _groups(useful, whole=True):
        rates = _rates(group, alive)
        if is_outcome(group[0]):
            yield from outcomes(group, rates)
        else:
            yield from latencies(group, rates)
            yield from _requests_behind(group, rates, counted)
    for group in _groups(useful, whole=False):
        yield from counts(group, _rates(group, alive)) if group[0].measure.form is Form.COUNTER else levels(group)
    yield from filled(useful)


def _groups(placed: Sequence[Placed], *, whole: bool) -> list[list[Placed]]:
    """With `whole`, histograms and request counters by name, service and callee; else the rest, by their labels too."""
    groups: dict[tuple[object, ...], list[Placed]] = {}
    for one in placed:
        if (is_outcome(one) or one.measure.form in _HISTOGRAM) != whole:
            continue
        key: tuple[object, ...] = (one.measure.stem, one.service, one.peer)
        key = key if whole else (*key, one.rest, one.route, one.status, one.edge)
        groups.setdefault(key, []).append(one)
    return list(groups.values())


def _rates(group: Sequence[Placed], alive: dict[str, float]) -> dict[int, Rate]:
    return {index: rate(one.series, alive[one.service]) for index, one in enumerate(group)}


def _requests_behind(group: list[Placed], rates: dict[int, Rate], counted: set[tuple[str, str]]) -> Iterator[Line]:
    """A latency histogram counts requests too; they are told where no counter of requests does."""
    first = group[0]
    if first.measure.kind != "latency" or (first.service, first.peer) in counted:
        return
    chosen = [index for index, one in enumerate(group) if one.measure.form is Form.COUNT]
    if chosen:
        yield from outcomes([group[i] for i in chosen], {at: rates[i] for at, i in enumerate(chosen)})
