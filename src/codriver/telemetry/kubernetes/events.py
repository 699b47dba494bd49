"""Events: what a part of the cluster reported of an object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from codriver.model import NO_TIME
from codriver.telemetry.kubernetes.quantities import moment, seconds
from codriver.telemetry.kubernetes.thing import number, table, text

if TYPE_CHECKING:
    from datetime import datetime

    from codriver.model import Citation
    from codriver.telemetry.kubernetes.thing import Thing

LONGEST = 4_000  # characters of a message: what is longer holds nothing that is looked for


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a part of the cluster reported of an object, once or `count` times."""

    reason: str
    message: str
    warning: bool
    kind: str
    namespace: str
    name: str
    count: int
    age: int | None  # seconds before the text was made
    at: datetime
    cite: Citation
    component: str = ""


def event_of(thing: Thing) -> Event:
    """The event that an object of that kind is, of the old API or of the new one."""
    body = thing.body
    of = table(body, "involvedObject") or table(body, "regarding")
    stamps = [text(body, key) for key in ("firstTimestamp", "eventTime", "deprecatedFirstTimestamp", "lastTimestamp")]
    times = [at for stamp in stamps if stamp and (at := moment(stamp)) != NO_TIME]
    message = (text(body, "message") or text(body, "note"))[:LONGEST]
    return Event(
        reason=text(body, "reason"),
        message=message,
        warning=text(body, "type") != "Normal",
        kind=text(of, "kind"),
        namespace=text(of, "namespace") or thing.namespace,
        name=text(of, "name"),
        count=max(number(body, "count"), number(body, "series", "count"), 1),
        age=seconds(text(body, "age")) if text(body, "age") else None,
        at=times[0] if times else NO_TIME,
        cite=thing.cite("message") if message else thing.cite(),
        component=text(body, "source", "component") or text(body, "reportingComponent"),
    )
