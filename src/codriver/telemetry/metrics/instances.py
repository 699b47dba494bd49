"""Young instances against old ones of the same service at the same time: a canary needs no time before.

Instances that were there from the first are old, those born later young. When it is wrong: young instances that only
warm up, or that get other requests than the old ones.
"""

from collections.abc import Iterator, Sequence
from math import isfinite
from statistics import median

from codriver.model import Observation, Signal, Window
from codriver.telemetry.metrics.levels import failing_values
from codriver.telemetry.metrics.placing import Placed
from codriver.telemetry.metrics.rates import step
from codriver.telemetry.shifts import CAP, spread
from codriver.telemetry.wording import level, moment, rounded

TOLD = frozenset({"success", "latency"})
LATE = 2  # steps after the first of all: born later than that, an instance is young
LIVED = 2  # points that a young instance must have: the first alone is its start
_RELATIVE = {"errors": 0.0, "latency": 0.25}  # of the old instances' level: less is how instances differ
_FLOOR = {"errors": 0.01, "latency": 0.0}


def young_instances(placed: Sequence[Placed], window: Window) -> Iterator[Observation]:
    """One observation a service and quality of which there are both old and young instances, worse or not."""
    groups: dict[tuple[str, str], list[Placed]] = {}
    for one in placed:
        if one.measure.kind in TOLD and one.instance and one.service and not one.peer:
            groups.setdefault((one.service, one.series.name), []).append(one)
    for of in (group for _, group in sorted(groups.items())):
        young, old = _by_age(of)
        if young and old:
            yield from _compared(young, old, window)


def _by_age(group: Sequence[Placed]) -> tuple[list[Placed], list[Placed]]:
    births = {index: _points(one)[0][0] for index, one in enumerate(group) if _points(one)}
    if not births:
        return [], []
    first = min(births.values()) + LATE * max(step(one.series.times) for one in group)
    young = [group[index] for index, born in births.items() if born > first]
    return young, [group[index] for index, born in births.items() if born <= first]


def _points(one: Placed) -> list[tuple[float, float]]:
    failing = one.measure.kind == "success"
    values = failing_values(one.series.values) if failing else one.series.values
    return [(at, value) for at, value in zip(one.series.times, values, strict=True) if isfinite(value)]


def _compared(young: Sequence[Placed], old: Sequence[Placed], window: Window) -> Iterator[Observation]:
    kind = "errors" if young[0].measure.kind == "success" else "latency"
    until = window.until.timestamp()
    lived = {index: [row for row in _points(one) if row[0] <= until] for index, one in enumerate(young)}
    lived = {index: rows for index, rows in lived.items() if len(rows) >= LIVED}
    if not lived:
        return
    levels = {index: median(value for _, value in rows[1:]) for index, rows in lived.items()}
    worst = max(levels, key=lambda index: (levels[index], -index))
    born = min(rows[0][0] for rows in lived.values())
    beside = [value for one in old for at, value in _points(one) if born <= at <= until]
    before = [value for one in old for at, value in _points(one) if at <= until]
    if beside:
        usual = median(beside)
        scale = max(spread(before, median(before)), _RELATIVE[kind] * usual, _FLOOR[kind], 1e-9)
        deviation = min(CAP, max(-CAP, (levels[worst] - usual) / scale))
        yield _observation(young[worst], old[0], kind, (usual, levels[worst]), deviation, lived[worst][0][0])


def _observation(
    young: Placed, old: Placed, kind: str, levels: tuple[float, float], deviation: float, born: float
) -> Observation:
    usual, now = levels
    unit = "share" if kind == "errors" else young.measure.unit
    verb = "worse than" if deviation >= 3 else "no worse than"  # noqa: PLR2004 - a clear shift
    latest = len(young.series.times) - 1
    return Observation(
        signal=Signal.METRIC,
        source=young.series.source,
        service=young.service,
        at=moment(born),
        name=young.series.name,
        says=f"the new instances of {young.service} are {verb} the old: {kind} {level(now, unit)}"
        f" (the old at the same time: {level(usual, unit)})",
        cites=(young.series.cite(latest), old.series.cite(len(old.series.times) - 1)),
        kind=kind,
        unit=unit,
        before=rounded(usual),
        after=rounded(now),
        deviation=rounded(deviation),
        count=len(young.series.times),
        labels=(("instance", young.instance), ("instances", "young")),
    )
