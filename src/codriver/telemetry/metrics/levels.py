"""Gauges as they come and other counters as rates; instances apart when few, put together when many."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from codriver.telemetry.kinds import Form
from codriver.telemetry.metrics.line import Line
from codriver.telemetry.metrics.placing import Placed
from codriver.telemetry.metrics.rates import Rate, added

FEW = 4  # instances that are worth telling apart
_IDLE = frozenset({"idle", "iowait", "steal", "guest"})  # processor time in which nothing ran


def levels(placed: Sequence[Placed]) -> Iterator[Line]:
    """Lines of gauges that share name, service, callee and labels, and differ in their instance only."""
    if len({one.instance for one in placed}) <= FEW:
        yield from (_level(one) for one in placed)
    elif placed[0].measure.kind == "success":
        worst = _worst(placed)
        yield replace(worst, values=failing_values(worst.values), kind="errors", unit="share", stat="failing", worse=1)
    else:
        yield _worst(placed)


def counts(placed: Sequence[Placed], rates: dict[int, Rate]) -> Iterator[Line]:
    """Rates of counters that share name, service, callee and labels; instances are added up when they are many."""
    if any(value in _IDLE for key, value in placed[0].rest if key in ("mode", "state")):
        return
    if len({one.instance for one in placed}) <= FEW:
        yield from (_rate([one], rates[index]) for index, one in enumerate(placed))
    else:
        yield _rate(placed, added(rates.values()))


def _level(one: Placed) -> Line:
    labels = (*one.rest, *_part(one), *_instance(one))
    if one.measure.kind == "success":
        return _failing(one, labels)
    return _line([one], one.series.times, one.series.values, "level", one.measure.unit, labels)


def failing_values(values: Sequence[float]) -> tuple[float, ...]:
    """What went well, as the share of what did not: of one, or of a hundred where the series goes beyond one."""
    whole = 100.0 if max((v for v in values if v == v), default=0.0) > 1 else 1.0  # noqa: PLR0124 - not NaN
    return tuple(max(0.0, 1 - value / whole) if value == value else value for value in values)  # noqa: PLR0124 - not NaN


def _failing(one: Placed, labels: tuple[tuple[str, str], ...]) -> Line:
    line = _line([one], one.series.times, failing_values(one.series.values), "failing", "share", labels)
    return replace(line, kind="errors", worse=1)


def _worst(placed: Sequence[Placed]) -> Line:
    """Of many instances the one that is worst off at each moment: a mean would hide it."""
    worst = min if placed[0].measure.worse < 0 else max
    at: dict[float, float] = {}
    for one in placed:
        for moment, value in zip(one.series.times, one.series.values, strict=True):
            if value == value:  # noqa: PLR0124 - not NaN
                at[moment] = worst(at.get(moment, value), value)
    times = tuple(sorted(at))
    labels = (*placed[0].rest, *_part(placed[0]), ("of", f"{len(placed)} instances, the {worst.__name__}"))
    return _line(placed, times, tuple(at[moment] for moment in times), "level", placed[0].measure.unit, labels)


def _rate(placed: Sequence[Placed], found: Rate) -> Line:
    labels = (*placed[0].rest, *_part(placed[0]), *(_instance(placed[0]) if len(placed) == 1 else ()))
    unit = {"": "/s", "s": "s/s"}.get(placed[0].measure.unit, f"{placed[0].measure.unit}/s")
    return _line(placed, tuple(found), tuple(found.values()), "rate", unit, labels)


def _part(one: Placed) -> tuple[tuple[str, str], ...]:
    quantile = (("quantile", one.edge),) if one.measure.form is Form.QUANTILE else ()
    named = (("route", one.route), ("status", one.status))
    return (*quantile, *((key, value) for key, value in named if value))


def _instance(one: Placed) -> tuple[tuple[str, str], ...]:
    return (("instance", one.instance),) if one.instance else ()


def _line(
    placed: Sequence[Placed],
    times: tuple[float, ...],
    values: tuple[float, ...],
    stat: str,
    unit: str,
    labels: tuple[tuple[str, str], ...],
) -> Line:
    first = placed[0]
    return Line(
        service=first.service,
        peer=first.peer,
        name=first.series.name,
        kind=first.measure.kind,
        unit=unit,
        worse=first.measure.worse,
        stat=stat,
        labels=labels,
        times=times,
        values=values,
        behind=tuple(one.series for one in placed[:3]),
    )
