"""Anomalies that another tool has already called: `metric_events`, `span_events` and `log_events` of a case.

They have no size, and no more of a time than the incident: each is an observation that is as plain as any other.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from bench.packs.reading import Case
from codriver.model import Citation, Observation, Ref, Signal
from codriver.telemetry.kinds import measure_of

CALLED = 5.0  # robust standard deviations: somebody found it worth an event
AT = datetime(2025, 1, 1, tzinfo=UTC)


def events_of(case: Case) -> Iterator[Observation]:
    """One observation an event."""
    told = case.row.get("evidence") or {}
    for index, (service, *_, name, way) in enumerate(told.get("metric_events") or ()):
        kind = measure_of(name).kind
        yield _seen(f"metric_events/{index}", Signal.METRIC, service, name, kind, f"{name} {way}", way=way)
    for index, (caller, callee, route, way) in enumerate(told.get("span_events") or ()):
        kind = "latency" if way == "PD" else "errors"  # a status otherwise
        says = f"{caller} -> {callee} {route} {way}"
        yield _seen(f"span_events/{index}", Signal.TRACE, caller, kind, kind, says, peer=callee)
    for index, (service, template) in enumerate(told.get("log_events") or ()):
        yield _seen(f"log_events/{index}", Signal.LOG, service, f"template {template}", "", f"template {template}")


def _seen(  # noqa: PLR0913 - one row of a table
    place: str,
    signal: Signal,
    service: str,
    name: str,
    kind: str,
    says: str,
    *,
    peer: str = "",
    way: str = "",
) -> Observation:
    return Observation(
        signal=signal,
        source="events",
        service=service,
        at=AT,
        name=name,
        says=says,
        cites=(Citation(Ref("events", f"events.json#/{place}"), says),),
        kind=kind,
        peer="" if peer == service else peer,
        level="error" if signal == Signal.LOG else "",
        deviation=-CALLED if way == "down" else CALLED,
        count=1,
        text=says if signal == Signal.LOG else "",
    )
