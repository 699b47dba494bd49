"""The watch: polls who tells of alerts, and opens, gathers and assesses by itself when a new one fires.

So that the answer is there when the engineer sits down. What it is not: a pager. It tells nobody but its caller.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from codriver.access.http.deadline import Deadline
from codriver.errors import ConfigError, JournalError
from codriver.model import Assessment, Observation, content_id, iso
from codriver.room.incidents.act import Act
from codriver.room.incidents.again import assess
from codriver.room.live.around import RECENT
from codriver.room.live.hearing import alerts_of, ready
from codriver.room.request import Progress, Request, Room
from codriver.room.triage import triage

TOGETHER = timedelta(minutes=10)  # alerts so near to an incident's first belong to it
FILE, WATCH = "watch.json", "watch"
FORGOTTEN = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An incident that the watch opened: the alerts that fired, and the answer; `again` when it looked once more."""

    alerts: tuple[str, ...]
    assessment: Assessment
    at: datetime
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What time it is, and how to wait; `wait` is true when it is time to go home."""

    now: Callable[[], datetime]
    wait: Callable[[float], bool]


def watch(
    room: Room, request: Request, clock: Clock, progress: Progress, *, every_s: float, again_s: float = 90.0
) -> Iterator[Opened]:
    """Every incident that opens from now on, with its answer, until `clock.wait` says that it is over.

    An answer right after the alert rests on little: it is looked at again once, after `again_s` seconds. An alert that
    was there when an earlier watch ended is not opened again.

    Raises:
        ConfigError: no source that tells of alerts is configured.
    """
    known = _read(room.state / FILE)
    latest: datetime | None = None
    due: Opened | None = None
    while True:
        now = clock.now()
        if due and now >= due.at + timedelta(seconds=again_s):
            second = _again(room, due, now, progress)
            yield from (replace(due, assessment=one, at=clock.now(), again=True) for one in second)
            due = None
        fresh = [one for one in _firing(room, request, now, progress) if _key(one) not in known]
        if fresh:
            first = min(fresh, key=lambda one: (one.at, one.name))
            joins = latest is not None and first.at - latest < TOGETHER
            known |= {_key(one): iso(now) for one in fresh}
            _write(room.state / FILE, known, now)
            if not joins:
                latest = first.at
                asked = replace(request, now=clock.now(), live=True, alert=first.name)
                answer = triage(room, asked, progress)
                due = Opened(alerts=_names(fresh), assessment=answer, at=clock.now())
                yield due
        if clock.wait(every_s):
            return


def _again(room: Room, opened: Opened, now: datetime, progress: Progress) -> tuple[Assessment, ...]:
    """A second look at the same incident; none when it was resolved meanwhile, or could not be remembered."""
    act = Act(now=now, by=WATCH, incident=opened.assessment.incident.id)
    try:
        return (assess(room, act, Request(now=now, live=True), progress).assessment,)
    except (ConfigError, JournalError):
        return ()


def _firing(room: Room, request: Request, now: datetime, progress: Progress) -> list[Observation]:
    """The recent alerts of those that fire, asked afresh; of one service when one was asked for."""
    asked = replace(room, live=replace(room.live, keep_s=0.0))
    deadline = Deadline.within(room.live.deadline_s)
    sources, _ = ready(asked, replace(request, now=now), deadline)
    tellers = [one for one in sources if hasattr(one.connector, "firing")]
    if not tellers:
        raise ConfigError(
            "no source tells of alerts", hint="write [sources.alertmanager] url = '...' (or prometheus, pagerduty)"
        )
    found = alerts_of(tellers, asked, deadline, progress)
    recent = [one for one in found if one.until is None and one.at >= now - RECENT]
    return [one for one in recent if not request.service or one.service == request.service]


def _names(alerts: list[Observation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.name for one in sorted(alerts, key=lambda one: (one.at, one.name))))


def _key(alert: Observation) -> str:
    return content_id("alert", (alert.name, alert.service, alert.at, alert.labels))


def _read(file: Path) -> dict[str, str]:
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(at) for key, at in found.items()} if isinstance(found, dict) else {}


def _write(file: Path, known: Mapping[str, str], now: datetime) -> None:
    kept = {key: at for key, at in known.items() if at >= iso(now - FORGOTTEN)}
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_suffix(f".{os.getpid()}")
        beside.write_text(json.dumps(kept), "utf-8")
        beside.replace(file)
    except OSError:
        return  # the next watch may open what this one has opened; triage says that the state cannot be kept
