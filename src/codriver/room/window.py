"""Which stretch of time is looked at, and where in it the trouble begins."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from codriver.engine.investigate import detect
from codriver.engine.onset_of import tolerance
from codriver.engine.seen import plain
from codriver.model import NO_TIME, Signal, Situation, Window
from codriver.room.plugged import functions
from codriver.room.reduce import Reduced
from codriver.room.request import Request
from codriver.telemetry import onset
from codriver.telemetry.logs.pulses import pulses_of_logs
from codriver.telemetry.traces import lasted

LONGEST = timedelta(hours=24)  # of the time before: more makes the past a mixture of days and nights
QUIET = 2 / 3  # without any sign of trouble, the last third is looked at against the rest


def span(told: Reduced) -> tuple[datetime, datetime] | None:
    """The first and the last moment of the telemetry; of the alerts where there is nothing else; None without any."""
    moments = [moment for pair in _lasted(told) for moment in pair]
    return (min(moments), max(moments)) if moments else None


def window_of(told: Reduced, request: Request) -> Window | None:
    """The window of what was told, bounded by the request; None when nothing carries a time.

    The onset is the request's `at`, wherever that lies; else where trouble begins in the data, else the first alert,
    else two thirds in.
    """
    lasted_from_to = span(told)
    if lasted_from_to is None:
        return None
    first, last = lasted_from_to
    since, until = request.since or first, request.until or last
    since, until = (since, max(since, until)) if request.since else (min(since, until), until)
    if request.at:
        since, began, until = min(since, request.at), request.at, max(until, request.at)
        return Window(since=max(since, began - LONGEST), onset=began, until=until)
    seen = _began(told, since, until)
    began = min(max(seen or since + (until - since) * QUIET, since), until)
    return Window(since=max(since, began - LONGEST), onset=began, until=until, guessed=seen is None)


def sharpened(window: Window, situation: Situation) -> Window:
    """The window with its onset where detectors see the first trouble, when that is clearly another time."""
    detectors, _ = functions("codriver.engine.detectors", "detect")
    findings, _ = detect(situation, detectors)
    began = min((finding.at for finding in plain(findings)), default=window.onset)
    apart = abs(began - window.onset) > tolerance(window) and window.since + tolerance(window) < began < window.until
    return replace(window, onset=began, guessed=False) if apart else window


def _lasted(told: Reduced) -> Iterator[tuple[datetime, datetime]]:
    """First and last moment of every kind of telemetry; alerts only where there is nothing else."""
    rows = [(one.times[0], one.times[-1]) for one in told.series if one.times]
    rows += [(one.times[0], one.last_at) for one in told.log_table.services if one.times]
    rows += [pair for pair in (lasted(told.edges),) if pair]
    yield from ((_aware(first), _aware(last)) for first, last in rows)
    if not rows:
        yield from ((seen.at, seen.until or seen.at) for seen in told.observations if seen.at != NO_TIME)


def _began(told: Reduced, since: datetime, until: datetime) -> datetime | None:
    pulses = (
        *onset.pulses_of_metrics(told.series),
        *onset.pulses_of_edges(told.edges),
        *pulses_of_logs(told.log_table),
    )
    alerts = [seen for seen in told.observations if seen.signal == Signal.ALERT and since <= seen.at <= until]
    found = onset.find(pulses, alerts, until)
    if found is None:
        return None
    # An alert alone says little about when it began: keep enough of the time before to compare with.
    return found.at if found.agrees else max(found.at, since + (until - since) / 3)


def _aware(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
