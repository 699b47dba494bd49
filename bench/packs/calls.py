"""Calls in steps of ten seconds (`[phase, time, caller, callee, calls, mean ms, slowest ms, own ms]`) as series.

An earlier phase that is not right before the next is laid there. Calls of a service to itself are its inner spans.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from codriver.telemetry.rows import Series

STEP = 10.0
Row = Sequence[Any]
Points = dict[float, float]


def series_of_calls(rows: Sequence[Row]) -> Iterator[Series]:
    """Latency and calls of each edge, and the own time of each service for each request that enters it."""
    placed = _placed(rows)
    edges: dict[tuple[str, str], list[Row]] = {}
    for row in placed:
        edges.setdefault((row[2], row[3]), []).append(row)
    for (caller, callee), of in sorted(edges.items()):
        if caller and caller != callee:
            yield _series(caller, callee, "call_duration_ms", {row[1]: row[5] for row in of})
            yield _series(caller, callee, "calls_per_second", {row[1]: row[4] / STEP for row in of})
    for service in sorted({row[3] for row in placed}):
        yield from _own([row for row in placed if row[3] == service], service)


def _own(rows: Sequence[Row], service: str) -> Iterator[Series]:
    entering: Points = {}
    spent: Points = {}
    for row in rows:
        spent[row[1]] = spent.get(row[1], 0.0) + row[4] * row[7]
        if row[2] != service:
            entering[row[1]] = entering.get(row[1], 0.0) + row[4]
    found = {at: spent[at] / count for at, count in entering.items() if count}
    if found:
        yield _series(service, "", "own_time_ms", found)


def _placed(rows: Sequence[Row]) -> list[Row]:
    """The phases one after the other, the incident where it was."""
    phases = [list(of) for _, of in groupby(sorted(rows, key=lambda r: (r[0] == "incident", r[1])), key=lambda r: r[0])]
    found: list[Row] = []
    for phase in reversed(phases):
        late = max(row[1] for row in phase) + STEP
        begin = min((row[1] for row in found), default=late)
        found += [(row[0], row[1] + begin - late, *row[2:]) for row in phase] if found else phase
    return found


def _series(service: str, peer: str, name: str, points: Points) -> Series:
    labels = (("peer", peer), ("service", service)) if peer else (("service", service),)
    times = sorted(points)
    return Series(
        source="calls",
        name=name,
        labels=labels,
        times=tuple(map(float, times)),
        values=tuple(float(points[at]) for at in times),
        tokens=tuple(repr(points[at]) for at in times),
        rows=tuple(range(len(times))),
        locator=f"{service}/{peer}/{name}#" + "{row}",
    )
