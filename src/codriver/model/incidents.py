"""The incident itself, and the stretch of time that is looked at."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from codriver.model.ids import content_id

NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands where nobody wrote down a time: a pasted line without a clock. Never shown as a time."""


class Status(StrEnum):
    """Where the incident stands, in the words of a status page."""

    INVESTIGATING = "investigating"
    IDENTIFIED = "identified"
    MONITORING = "monitoring"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """An unplanned interruption or loss of quality of a service. `severity` (SEV1 to SEV5) is never asked for."""

    title: str
    onset: datetime | None = None
    service: str = ""
    severity: str = ""
    status: Status = Status.INVESTIGATING

    @property
    def id(self) -> str:
        return content_id("inc", (self.title, self.onset, self.service))


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The time looked at: `since` to `onset` is the time before, `onset` to `until` the incident. All aware.

    `guessed` says that nothing told where the onset lies: then no log line counts as seen before it.
    """

    since: datetime
    onset: datetime
    until: datetime
    guessed: bool = False

    @property
    def before_s(self) -> float:
        return (self.onset - self.since).total_seconds()

    @property
    def after_s(self) -> float:
        return (self.until - self.onset).total_seconds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a connector is asked for: which services (none: all), and which time (None: open)."""

    services: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
