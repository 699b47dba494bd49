"""Builders and fakes for whoever writes a detector, an explainer or a connector: small facts with sensible defaults.

    situation = a_situation(
        observations=[an_error("checkout", "KeyError: 'total'"), an_edge("gateway", "checkout", errors=(0.0, 0.4))],
        changes=[a_deploy("checkout", minutes=-2)],
    )

Times are minutes from `ONSET`. Every fact cites a source, as real ones do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from codriver.access.http.canned import Canned
from codriver.connectors import Source
from codriver.model import (
    Change,
    ChangeKind,
    Citation,
    Dependency,
    FailureMode,
    Frame,
    Gap,
    Incident,
    Observation,
    Ref,
    Service,
    Signal,
    Situation,
    Stage,
    Symptom,
    Window,
)

ONSET = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
WINDOW = Window(since=ONSET - timedelta(minutes=30), onset=ONSET, until=ONSET + timedelta(minutes=10))

__all__ = [
    "ONSET",
    "WINDOW",
    "a_change",
    "a_citation",
    "a_deploy",
    "a_failure_mode",
    "a_metric",
    "a_silence",
    "a_situation",
    "a_source",
    "an_alert",
    "an_edge",
    "an_error",
    "an_exception",
    "an_origin",
    "at",
    "edges",
    "self_latency",
]


def at(minutes: float) -> datetime:
    """So many minutes after the onset; before it when negative."""
    return ONSET + timedelta(minutes=minutes)


def a_citation(locator: str, quote: str = "") -> Citation:
    """A citation of a made-up source."""
    return Citation(Ref("test", locator), quote or locator)


def a_source(answers: Mapping[str, object], **settings: object) -> Source:
    """A running system for a live connector: path -> the JSON that it answers; any other path is not there (404)."""
    return Source(name="test", now=WINDOW.until, client=Canned(answers), settings=settings)


def a_situation(
    *,
    observations: Iterable[Observation] = (),
    changes: Iterable[Change] = (),
    dependencies: Iterable[Dependency] = (),
    services: Iterable[Service] = (),
    gaps: Iterable[Gap] = (),
    failure_modes: Iterable[FailureMode] = (),
) -> Situation:
    """A situation around `ONSET` with half an hour before it and ten minutes after it."""
    return Situation(
        incident=Incident(title="something fails", onset=ONSET),
        window=WINDOW,
        observations=tuple(observations),
        changes=tuple(changes),
        dependencies=tuple(dependencies),
        services=tuple(services),
        gaps=tuple(gaps),
        failure_modes=tuple(failure_modes),
    )


def edges(*pairs: str) -> tuple[Dependency, ...]:
    """Dependencies from `"gateway > checkout"`."""
    halves = [pair.split(" > ") for pair in pairs]
    return tuple(Dependency(caller=a, callee=b, cites=(a_citation(f"{a}>{b}"),)) for a, b in halves)


def an_error(  # noqa: PLR0913 - each of them is what some test is about
    service: str,
    text: str,
    *,
    before: float | None = 0.0,
    after: float = 2.0,
    minutes: float = 0.0,
    kind: str = "",
    peer: str = "",
    level: str = "error",
) -> Observation:
    """A pattern of log lines, new by default; rates are lines a second."""
    return Observation(
        signal=Signal.LOG,
        source="test",
        service=service,
        at=at(minutes),
        name=text,
        text=text,
        says=text,
        cites=(a_citation(f"{service}.log:1", text),),
        kind=kind,
        peer=peer,
        level=level,
        before=before,
        after=after,
        deviation=20.0 if before is not None and after > before else 0.0,
        count=round(after * WINDOW.after_s),
        until=WINDOW.until,
    )


def an_exception(
    service: str, name: str, *frames: Frame, before: float = 0.0, minutes: float = 0.0, kind: str = ""
) -> Observation:
    """An exception with its frames, outermost first; new by default."""
    return Observation(
        signal=Signal.EXCEPTION,
        source="test",
        service=service,
        at=at(minutes),
        name=name,
        text=f"{name} was thrown",
        says=f"{name} was thrown",
        cites=(a_citation(f"{service}.log:7", name),),
        kind=kind,
        before=before,
        after=1.0,
        deviation=20.0 if before < 1 else 0.0,
        count=60,
        frames=frames,
    )


def an_edge(
    caller: str,
    callee: str,
    *,
    errors: tuple[float, float] | None = None,
    latency: tuple[float, float] | None = None,
    minutes: float = 0.0,
) -> Observation:
    """What traces say of calls from one service to another, before and after: share of errors, or seconds."""
    before, after = errors or latency or (0.0, 0.0)
    name = "errors" if errors else "latency"
    return Observation(
        signal=Signal.TRACE,
        source="test",
        service=caller,
        peer=callee,
        at=at(minutes),
        name=name,
        kind=name,
        unit="share" if errors else "s",
        says=f"{caller} calls {callee}",
        cites=(a_citation(f"spans.json:{caller}>{callee}:{name}"),),
        before=before,
        after=after,
        deviation=20.0 if after > before else 0.0,
        count=100,
    )


def self_latency(service: str, before: float, after: float, *, minutes: float = 0.0) -> Observation:
    """Time that a service spends in itself, in seconds, as traces show it."""
    return replace(
        an_edge(service, "", latency=(before, after), minutes=minutes),
        name="self latency",
        says=f"own time of {service}",
        cites=(a_citation(f"spans.json:{service}:self"),),
    )


def an_origin(service: str, before: float, after: float, *, peer: str = "", minutes: float = 0.0) -> Observation:
    """Failing requests a second that begin in a service, as traces show it; `peer` when in its calls to another."""
    return replace(
        an_edge(service, peer, errors=(before, after), minutes=minutes),
        name="error origin",
        unit="/s",
        says=f"errors begin in {service}",
        cites=(a_citation(f"spans.json:{service}:origin"),),
    )


def a_silence(service: str, *, before: float = 5.0, minutes: float = 0.0) -> Observation:
    """A service that logged so many lines a second and logs none any more."""
    ended = an_error(service, "no more lines", before=before, after=0.0, minutes=minutes, kind="silence", level="")
    return replace(ended, deviation=-20.0)


def a_metric(  # noqa: PLR0913 - each of them is what some test is about
    service: str,
    name: str,
    before: float,
    after: float,
    *,
    kind: str = "",
    unit: str = "",
    minutes: float = 0.0,
    peer: str = "",
) -> Observation:
    """A metric's level before and after; equal levels make a steady one."""
    return Observation(
        signal=Signal.METRIC,
        source="test",
        service=service,
        peer=peer,
        at=at(minutes),
        name=name,
        kind=kind,
        unit=unit,
        says=f"{name} of {service}",
        cites=(
            a_citation(f"{name}.json#/{service}/0", str(before)),
            a_citation(f"{name}.json#/{service}/1", str(after)),
        ),
        before=before,
        after=after,
        deviation=0.0 if before == after else (20.0 if after > before else -20.0),
        count=600,
    )


def an_alert(service: str, name: str, *, minutes: float = 2.0) -> Observation:
    """A firing alert."""
    return Observation(
        signal=Signal.ALERT,
        source="test",
        service=service,
        at=at(minutes),
        name=name,
        text=f"{name} on {service}",
        says=f"{name} on {service}",
        cites=(a_citation("alert.json#/alerts/0", name),),
        labels=(("status", "firing"),),
    )


def a_change(
    service: str, kind: ChangeKind, *, minutes: float = -2.0, version: str = "", files: Iterable[str] = ()
) -> Change:
    """Something that reached production so many minutes from the onset."""
    version = version or f"{hash_of(service):07x}"
    return Change(
        kind=kind,
        stage=Stage.DEPLOYED,
        service=service,
        at=at(minutes),
        what=f"{service}: tidy up",
        source="test",
        cites=(a_citation(f"deploys.jsonl:{service}:{minutes:g}"),),
        version=version,
        previous="0ld0ld0",
        files=tuple(files),
    )


def a_deploy(service: str, *, minutes: float = -2.0, files: Iterable[str] = ()) -> Change:
    """A deploy that reached production so many minutes from the onset."""
    return a_change(service, ChangeKind.DEPLOY, minutes=minutes, files=files)


def a_failure_mode(service: str, pattern: str, *, cause: str = "resource") -> FailureMode:
    """A failure mode with one log symptom."""
    return FailureMode(
        name=f"{service}-known",
        service=service,
        cause=cause,
        says=f"{service} breaks as it did before",
        cites=(a_citation(f"failure-modes/{service}.md:3"),),
        symptoms=(Symptom(signal="log", pattern=pattern, with_it=0.9, without_it=0.05),),
    )


def hash_of(text: str) -> int:
    """A small stable number from a text."""
    return sum(ord(letter) * (place + 1) for place, letter in enumerate(text))
