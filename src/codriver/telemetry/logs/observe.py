"""A LogTable and a window become Observations: what is serious, new, vanished, raised, fallen silent or thrown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from codriver.model import Observation, Signal, Window
from codriver.telemetry.logs import rates, silence
from codriver.telemetry.logs.changes import Changed, Cut, Kind, Shifted, Span, compared, cuts, shifted
from codriver.telemetry.logs.exceptions import exceptions
from codriver.telemetry.logs.levels import SERIOUS
from codriver.telemetry.logs.meanings import kind_of
from codriver.telemetry.logs.peers import peer_of
from codriver.telemetry.logs.rates import Change, Stretch
from codriver.telemetry.logs.table import LogPattern, LogTable

MOST_SERIOUS, MOST_CALM, MOST_THROWN = 300, 100, 100
LONGEST_TEXT = 2_000
STRONG = 3.0  # standard deviations from which a change of a calm pattern is worth a fact
QUIET = 2.0  # standard deviations, at most, of what chance and load explain
VALUES_SHIFTED = "values_shifted"  # the kind of a fact about what a template's slots hold
MOST_SHIFTED = 50
CUT = "cut path"  # the kind of a fact about a line that no longer comes where it always came
MOST_CUT = 100
NOBODY: Mapping[str, frozenset[str]] = {}
_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A pattern beside what the onset did to it."""

    pattern: LogPattern
    change: Change
    at: float


def observe(table: LogTable, window: Window, callers: Mapping[str, frozenset[str]] = NOBODY) -> tuple[Observation, ...]:
    """The facts of the logs, in order of time. Rates are records per second; None: that service's log was not seen.

    A pattern without a clock has no rates, stands at the onset, and carries the label `clock` = `none`. `callers` are
    the services that call each service: a line may be missing beside a line of theirs.
    """
    stretches = {lines.service: rates.seen(lines, window, silence.end(table)) for lines in table.services}
    loads = {service: rates.load(table, service, stretch) for service, stretch in stretches.items()}
    spans = (
        Span(window.since.timestamp(), window.onset.timestamp()),
        Span(window.onset.timestamp(), window.until.timestamp() + 1),
    )
    comparable = min(spans[0].length, spans[1].length) > 0
    changed = compared(table, *spans) if comparable else ()
    calm, reworded = _explained(changed), {(one.pattern.service, one.was) for one in changed if one.was}
    missing = cuts(table, *spans, callers)[:MOST_CUT] if comparable else ()
    patterns = _kept([_quietened(one, calm) for one in _seen(table.patterns, window, stretches, loads)])
    thrown = sorted(_seen(table.thrown, window, stretches, loads), key=_largest)[:MOST_THROWN]
    facts = [
        *(_log(seen, window) for seen in patterns),
        *exceptions([(seen.pattern, seen.change, seen.at) for seen in thrown]),
        *silence.lines(table, window, stretches),
        *(_shift(one, window) for one in (shifted(table, *spans)[:MOST_SHIFTED] if comparable else ())),
        *(_cut(one, window) for one in missing if (one.gone.service, one.gone.template) not in reworded),
    ]
    return tuple(sorted(set(facts), key=lambda fact: (fact.at, fact.service, fact.signal, fact.name, fact.id)))


def _explained(changed: Iterable[Changed]) -> frozenset[_Key]:
    """Patterns of which the comparison of both windows says: chance and load give that."""
    found = (one for one in changed if one.verdict.kind is Kind.SAME and one.before)
    return frozenset((one.pattern.service, one.pattern.level, one.pattern.template) for one in found)


def _quietened(seen: _Seen, calm: frozenset[_Key]) -> _Seen:
    one = seen.pattern
    if (one.service, one.level, one.template) not in calm:
        return seen
    deviation = max(-QUIET, min(QUIET, seen.change.deviation))
    return replace(seen, change=replace(seen.change, deviation=deviation))


def _shift(one: Shifted, window: Window) -> Observation:
    """What a slot of a template holds since the onset, beside what it held before."""
    pattern = one.pattern
    inside = [at for at, _ in pattern.drawn if at >= window.onset.timestamp()]
    times = f", {one.times:.2g} times" if one.times else ""
    slot = f"<{one.kind or '*'}> from {one.before} to {one.after}{times}"
    return Observation(
        signal=Signal.LOG,
        source=pattern.source,
        service=pattern.service,
        at=moment(min(inside)),
        name=f"{pattern.template} #{one.place}",
        says=f"{pattern.service or 'somebody'} logs {slot}: {pattern.template}"[:300],
        cites=pattern.cites,
        kind=VALUES_SHIFTED,
        level="",
        deviation=rates.six(one.times),
        count=len(inside),
        text=f"{one.before} -> {one.after}"[:LONGEST_TEXT],
        labels=(("slot", one.kind or "*"),),
    )


def _cut(one: Cut, window: Window) -> Observation:
    """A line that is missing beside one that still comes."""
    gone, still = one.gone, one.still
    whose = "" if still.service == gone.service else f" of {still.service}"
    return Observation(
        signal=Signal.LOG,
        source=gone.source,
        service=gone.service,
        at=window.onset,
        name=f"{gone.template} (missing)",
        says=f"{gone.service or 'somebody'} logs “{gone.text[:120]}” {one.after} times beside the {one.ran_after} of"
        f" “{still.text[:120]}”{whose} (before: {one.before} beside {one.ran_before})",
        cites=(gone.first, still.example),
        kind=CUT,
        unit="share",
        before=rates.six(one.before / one.ran_before),
        after=rates.six(one.after / one.ran_after),
        deviation=rates.six(one.deviation),
        count=one.ran_after,
    )


def _seen(
    patterns: Iterable[LogPattern], window: Window, stretches: dict[str, Stretch], loads: dict[str, float]
) -> list[_Seen]:
    """The patterns that occur in the window, and those without a clock."""
    found = []
    for pattern in patterns:
        stretch = stretches.get(pattern.service, Stretch(None, None)) if pattern.times else Stretch(None, None)
        changed = rates.change(pattern, stretch, loads.get(pattern.service, 1.0))
        at = rates.began(pattern, window, changed) if pattern.times else window.onset.timestamp()
        if at is not None:
            found.append(_Seen(pattern, changed, at))
    return found


def _kept(seen: list[_Seen]) -> list[_Seen]:
    serious = sorted((one for one in seen if one.pattern.level in SERIOUS), key=_largest)
    calm = sorted((one for one in seen if one.pattern.level not in SERIOUS and _telling(one)), key=_largest)
    return [*serious[:MOST_SERIOUS], *calm[:MOST_CALM]]


def _largest(one: _Seen) -> tuple[float, int, str, str, str]:
    pattern = one.pattern
    return -abs(one.change.deviation), -pattern.total, pattern.service, pattern.template, pattern.level


def _telling(one: _Seen) -> bool:
    """A calm pattern is worth a fact when it is new, vanished, strongly changed, or its words name a trouble."""
    change = one.change
    fresh = change.before is not None and change.count_before == 0 and change.count_after > 0
    first_seen = change.before is None and change.count_after > 0 and bool(kind_of(one.pattern.text))
    vanished = change.after == 0 and change.deviation <= -STRONG
    unclocked = not one.pattern.times and bool(kind_of(one.pattern.text))
    return fresh or vanished or first_seen or unclocked or abs(change.deviation) >= STRONG


def _log(seen: _Seen, window: Window) -> Observation:
    pattern, change = seen.pattern, seen.change
    in_window = rates.between(pattern, window.since.timestamp(), window.until.timestamp() + 1)
    return Observation(
        signal=Signal.LOG,
        source=pattern.source,
        service=pattern.service,
        at=moment(seen.at),
        name=pattern.template,
        says=_says(pattern, change),
        cites=pattern.cites,
        kind=kind_of(pattern.text),
        peer=peer_of(pattern.text),
        level=pattern.level,
        unit="1/s",
        before=change.before,
        after=change.after,
        deviation=change.deviation,
        count=in_window if pattern.times else pattern.total,
        until=moment(min(pattern.last_at, window.until.timestamp())) if pattern.last_at is not None else None,
        text=pattern.text[:LONGEST_TEXT],
        labels=() if pattern.times else (("clock", "none"),),
    )


def moment(at: float) -> datetime:
    """Epoch seconds as an aware time, to the millisecond."""
    return datetime.fromtimestamp(round(at, 3), tz=UTC)


def _says(pattern: LogPattern, change: Change) -> str:
    level = f"{pattern.level}: " if pattern.level in SERIOUS else ""
    who = f"{pattern.service} " if pattern.service else ""
    return f"{who}logs {level}{pattern.text[:160]} ({spoken(change.before)} before, {spoken(change.after)} since)"


def spoken(rate: float | None) -> str:
    """A rate for the eye."""
    return "not seen" if rate is None else "none" if rate == 0 else f"{rate:.2g}/s"
