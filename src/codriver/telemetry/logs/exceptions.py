"""Stack traces that came with log lines become Observations: one per service, exception and place in the code."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from codriver.model import Observation, Signal
from codriver.telemetry.fingerprints import fingerprint
from codriver.telemetry.logs.meanings import kind_of
from codriver.telemetry.logs.peers import peer_of
from codriver.telemetry.logs.rates import Change, six
from codriver.telemetry.logs.table import LogPattern
from codriver.telemetry.stacktraces import StackTrace, best, readers

LONGEST_TEXT = 2_000
_Thrown = tuple[LogPattern, Change, float]


def exceptions(thrown: Iterable[_Thrown]) -> list[Observation]:
    """One Observation per service, type and frames; the rates of traces that differ in their message only add up.

    A trace that no reader understands keeps its headline as its name, and has no frames.
    """
    groups: dict[tuple[object, ...], Observation] = {}
    for pattern, change, at in thrown:
        fact = _observation(pattern, change, at)
        key = (fact.source, fact.service, fact.name, fact.frames, fact.labels, "" if fact.frames else fact.text)
        groups[key] = _added(groups[key], fact) if key in groups else fact
    return list(groups.values())


def _observation(pattern: LogPattern, change: Change, at: float) -> Observation:
    trace = best(pattern.exception, readers())
    name = (trace.exception if trace else "") or pattern.template.partition("\n")[0]
    message = _message(trace) if trace and trace.exception else pattern.text
    return Observation(
        signal=Signal.EXCEPTION,
        source=pattern.source,
        service=pattern.service,
        at=datetime.fromtimestamp(round(at, 3), tz=UTC),
        name=name[:200],
        says=f"{pattern.service} raises {name}: {message}"[:200] if trace and trace.exception else pattern.text[:200],
        cites=pattern.cites,
        kind=kind_of(f"{name}: {message}"),
        peer=peer_of(message),
        level=pattern.level,
        unit="1/s",
        before=change.before,
        after=change.after,
        deviation=change.deviation,
        count=pattern.total,
        until=datetime.fromtimestamp(round(pattern.last_at, 3), tz=UTC) if pattern.last_at is not None else None,
        text=message[:LONGEST_TEXT],
        labels=(*(_labels(trace) if trace else ()), *(() if pattern.times else (("clock", "none"),))),
        frames=trace.frames if trace else (),
        beneath=tuple(frame for cause in reversed(trace.causes) for frame in cause.frames) if trace else (),
        fingerprint=fingerprint(trace) if trace and trace.root.frames else "",
    )


def _message(trace: StackTrace) -> str:
    if trace.root is trace:
        return trace.message
    return f"{trace.message} (cause: {trace.root.exception}: {trace.root.message})"


def _labels(trace: StackTrace) -> tuple[tuple[str, str], ...]:
    root = (("root", trace.root.exception),) if trace.causes else ()
    return (("language", trace.language), *root)


def _added(one: Observation, other: Observation) -> Observation:
    early = min(one, other, key=lambda fact: (fact.at, fact.text, fact.beneath))
    strong = max((one, other), key=lambda fact: abs(fact.deviation))
    return replace(
        early,
        before=_sum(one.before, other.before),
        after=_sum(one.after, other.after),
        deviation=strong.deviation,
        count=one.count + other.count,
        until=max((at for at in (one.until, other.until) if at), default=None),
    )


def _sum(one: float | None, other: float | None) -> float | None:
    return None if one is None and other is None else six((one or 0.0) + (other or 0.0))
