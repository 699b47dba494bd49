"""From a request to a Situation: collect, gather, reduce, place in time, name, say what was not seen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from pathlib import Path

from codriver.connectors import Fact
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
    Stage,
    Window,
)
from codriver.room import coverage, naming, when
from codriver.room.changed_values import changed_values
from codriver.room.gather import gather, sort
from codriver.room.given import given
from codriver.room.link_changes import linked
from codriver.room.live.hearing import NOTHING, hear, recent
from codriver.room.material import collect
from codriver.room.placing import placed
from codriver.room.plugged import connectors
from codriver.room.reduce import Reduced, reduce
from codriver.room.request import Progress, Request, Room
from codriver.room.window import sharpened, span, window_of
from codriver.telemetry import logs, metrics, traces

NAMED = 3  # files in a title


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Everything that a request led to: the situation, all runbooks, what was read by whom, coverage by service.

    `asked` is the request, with its clock times on the day of which something was given. `answered` and `silent` are
    the running systems that were asked; `told` is what was gathered, before names were made one.
    """

    situation: Situation
    asked: Request
    runbooks: tuple[Runbook, ...]
    read: tuple[tuple[str, str], ...]
    coverage: tuple[coverage.Coverage, ...]
    answered: tuple[tuple[str, tuple[str, ...], float], ...] = ()
    silent: tuple[tuple[str, tuple[str, ...]], ...] = ()
    told: Reduced | None = None


def survey(room: Room, request: Request, progress: Progress) -> Survey:
    """Read all that the request names. Whatever could not be read is a Gap in the situation.

    Raises:
        ConfigError: a path of the request does not exist, or a plug-in takes the name of another.
    """
    progress("looking for files")
    spoken = hear(room, request, progress) if request.live else NOTHING
    material = collect(room, request)
    readers, broken = connectors()
    files = sort((*material.files, *spoken.files), readers)
    facts = chain(spoken.facts, gather(files, readers, _scope(request), progress))
    told = reduce(recent(facts, request, spoken.scope) if request.live else facts, when.near(request))
    known = folder.read(files.markdown)
    progress("comparing the time before the onset with the time after it")
    asked = when.on_its_day(request, span(told))
    told = replace(told, changes=tuple(c for c in told.changes if not asked.until or c.at <= asked.until))
    case = _Case(room, asked, told, known.failure_modes, tuple(file.name for _, file in files.known))
    repositories = {file.name: file.path for name, file in files.known if name == "git_history"}
    situation = _with_code(_placed(case), repositories, room.state)
    handed = given(told, situation, (name for name, _ in files.known), spoken)
    documents = {"runbooks": len(known.runbooks), "failure modes": len(known.failure_modes)}
    seen = coverage.coverage(situation.services, coverage.signals_of(situation.observations, handed.looked_at))
    gaps = (
        *when.doubts(request, asked, span(told) if told.has_rows else None),
        *situation.gaps,
        *(*spoken.gaps, *material.gaps, *broken, *told.gaps, *known.gaps),
        *coverage.not_seen(situation, seen, documents, handed),
    )
    return Survey(
        situation=replace(situation, gaps=tuple(dict.fromkeys(gaps))),
        asked=asked,
        runbooks=known.runbooks,
        read=tuple((name, file.name) for name, file in files.known),
        answered=spoken.answered,
        silent=spoken.silent,
        told=told,
        coverage=seen,
    )


def situation_of(room: Room, request: Request, facts: Iterable[Fact]) -> Situation:
    """The situation of facts and rows that somebody else has read: the same road as `survey`, without files."""
    told = reduce(facts, when.near(request))
    case = _Case(room, request, told, (), ())
    situation = _placed(case)
    handed = given(told, situation, ())
    seen = coverage.coverage(situation.services, coverage.signals_of(situation.observations, handed.looked_at))
    gaps = (*situation.gaps, *told.gaps, *coverage.not_seen(situation, seen, {}, handed))
    return replace(situation, gaps=tuple(dict.fromkeys(gaps)))


def _scope(request: Request) -> Scope:
    """The time to read of; open where the day is a guess until everything was read."""
    since, until = (
        None if name in request.clock_only else moment
        for name, moment in (("since", request.since), ("until", request.until))
    )
    return Scope(since=since, until=until)


@dataclass(frozen=True, slots=True)
class _Case:
    """What a situation is made of: everything that does not hang on where the onset lies."""

    room: Room
    request: Request
    told: Reduced
    modes: tuple[FailureMode, ...]
    files: tuple[str, ...]


def _placed(case: _Case) -> Situation:
    """The situation around the onset: looked at twice when the first look shows that trouble began at another time."""
    window = window_of(case.told, case.request)
    first = _named(case, window)
    sharper = sharpened(window, first) if window and not case.request.at else window
    return first if sharper == window else _named(case, sharper)


def observe(told: Reduced, window: Window | None) -> tuple[Observation, ...]:
    """What the tables say about the time before and after the onset, with the observations that came ready-made."""
    window = window or Window(since=NO_TIME, onset=NO_TIME, until=NO_TIME)
    no_past = replace(window, onset=window.since) if window.guessed else window
    return (
        *told.observations,
        *logs.observe(told.log_table, no_past, _callers(told.dependencies)),
        *metrics.observe(told.series, window),
        *traces.observe(told.edges, window),
    )


def _callers(needs: Iterable[Dependency]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for edge in needs:
        found.setdefault(edge.callee, set()).add(edge.caller)
    return {callee: frozenset(of) for callee, of in found.items()}


def _named(case: _Case, window: Window | None) -> Situation:
    """The situation under one name for each service, in a fixed order."""
    told, declared = case.told, (*case.room.services, *case.told.services)
    observations = naming.spoken(observe(told, window), _told_names(told, declared, case.modes))
    needs = (*told.dependencies, *_declared(case.room.services), *_declared(told.services))
    running = _running(observations, needs, declared)
    known = naming.names(declared, (*running, *_only_told(observations, told.changes, case.modes)))
    service = naming.meant(case.request.service, known) if known else case.request.service
    observations = _owned(naming.renamed(observations, known), service)
    named = naming.of_kin(naming.renamed(told.changes, known), {known[name] for name in running})
    changes = linked(placed(named, _with_folders(known, running, told.changes)))
    services = naming.united(declared, known, (known[name] for name in running))
    mistyped = (naming.unknown(case.request.service, known),) if case.request.service and not service else ()
    return Situation(
        incident=_incident(service, _named_first(observations, case.request.alert), window, case.files),
        window=window,
        services=services,
        dependencies=naming.joined(needs, known),
        observations=tuple(sorted(observations, key=_in_order)),
        changes=changes,
        failure_modes=naming.renamed(case.modes, known),
        gaps=(*mistyped, *naming.unmatched(_told_of(observations, changes), (one.name for one in services))),
    )


def _with_folders(known: Mapping[str, str], running: Iterable[str], changes: Iterable[Change]) -> dict[str, str]:
    """The names whose folders in a repository may hold a service: what runs or was deployed, not what git guessed."""
    real = {known[name] for name in running}
    real |= {known[change.service] for change in changes if change.service and change.stage == Stage.DEPLOYED}
    return {spelling: service for spelling, service in known.items() if service in real}


def _with_code(situation: Situation, repositories: dict[str, Path], state: Path) -> Situation:
    """The situation with what diffs and code say about errors, and the lines to look at."""
    found = (*situation.observations, *changed_values(situation, repositories))
    if repositories:
        from codriver.room.code.told import told_by_code  # inside: the readers of code load as long as a small answer

        told = told_by_code(situation, repositories, state)
        found = (*found, *told.observations)
        situation = replace(situation, code=told.lines, gaps=(*situation.gaps, *told.gaps))
    return replace(situation, observations=tuple(sorted(found, key=_in_order)))


def _in_order(seen: Observation) -> tuple[datetime, str, str, str]:
    return seen.at, seen.signal.value, seen.service, seen.id


def _owned(observations: tuple[Observation, ...], service: str) -> tuple[Observation, ...]:
    """Lines that name no service belong to the one that was asked about, or to an unnamed one."""
    whose = service or UNNAMED
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


def _told_names(told: Reduced, declared: Iterable[Service], modes: Iterable[FailureMode]) -> Iterator[str]:
    """Names of services that are told of, whether or not anything was seen of them."""
    yield from (name for service in declared for name in (service.name, *service.aliases))
    yield from (item.service for group in (told.observations, told.changes, modes) for item in group)


def _told_of(observations: Iterable[Observation], changes: Iterable[Change]) -> dict[str, str]:
    by_change = {change.service: "a change" for change in changes if change.service}
    by_alert = {seen.service: "an alert" for seen in observations if seen.signal == Signal.ALERT and seen.service}
    return {**by_change, **by_alert}


def _incident(
    service: str, observations: Iterable[Observation], window: Window | None, files: Sequence[str]
) -> Incident:
    """The incident that the first alert names, else the service that was asked about, else the files that were read."""
    alerts = sorted((seen for seen in observations if seen.signal == Signal.ALERT), key=lambda a: (a.at, a.name, a.id))
    onset = window.onset if window else None
    if alerts:
        return Incident(title=alerts[0].name, service=service or alerts[0].service, onset=onset)
    seen_in = f"trouble seen in {_some(files)}" if files else "trouble without an alert"
    return Incident(title=f"trouble in {service}" if service and onset else seen_in, service=service, onset=onset)


def _named_first(observations: Iterable[Observation], alert: str) -> tuple[Observation, ...]:
    """The observations, of the alerts only the one that was named, where it is among them."""
    seen = tuple(observations)
    named = any(one.signal == Signal.ALERT and one.name == alert for one in seen)
    return tuple(one for one in seen if not named or one.signal != Signal.ALERT or one.name == alert)


def _some(files: Sequence[str]) -> str:
    more = f" and {len(files) - NAMED} more" if len(files) > NAMED else ""
    return ", ".join(files[:NAMED]) + more
