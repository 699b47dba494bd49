"""What the record says, as drafts need it: values with the row that each rests on. The room makes it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from codriver.model import Incident, content_id

FILL = "ENGINEER TO FILL"
STALE = timedelta(hours=2)
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement of the record: who, when, and the row that holds it."""

    says: str
    cite: str
    at: datetime | None = None
    by: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An update that was written before: for whom, at which status, and whether somebody stands for it."""

    audience: str
    status: str
    text: str
    at: datetime
    approved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that a draft may say. `cause` is None until a named person recorded it; `tagged`: notes by their prefix."""

    incident: Incident
    taken: datetime
    next_update: datetime
    status: str = "investigating"
    onset: datetime | None = None
    seen_until: datetime | None = None
    opened_at: datetime | None = None
    resolved_at: datetime | None = None
    resolved_by: str = ""
    evidence: str = ""
    impact: str = ""
    failing: tuple[str, ...] = ()
    share: str = ""
    cause: Said | None = None
    leader: Said | None = None
    standing: str = ""
    trigger: Said | None = None
    others: tuple[Said, ...] = ()
    ruled_out: tuple[Said, ...] = ()
    remedies: tuple[Said, ...] = ()
    checks: tuple[Said, ...] = ()
    gaps: tuple[Said, ...] = ()
    timeline: tuple[Said, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    handed: Said | None = None
    people: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()
    vendors: frozenset[str] = frozenset()
    tagged: Mapping[str, tuple[Said, ...]] = field(default_factory=dict)
    earlier: tuple[Earlier, ...] = ()
    numbers: frozenset[str] = frozenset()

    def digest(self) -> str:
        """Stands for the facts that an approval rests on: a change of one of them reopens it."""
        cause = self.cause.says if self.cause else ""
        weighty = (self.status, self.incident.severity, self.onset, sorted(self.failing), cause, self.evidence)
        return content_id("facts", weighty)

    @property
    def shows_failures(self) -> bool:
        """Whether anything that was read shows that something fails; else there is only a report."""
        return bool(self.failing or self.share)

    @property
    def stale(self) -> bool:
        """Whether what was looked at ends long before now: nothing is known of the time since."""
        until = self.resolved_at or self.taken
        return self.seen_until is not None and until - self.seen_until > STALE

    def tag(self, name: str) -> tuple[Said, ...]:
        """The notes that begin with `name:`."""
        return self.tagged.get(name, ())


def numbers_in(text: str) -> set[str]:
    """Every number and clock time in the text, as it is written."""
    return set(_NUMBER.findall(text))


def clock(at: datetime | None) -> str:
    """`02:41 UTC`; without a time a place for a person."""
    return f"{at.astimezone(UTC):%H:%M} UTC" if at else f"[{FILL}: when]"


def day(at: datetime | None) -> str:
    """`2026-03-01 02:41 UTC`."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if at else f"[{FILL}: when]"


def minutes(begin: datetime | None, end: datetime | None) -> str:
    """`17 min`, or `not measured`."""
    return f"{round((end - begin).total_seconds() / 60)} min" if begin and end else "not measured"
