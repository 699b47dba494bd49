"""What could not be seen: what a cause usually hides in and nobody handed over, for the system and for each service."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from codriver.model import Change, Gap, Matters, Observation, Service, Signal, Situation, Stage

ASKED = ("logs", "metrics", "traces")
SEEN_BY = {Signal.LOG: "logs", Signal.EXCEPTION: "logs", Signal.METRIC: "metrics", Signal.TRACE: "traces"}
MEASURED = ("requests", "errors", "latency", "memory", "cpu", "disk", "connections", "descriptors", "threads")
HINTS = {
    "logs": "give the log files of all services as paths",
    "metrics": "give range-query JSON or CSV from your metrics store",
    "traces": "give OTLP JSON from your trace store",
    "alerts": "give the alert's JSON (Alertmanager webhook, version 4)",
    "deploys": "give the deploy log (JSON lines or CSV: at, kind, service, version)",
    "history": "give the repository: --repo PATH, or a bundle (git bundle create repo.bundle --all)",
    "topology": "declare depends_on in codriver.toml, or give docker-compose.yml or traces",
    "runbooks": "give the folder of runbooks, or set [knowledge] paths in codriver.toml",
    "failure modes": "write one per known way to fail: docs/guides/failure-modes.md",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Which signals were seen of one service, and which were not."""

    service: str
    criticality: str
    seen: tuple[str, ...]
    missing: tuple[str, ...]


def coverage(services: Iterable[Service], seen: Mapping[str, frozenset[str]]) -> tuple[Coverage, ...]:
    """One row a service that is ours, critical ones first. `seen`: service -> the signals observed of it."""
    rows = [
        Coverage(
            service=service.name,
            criticality=service.criticality,
            seen=tuple(signal for signal in ASKED if signal in seen.get(service.name, ())),
            missing=tuple(signal for signal in ASKED if signal not in seen.get(service.name, ())),
        )
        for service in services
        if not service.external
    ]
    return tuple(sorted(rows, key=lambda row: (_rank(row.criticality), -len(row.missing), row.service)))


def not_seen(situation: Situation, rows: Iterable[Coverage], documents: Mapping[str, int]) -> tuple[Gap, ...]:
    """A Gap for each thing asked for by default that nothing was seen of. `documents`: kind -> how many were read."""
    absent = [*_signals(situation.observations), *_changes(situation.changes)]
    if not situation.dependencies:
        absent.append(_gap("topology", "nothing says who calls whom: a cascade cannot be followed", Matters.MUCH))
    absent += [_gap(kind, f"no {kind} were found", Matters.LITTLE) for kind, n in sorted(documents.items()) if not n]
    blind = {gap.what for gap in absent}
    return (*absent, *_by_service(rows, blind), *_not_measured(situation.observations))


def signals_of(observations: Iterable[Observation]) -> dict[str, frozenset[str]]:
    """Which signals were observed of each service."""
    found: dict[str, set[str]] = {}
    for seen in observations:
        if seen.signal in SEEN_BY:
            found.setdefault(seen.service, set()).add(SEEN_BY[seen.signal])
    return {name: frozenset(signals) for name, signals in found.items()}


def _signals(seen: tuple[Observation, ...]) -> Iterator[Gap]:
    given = {SEEN_BY[observation.signal] for observation in seen if observation.signal in SEEN_BY}
    for signal in ASKED:
        if signal not in given:
            yield _gap(signal, f"no {signal} were given", Matters.MUCH)
    if not any(observation.signal == Signal.ALERT for observation in seen):
        yield _gap("alerts", "no alert was given: nobody says what woke them", Matters.SOME)


def _changes(changes: tuple[Change, ...]) -> Iterator[Gap]:
    if not any(change.stage == Stage.DEPLOYED for change in changes):
        yield _gap("deploys", "nothing says what was deployed, configured or switched", Matters.MUCH)
    if not any(change.stage == Stage.MERGED for change in changes):
        yield _gap("history", "no repository: what a change altered cannot be compared with what fails", Matters.SOME)


def _by_service(rows: Iterable[Coverage], absent: set[str]) -> Iterator[Gap]:
    """Services of which a signal is missing that others have; a signal that nobody has is one Gap already."""
    for row in rows:
        if not row.seen and set(ASKED) - absent:
            yield _unseen(row)
        for signal in row.missing if row.seen else ():
            if signal not in absent:
                yield Gap(
                    what=f"{signal} of {row.service}",
                    why=f"none were given, though other services have {signal}",
                    hint=HINTS[signal],
                    matters=Matters.MUCH if row.criticality == "critical" else Matters.SOME,
                )


def _unseen(row: Coverage) -> Gap:
    return Gap(
        what=f"all telemetry of {row.service}",
        why="nothing of it was given: it is seen through its callers only",
        hint="give its logs, metrics or traces; if somebody else runs it, set external = true in codriver.toml",
        matters=Matters.MUCH if row.criticality == "critical" else Matters.SOME,
    )


def _not_measured(seen: tuple[Observation, ...]) -> Iterator[Gap]:
    measured = {observation.kind for observation in seen if observation.signal == Signal.METRIC}
    for kind in MEASURED if measured else ():
        if kind not in measured:
            yield Gap(
                what=kind,
                why=f"no metric of {kind} was given: it can be neither blamed nor cleared",
                hint="add it to what is exported",
                matters=Matters.LITTLE,
            )


def _gap(what: str, why: str, matters: Matters) -> Gap:
    return Gap(what=what, why=why, hint=HINTS[what], matters=matters)


def _rank(criticality: str) -> int:
    order = ("critical", "high", "normal", "low")
    return order.index(criticality) if criticality in order else len(order)
