"""Who logged how much before and after the onset, and who stopped while others went on."""

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import pairwise

from codriver.model import Observation, Signal, Window
from codriver.telemetry.logs import rates
from codriver.telemetry.logs.rates import Change, Stretch
from codriver.telemetry.logs.table import LogTable, ServiceLines

NAME = "log lines"
_ENOUGH = 10  # lines that should have come in the quiet, and that came before
_LONGER = 5  # how many of its longest pauses the quiet must last


def end(table: LogTable) -> float:
    """The last moment that any log reaches; 0 without a clock."""
    return max((lines.last_at for lines in table.services), default=0.0)


def lines(table: LogTable, window: Window, stretches: Mapping[str, Stretch]) -> list[Observation]:
    """One Observation per service that logged in the window: all its lines, `kind` silence when it stopped."""
    found = (_observed(service, window, stretches[service.service], table) for service in table.services)
    return [observation for observation in found if observation]


def _observed(service: ServiceLines, window: Window, stretch: Stretch, table: LogTable) -> Observation | None:
    inside = rates.between(service, window.since.timestamp(), window.until.timestamp() + 1)
    if not inside:
        return None
    silent = _stopped(service, window, table)
    over = (window.onset.timestamp(), max(window.onset.timestamp() + 1, min(end(table), window.until.timestamp())))
    changed = rates.change(service, Stretch(stretch.before, over) if silent else stretch)
    at = service.last_at if silent else service.times[0]
    return Observation(
        signal=Signal.LOG,
        source=service.first.ref.source,
        service=service.service,
        at=datetime.fromtimestamp(round(at, 3), tz=UTC),
        name=NAME,
        says=_says(service, changed, silent=silent),
        cites=(service.last,) if silent else tuple(dict.fromkeys((service.first, service.last))),
        kind="silence" if silent else "",
        unit="1/s",
        before=changed.before,
        after=changed.after,
        deviation=changed.deviation,
        count=inside,
        until=datetime.fromtimestamp(round(service.last_at, 3), tz=UTC),
    )


def _stopped(service: ServiceLines, window: Window, table: LogTable) -> bool:
    """It logged steadily before, then not at all to the end, far longer than any pause of its own; others went on."""
    since, onset, until = (at.timestamp() for at in (window.since, window.onset, window.until))
    early = [at for at in service.times if since <= at < min(onset, service.last_at)]
    quiet = min(end(table), until) - service.last_at
    if len(early) < _ENOUGH or quiet <= 0 or service.last_at < onset - rates.MARGIN:
        return False
    steady = rates.between(service, early[0], onset) / max(onset - early[0], 1.0)
    pause = max(after - before for before, after in pairwise(early))
    others = (other for other in table.services if other.service != service.service)
    going_on = any(rates.between(other, service.last_at + quiet / 2, until + 1) for other in others)
    return going_on and steady * quiet >= _ENOUGH and quiet >= _LONGER * max(pause, float(table.bucket))


def _says(service: ServiceLines, changed: Change, *, silent: bool) -> str:
    if silent:
        before = f"{changed.before:.2g} lines/s" if changed.before else "steady"
        return f"{service.service} stopped logging (was {before}) while other services went on"
    rate = [f"{value:.2g}/s" if value is not None else "not seen" for value in (changed.before, changed.after)]
    return f"{service.service} logs {rate[0]} before, {rate[1]} since"
