"""One quantity over time that means something by itself: a rate, a share, a latency, a level."""

from collections.abc import Iterable
from dataclasses import dataclass

from codriver.telemetry.rows import Series


@dataclass(frozen=True, slots=True)
class Line:
    """One quantity over time. `stat` says what was made of the series: rate, share, refused, mean, p95, level, filled.

    `behind` are the series it was made from, the one that tells most first: they are what gets cited. `totals` are,
    for a share, the rates of which each value is a share.
    """

    service: str
    peer: str
    name: str
    kind: str
    unit: str
    worse: int
    stat: str
    labels: tuple[tuple[str, str], ...]
    times: tuple[float, ...]
    values: tuple[float, ...]
    behind: tuple[Series, ...]
    totals: tuple[float, ...] = ()


def in_order(found: Iterable[Line]) -> tuple[Line, ...]:
    """The same order whatever the order they were found in."""
    return tuple(sorted(found, key=lambda one: (one.service, one.peer, one.kind, one.name, one.stat, one.labels)))
