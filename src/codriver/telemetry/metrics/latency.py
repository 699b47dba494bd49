"""Histograms and summaries as mean and 95th percentile per time step, per service and callee, and by route if few."""

import math
from collections.abc import Iterator, Sequence

from codriver.telemetry.kinds import Form
from codriver.telemetry.metrics.line import Line
from codriver.telemetry.metrics.placing import Placed
from codriver.telemetry.metrics.rates import Rate, added, ratio

_MOST_ROUTES = 20
_QUANTILE = 0.95


def latencies(placed: Sequence[Placed], rates: dict[int, Rate]) -> Iterator[Line]:
    """Lines of one histogram, service and callee. `rates` are by the index of a series in `placed`."""
    every = list(range(len(placed)))
    yield from _lines(placed, rates, every, ())
    routes = sorted({one.route for one in placed})
    if 1 < len(routes) <= _MOST_ROUTES:
        for route in routes:
            yield from _lines(placed, rates, [i for i in every if placed[i].route == route], (("route", route),))


def _lines(
    placed: Sequence[Placed], rates: dict[int, Rate], chosen: list[int], labels: tuple[tuple[str, str], ...]
) -> Iterator[Line]:
    of = {form: [i for i in chosen if placed[i].measure.form is form] for form in (Form.SUM, Form.COUNT, Form.BUCKET)}
    if of[Form.SUM] and of[Form.COUNT]:
        mean = ratio(added(rates[i] for i in of[Form.SUM]), added(rates[i] for i in of[Form.COUNT]))
        yield _line(placed, of[Form.SUM] + of[Form.COUNT], mean, "mean", labels)
    if of[Form.BUCKET]:
        yield _line(
            placed, of[Form.COUNT] + of[Form.BUCKET], _percentile(placed, rates, of[Form.BUCKET]), "p95", labels
        )


def _percentile(placed: Sequence[Placed], rates: dict[int, Rate], chosen: Sequence[int]) -> Rate:
    by_edge: dict[float, list[Rate]] = {}
    for index in chosen:
        edge = _edge(placed[index].edge)
        if not math.isnan(edge):
            by_edge.setdefault(edge, []).append(rates[index])
    edges = sorted(by_edge)
    steps = [added(by_edge[edge]) for edge in edges]
    moments = sorted(set().union(*steps)) if steps else []
    found = {at: quantile(_QUANTILE, edges, [one.get(at, 0.0) for one in steps]) for at in moments}
    return {at: value for at, value in found.items() if not math.isnan(value)}


def quantile(share: float, edges: Sequence[float], upto: Sequence[float]) -> float:
    """The value below which `share` of the observations lie, interpolated inside its bucket; NaN when there are none.

    `upto` counts the observations up to each of the ascending `edges`. Beyond the last finite edge: that edge.
    """
    total = max(upto, default=0.0)
    if total <= 0:
        return math.nan
    low, below = 0.0, 0.0
    for edge, count in zip(edges, upto, strict=True):
        if count >= share * total:
            inside = (share * total - below) / (count - below) if count > below else 1.0
            return low if math.isinf(edge) else low + (edge - low) * inside
        low, below = edge, max(below, count)
    return low


def _edge(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def _line(
    placed: Sequence[Placed], chosen: list[int], found: Rate, stat: str, labels: tuple[tuple[str, str], ...]
) -> Line:
    first = placed[chosen[0]]
    return Line(
        service=first.service,
        peer=first.peer,
        name=first.measure.stem,
        kind=first.measure.kind,
        unit=first.measure.unit,
        worse=first.measure.worse,
        stat=stat,
        labels=labels,
        times=tuple(found),
        values=tuple(found.values()),
        behind=tuple(placed[index].series for index in chosen[:3]),
    )
