"""What could not be seen: what a cause usually hides in and nobody handed over, for the system and for each service."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from codriver.model import Change, Gap, Matters, Observation, Service, Signal, Situation, Stage
from codriver.room.given import NOTHING, SEEN_BY, Given

ASKED = ("logs", "metrics", "traces")
NONE: Mapping[str, frozenset[str]] = {}
BUT_NOT = "given, but nothing of them lies in the time looked at, or could be compared"
SILENT = ", which would tell, did not answer: nothing is known, which does not mean that nothing is wrong"
ELSEWHEN = "ask about another time (--at, --since, --until), or give what was recorded then"
NO_ALERT = "given, but no alert is in what was given: nobody says what woke them"
NO_CHANGE = "given, but no deploy, setting or switch lies in the time looked at"
NO_COMMIT = "given, but no commit lies in the time looked at: what changed cannot be compared with what fails"
NO_EDGE = "given, but nothing in it says who calls whom: a cascade cannot be followed"
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
        if not service.external and not service.platform
    ]
    return tuple(sorted(rows, key=lambda row: (_rank(row.criticality), -len(row.missing), row.service)))


def not_seen(
    situation: Situation, rows: Sequence[Coverage], documents: Mapping[str, int], given: Given = NOTHING
) -> tuple[Gap, ...]:
    """A Gap for each thing asked for by default that nothing was seen of. `documents`: kind -> how many were read.

    What was `given` and yet not seen is told apart from what nobody handed over.
    """
    absent = [*_signals(situation.observations, rows, given), *_changes(situation.changes, given)]
    parts = {service.name for service in situation.services if service.platform}
    if all(edge.callee in parts for edge in situation.dependencies):  # where a service stands is not whom it calls
        why = _why("topology", given, NO_EDGE, "nothing says who calls whom: a cascade cannot be followed")
        absent.append(_gap("topology", why, Matters.MUCH))
    absent += [_gap(kind, f"no {kind} were found", Matters.LITTLE) for kind, n in sorted(documents.items()) if not n]
    blind = {gap.what for gap in absent}
    return (*absent, *_by_service(rows, blind, given), *_not_measured(situation.observations))


def signals_of(
    observations: Iterable[Observation], looked_at: Mapping[str, frozenset[str]] = NONE
) -> dict[str, frozenset[str]]:
    """Which signals were observed of each service, or were `looked_at` and held nothing worth an observation."""
    found: dict[str, set[str]] = {name: set(signals) for name, signals in looked_at.items()}
    for seen in observations:
        if seen.signal in SEEN_BY:
            found.setdefault(seen.service, set()).add(SEEN_BY[seen.signal])
    return {name: frozenset(signals) for name, signals in found.items()}


def _signals(seen: tuple[Observation, ...], rows: Iterable[Coverage], given: Given) -> Iterator[Gap]:
    observed = {SEEN_BY[observation.signal] for observation in seen if observation.signal in SEEN_BY}
    observed |= {signal for signals in given.looked_at.values() for signal in signals}
    observed |= {signal for row in rows for signal in row.seen}
    for signal in ASKED:
        if signal not in observed:
            yield _gap(signal, _why(signal, given, BUT_NOT, f"no {signal} were given"), Matters.MUCH)
    if not any(observation.signal == Signal.ALERT for observation in seen):
        why = _why("alerts", given, NO_ALERT, "no alert was given: nobody says what woke them")
        yield _gap("alerts", why, Matters.SOME)


def _changes(changes: tuple[Change, ...], given: Given) -> Iterator[Gap]:
    if not any(change.stage == Stage.DEPLOYED for change in changes):
        why = _why("deploys", given, NO_CHANGE, "nothing says what was deployed, configured or switched")
        yield _gap("deploys", why, Matters.MUCH)
    if not any(change.stage == Stage.MERGED for change in changes):
        absent = "no repository: what a change altered cannot be compared with what fails"
        yield _gap("history", _why("history", given, NO_COMMIT, absent), Matters.SOME)


def _why(kind: str, given: Given, given_yet_unseen: str, absent: str) -> str:
    """Could not look, looked and found nothing, was not asked: three things."""
    if kind in given.silent:
        return f"{given.silent[kind]}{SILENT}"
    return given_yet_unseen if kind in given.kinds else absent


def _by_service(rows: Iterable[Coverage], absent: set[str], given: Given) -> Iterator[Gap]:
    """Services of which a signal is missing that others have; a signal that nobody has is one Gap already."""
    for row in rows:
        handed = given.signals.get(row.service, frozenset())
        if not row.seen and set(ASKED) - absent:
            yield _unseen(row, handed)
        for signal in row.missing if row.seen else ():
            if signal not in absent:
                yield Gap(
                    what=f"{signal} of {row.service}",
                    why=BUT_NOT if signal in handed else f"none were given, though other services have {signal}",
                    hint=ELSEWHEN if signal in handed else HINTS[signal],
                    matters=Matters.MUCH if row.criticality == "critical" else Matters.SOME,
                )


def _unseen(row: Coverage, handed: frozenset[str]) -> Gap:
    return Gap(
        what=f"all telemetry of {row.service}",
        why=BUT_NOT if handed else "nothing of it was given: it is seen through its callers only",
        hint=ELSEWHEN
        if handed
        else "give its logs, metrics or traces; if somebody else runs it, set external = true in codriver.toml",
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
    return Gap(what=what, why=why, hint=_hint(what, why), matters=matters)


def _hint(what: str, why: str) -> str:
    if why.endswith(SILENT):
        return "its own gap says how to mend it"
    return ELSEWHEN if why in (BUT_NOT, NO_CHANGE, NO_COMMIT) else HINTS[what]


def _rank(criticality: str) -> int:
    order = ("critical", "high", "normal", "low")
    return order.index(criticality) if criticality in order else len(order)
