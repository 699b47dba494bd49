"""A case as the product's own facts and rows: translated, never judged. What ranks is the product alone."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from bench.packs.alarms import alarms_of
from bench.packs.calls import series_of_calls
from bench.packs.events import events_of
from bench.packs.outputs import outputs_of
from bench.packs.phases import laid
from bench.packs.reading import Case, Frame
from bench.packs.spans import blocks
from codriver.connectors import Fact
from codriver.model import Change, ChangeKind, Citation, Dependency, Ref, Service, Stage
from codriver.room.request import Request
from codriver.telemetry.rows import LogBlock, Series

DAY_ZERO = datetime(2025, 1, 1, tzinfo=UTC)
NOTICED_S = 60.0
SIDES = re.compile(r"(?<=[a-z])(client|server)_")  # podclient_latency: whose side it was measured on
KINDS = {kind.value: kind for kind in ChangeKind}


def facts_of(case: Case) -> tuple[Fact, ...]:
    """Everything that the case shows, in the words of `codriver.telemetry.rows` and `codriver.model`."""
    return (
        *(Service(name=name) for name in case.candidates if "/" not in name),
        *_dependencies(case),
        *_changes(case),
        *_series(case),
        *series_of_calls(case.row.get("calls_10s") or ()),
        *blocks(case.spans),
        *_logs(case),
        *events_of(case),
        *outputs_of(case),
        *alarms_of(case, _onset(case)),
    )


def request_of(case: Case) -> Request:
    """The question: what happened, since this moment, as felt by this service."""
    at = _onset(case)
    return Request(now=at, at=at, service=case.row.get("symptom") or "")


def _onset(case: Case) -> datetime:
    """When it began, where that is known; else the incident's first row, or a minute before somebody noticed.

    Rollouts in flight began before the trouble did, so with them the first row is too early.
    """
    noticed = case.row.get("t_detect")
    began = [noticed - NOTICED_S] if noticed is not None and case.row.get("changes") else case.incident.times[:1]
    moments = [case.row.get("t_inject"), *began, noticed]
    return next((_time(moment) for moment in moments if moment is not None), DAY_ZERO)


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _dependencies(case: Case) -> Iterator[Dependency]:
    for index, (caller, callee) in enumerate(case.row.get("topology") or ()):
        cite = Citation(Ref("topology", f"topology.json#/{index}"), f"{caller} -> {callee}")
        yield Dependency(caller=caller, callee=callee, cites=(cite,))


def _changes(case: Case) -> Iterator[Change]:
    for index, told in enumerate(case.row.get("changes") or ()):
        what = f"{told.get('kind') or 'deploy'} of {told['service']}"
        yield Change(
            kind=KINDS.get(told.get("kind"), ChangeKind.DEPLOY),
            stage=Stage.DEPLOYED,
            service=told["service"],
            at=_time(told["ts"]),
            what=what,
            source="changes",
            cites=(Citation(Ref("changes", f"changes.json#/{index}"), what),),
        )


def _series(case: Case) -> Iterator[Series]:
    """Reference and incident as one series a column; the reference lies right before the incident."""
    before = _laid_before(case.reference, case.incident)
    columns = dict.fromkeys((*case.reference.columns, *case.incident.columns))
    earlier, later = (dict(_columns(frame)) for frame in (case.reference, case.incident))
    for column in columns:
        points = [*zip(before, earlier.get(column, ()), strict=False)]
        points += zip(case.incident.times, later.get(column, ()), strict=False)
        kept = [(at, value) for at, value in points if value is not None]
        if kept:
            yield series_of(*column, kept)


def series_of(service: str, metric: str, points: Sequence[tuple[float, float]]) -> Series:
    """One series; `metric` may carry edge and instance: `name@out:caller>callee@pod`, `name@in:...` or `name@@pod`.

    What comes in is the callee's own; what goes out is the caller's, with the callee as its peer.
    """
    name, _, rest = metric.partition("@")
    edge, _, pod = rest.rpartition("@")
    side, _, ends = edge.partition(":")
    caller, _, callee = ends.partition(">")
    labels = {"service": caller or service, "peer": callee, "pod": pod}
    if side == "in":
        labels = {"service": callee, "source": caller, "pod": pod}
    return Series(
        source="metrics",
        name=SIDES.sub(r"_\1_", name),
        labels=tuple(sorted((key, value) for key, value in labels.items() if value)),
        times=tuple(at for at, _ in points),
        values=tuple(float(value) for _, value in points),
        tokens=tuple(repr(value) for _, value in points),
        rows=tuple(range(len(points))),
        locator=f"{service}/{metric}#" + "{row}",
    )


def _columns(frame: Frame) -> Iterable[tuple[tuple[str, str], tuple[float | None, ...]]]:
    return zip(frame.columns, zip(*frame.values, strict=True), strict=True) if frame.values else ()


def _laid_before(reference: Frame, incident: Frame) -> list[float]:
    """The reference's times, moved so that its last row lies one step before the incident; holes are closed up."""
    if not reference.times or not incident.times:
        return list(reference.times)
    times = incident.times
    step = (times[-1] - times[0]) / (len(times) - 1) if len(times) > 1 else 60.0
    count = len(reference.times)
    return [times[0] - (count - index) * step for index in range(count)]


def _logs(case: Case) -> Iterator[LogBlock]:
    rows = laid(case.row.get("logs") or ())
    for service in sorted({row[1] for row in rows}):
        lines = [f"{_time(row[0]).isoformat()} {row[2]}" for row in rows if row[1] == service]
        yield LogBlock("logs", f"{service}.log", 1, "\n".join(lines).encode() + b"\n", service)
