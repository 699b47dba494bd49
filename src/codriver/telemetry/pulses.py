"""The pulse of a service: one quantity that rises when the service is in trouble, over time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.metrics import lines
from codriver.telemetry.rows import Series
from codriver.telemetry.traces.edges import EdgeTable
from codriver.telemetry.traces.paths import entries
from codriver.telemetry.traces.seconds import buckets, shares

_TROUBLE = frozenset({"errors", "latency"})
_FLOORS = {"share": 0.01, "s": 0.005, "ms": 5.0, "percent": 1.0}
_PARTS = 240  # buckets of a whole recording of traces
_FINEST_S, _COARSEST_S = 1.0, 30.0
_MOST = 500


@dataclass(frozen=True, slots=True)
class Pulse:
    """One quantity that rises with trouble: `times` in epoch seconds, ascending, `values` beside them.

    `floor` is the least change that means anything, in the values' unit; 0 leaves that to the series itself.
    """

    service: str
    name: str
    times: tuple[float, ...]
    values: tuple[float, ...]
    floor: float = 0.0


def pulses_of_metrics(series: Sequence[Series]) -> tuple[Pulse, ...]:
    """Failing shares, error rates and latencies of each service and of its calls to others; routes left out."""
    chosen = (line for line in lines(series) if line.kind in _TROUBLE and not dict(line.labels).get("route"))
    return tuple(
        Pulse(
            line.service,
            f"{line.kind}{f' toward {line.peer}' if line.peer else ''} ({line.name}, {line.stat})",
            line.times,
            line.values,
            _FLOORS.get(line.unit, 0.0),
        )
        for line in chosen
    )


def pulses_of_edges(table: EdgeTable) -> tuple[Pulse, ...]:
    """Failing share and median latency of each edge and of each service's own entries, the busiest 500."""
    starts = table.spans["start"]
    if starts.is_empty():
        return ()
    own = entries(table.spans).select("start", "duration", "error", caller="service", callee=pl.lit(""))
    rows = pl.concat([table.calls.select(own.columns), own])
    ordered = starts.sort()
    since, until = float(ordered[0]), float(ordered[-1]) + _FINEST_S
    step = min(_COARSEST_S, max(_FINEST_S, (until - since) / _PARTS))
    return tuple(pulse for edge in _edges(rows) for pulse in _of_one(rows, edge, (step, since, until)))


def _edges(rows: Frame) -> list[tuple[str, str]]:
    busiest = rows.group_by("caller", "callee").len().sort(["len", "caller", "callee"], descending=[True, False, False])
    return sorted((caller, callee) for caller, callee, _ in busiest.head(_MOST).iter_rows())


def _of_one(rows: Frame, edge: tuple[str, str], grid: tuple[float, float, float]) -> Iterator[Pulse]:
    caller, callee = edge
    found = buckets(rows.filter((pl.col("caller") == caller) & (pl.col("callee") == callee)), *grid)
    toward = f" toward {callee}" if callee else ""
    yield Pulse(caller, f"errors{toward} (traces)", found.times, shares(found), _FLOORS["share"])
    yield Pulse(caller, f"latency{toward} (traces)", found.times, found.medians, _FLOORS["s"])
