"""What anybody could do instead, in the same run: random, symptom first, largest z, BARO, a walk, the latest change.

Each takes a case and its situation and gives (candidate, mark); candidates that it says nothing of share what is left.
"""

from collections.abc import Callable, Iterator, Mapping
from math import isfinite
from statistics import fmean, median, pstdev

from bench.packs.reading import Case
from codriver.model import Situation

Marks = list[tuple[str, float]]
DAMPING, ROUNDS = 0.85, 50


def at_random(case: Case, situation: Situation) -> Marks:
    """Every candidate alike."""
    del case, situation
    return []


def symptom_first(case: Case, situation: Situation) -> Marks:
    """The service where it is felt."""
    del situation
    symptom = case.row.get("symptom")
    return [(symptom, 1.0)] if symptom else []


def largest_z(case: Case, situation: Situation) -> Marks:
    """The service with the metric that lies furthest out, in standard deviations of the reference."""
    del situation
    return _best_of(_z(case, fmean, pstdev))


def baro(case: Case, situation: Situation) -> Marks:
    """The scorer of BARO (Pham and others, FSE 2024): the largest departure in interquartile ranges from the median."""
    del situation
    return _best_of(_z(case, median, _quartiles_apart))


def walk(case: Case, situation: Situation) -> Marks:
    """PageRank over calls from caller to callee, restarting where the metrics depart most."""
    marks = dict(largest_z(case, situation))
    nodes = sorted({*marks, *(d.caller for d in situation.dependencies), *(d.callee for d in situation.dependencies)})
    total = sum(marks.values())
    if not nodes or not total:
        return []
    callees = {node: sorted({d.callee for d in situation.dependencies if d.caller == node}) for node in nodes}
    home = {node: marks.get(node, 0.0) / total for node in nodes}
    found = dict(home)
    for _ in range(ROUNDS):
        found = _step(found, callees, home)
    return sorted(found.items())


def _step(found: Mapping[str, float], callees: Mapping[str, list[str]], home: Mapping[str, float]) -> dict[str, float]:
    after = {node: (1 - DAMPING) * home[node] for node in found}
    for node, rank in found.items():
        goes = callees[node]
        for callee in goes:
            after[callee] += DAMPING * rank / len(goes)
        if not goes:
            after[node] += DAMPING * rank
    return after


def latest_change(case: Case, situation: Situation) -> Marks:
    """The service that was changed last."""
    del situation
    return [(change["service"], float(change["ts"])) for change in case.row.get("changes") or ()]


def _z(
    case: Case, middle: Callable[[list[float]], float], spread: Callable[[list[float]], float]
) -> Iterator[tuple[str, float]]:
    normal = dict(zip(case.reference.columns, zip(*case.reference.values, strict=True), strict=True))
    for column, values in zip(case.incident.columns, zip(*case.incident.values, strict=True), strict=True):
        before, after = _numbers(normal.get(column, ())), _numbers(values)
        if before and after:
            scale = spread(before) or abs(middle(before)) * 0.01 or 1e-9
            yield column[0], min(max(abs(value - middle(before)) for value in after) / scale, 1e9)


def _numbers(values: tuple[float | None, ...]) -> list[float]:
    return [value for value in values if value is not None and isfinite(value)]


def _quartiles_apart(values: list[float]) -> float:
    ordered = sorted(values)
    return ordered[(3 * len(ordered)) // 4] - ordered[len(ordered) // 4]


def _best_of(marks: Iterator[tuple[str, float]]) -> Marks:
    best: dict[str, float] = {}
    for name, mark in marks:
        best[name] = max(mark, best.get(name, 0.0))
    return sorted(best.items())


BASELINES: dict[str, Callable[[Case, Situation], Marks]] = {
    "random": at_random,
    "symptom first": symptom_first,
    "largest z": largest_z,
    "BARO's scorer": baro,
    "PageRank walk": walk,
    "latest change": latest_change,
}
