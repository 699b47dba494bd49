"""From a request to a Situation: collect, gather, reduce, place in time, name, say what was not seen."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from codriver.knowledge import folder
from codriver.model import (
    NO_TIME,
    UNNAMED,
    Change,
    Dependency,
    FailureMode,
    Incident,
    Observation,
    Runbook,
    Scope,
    Service,
    Signal,
    Situation,
    Window,
)
from codriver.room import coverage, naming
from codriver.room.changed_values import changed_values
from codriver.room.gather import gather, sort
from codriver.room.link_changes import linked
from codriver.room.material import collect
from codriver.room.plugged import connectors
from codriver.room.reduce import Reduced, reduce
from codriver.room.request import Progress, Request, Room
from codriver.room.window import sharpened, window_of
from codriver.telemetry import logs, metrics, traces


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Everything that a request led to: the situation, all runbooks, what was read by whom, coverage by service."""

    situation: Situation
    runbooks: tuple[Runbook, ...]
    read: tuple[tuple[str, str], ...]
    coverage: tuple[coverage.Coverage, ...]


def survey(room: Room, request: Request, progress: Progress) -> Survey:
    """Read all that the request names. Whatever could not be read is a Gap in the situation.

    Raises:
        ConfigError: a path of the request does not exist, or a plug-in takes the name of another.
    """
    progress("looking for files")
    material = collect(room, request)
    readers, broken = connectors()
    files = sort(material.files, readers)
    scope = Scope(services=(), since=request.since, until=request.until)
    told = reduce(gather(files, readers, scope, progress))
    known = folder.read(files.markdown)
    progress("comparing the time before the onset with the time after it")
    situation = _placed(room, request, told, known.failure_modes)
    situation = _with_code(situation, {file.name: file.path for name, file in files.known if name == "git_history"})
    gaps = (*material.gaps, *broken, *told.gaps, *known.gaps)
    documents = {"runbooks": len(known.runbooks), "failure modes": len(known.failure_modes)}
    seen = coverage.coverage(situation.services, coverage.signals_of(situation.observations))
    blind = coverage.not_seen(situation, seen, documents)
    return Survey(
        situation=replace(situation, gaps=tuple(dict.fromkeys((*situation.gaps, *gaps, *blind)))),
        runbooks=known.runbooks,
        read=tuple((name, file.name) for name, file in files.known),
        coverage=seen,
    )


def _placed(room: Room, request: Request, told: Reduced, modes: tuple[FailureMode, ...]) -> Situation:
    """The situation around the onset: looked at twice when the first look shows that trouble began at another time."""
    window = window_of(told, request)
    first = _named(room, request, told, window, modes)
    sharper = sharpened(window, first) if window and not request.at else window
    return first if sharper == window else _named(room, request, told, sharper, modes)


def observe(told: Reduced, window: Window | None) -> tuple[Observation, ...]:
    """What the tables say about the time before and after the onset, with the observations that came ready-made."""
    window = window or Window(since=NO_TIME, onset=NO_TIME, until=NO_TIME)
    return (
        *told.observations,
        *logs.observe(told.log_table, window),
        *metrics.observe(told.series, window),
        *traces.observe(told.edges, window),
    )


def _named(
    room: Room, request: Request, told: Reduced, window: Window | None, modes: tuple[FailureMode, ...]
) -> Situation:
    """The situation under one name for each service, in a fixed order."""
    observations = observe(told, window)
    needs = (*told.dependencies, *_declared(room.services), *_declared(told.services))
    running = _running(observations, needs, (*room.services, *told.services))
    known = naming.names((*room.services, *told.services), (*running, *_only_told(observations, told.changes, modes)))
    observations = _owned(naming.renamed(observations, known), request)
    changes = linked(naming.renamed(told.changes, known))
    told_of = _told_of(observations, changes)
    services = naming.united((*room.services, *told.services), known, (known[name] for name in running))
    return Situation(
        incident=_incident(request, observations, window),
        window=window,
        services=services,
        dependencies=naming.joined(needs, known),
        observations=tuple(sorted(observations, key=_in_order)),
        changes=changes,
        failure_modes=naming.renamed(modes, known),
        gaps=naming.unmatched(told_of, (service.name for service in services)),
    )


def _with_code(situation: Situation, repositories: dict[str, Path]) -> Situation:
    """The situation with what diffs say about errors."""
    found = (*situation.observations, *changed_values(situation, repositories))
    return replace(situation, observations=tuple(sorted(found, key=_in_order)))


def _in_order(seen: Observation) -> tuple[datetime, str, str, str]:
    return seen.at, seen.signal.value, seen.service, seen.id


def _owned(observations: tuple[Observation, ...], request: Request) -> tuple[Observation, ...]:
    """Lines that name no service belong to the one that was asked about, or to an unnamed one."""
    whose = request.service or UNNAMED
    return tuple(
        seen if seen.service or seen.signal == Signal.ALERT else replace(seen, service=whose) for seen in observations
    )


def _declared(services: Iterable[Service]) -> tuple[Dependency, ...]:
    return tuple(Dependency(caller=s.name, callee=callee) for s in services for callee in s.depends_on)


def _running(
    observations: Iterable[Observation], needs: Iterable[Dependency], services: Iterable[Service]
) -> tuple[str, ...]:
    """Every name under which something runs: it has telemetry, somebody needs it, or it is declared."""
    telemetry = (seen.service for seen in observations if seen.signal not in (Signal.ALERT, Signal.REPORT))
    ends = (name for edge in needs for name in (edge.caller, edge.callee))
    return tuple(sorted({name for name in (*telemetry, *ends, *(s.name for s in services)) if name}))


def _only_told(
    observations: Iterable[Observation], changes: Iterable[Change], modes: Iterable[FailureMode]
) -> tuple[str, ...]:
    peers = (seen.peer for seen in observations)
    named = (item.service for group in (observations, changes, modes) for item in group)
    return tuple(sorted({name for name in (*peers, *named) if name}))


def _told_of(observations: Iterable[Observation], changes: Iterable[Change]) -> dict[str, str]:
    by_change = {change.service: "a change" for change in changes if change.service}
    by_alert = {seen.service: "an alert" for seen in observations if seen.signal == Signal.ALERT and seen.service}
    return {**by_change, **by_alert}


def _incident(request: Request, observations: Iterable[Observation], window: Window | None) -> Incident:
    """The incident that the first alert names, else the service of the request, else what was pasted."""
    alerts = sorted((seen for seen in observations if seen.signal == Signal.ALERT), key=lambda a: (a.at, a.name, a.id))
    service = request.service or (alerts[0].service if alerts else "")
    title = alerts[0].name if alerts else f"trouble in {service}" if service else "trouble without an alert"
    return Incident(title=title, service=service, onset=window.onset if window else None)
