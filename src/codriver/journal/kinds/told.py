"""What people and checks told: notes, roles, severity, status, answers, guesses, what was ruled out, the end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from codriver.journal.kinds.entry import Entry, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Entry):
    """What `triage` was pointed at, so that `assess` can look again."""

    kind = "asked"
    paths: Words = ()
    repositories: Words = ()
    service: str = ""
    at: datetime | None = None
    since: datetime | None = None
    until: datetime | None = None
    live: bool = False
    alert: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Entry):
    """Somebody's own words."""

    kind = "note"
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Entry):
    """`who` takes a role: incident commander, scribe, liaison, responder."""

    kind = "joined"
    who: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveritySet(Entry):
    """SEV1 to SEV5, and why."""

    kind = "severity"
    severity: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusSet(Entry):
    """Where the incident stands: investigating, identified, monitoring, resolved."""

    kind = "status"
    status: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Entry):
    """A check's answer: `yes`, `no` or `unclear`, for or against the hypotheses that it splits.

    `how` is `said` by a person or `read` by a connector; then `query` is what was asked and `came` what came back.
    `counts` are the log-odds that the check gave this answer, 0 where it gave none.
    """

    kind = "answer"
    check: str = ""
    ask: str = ""
    answer: str = ""
    means: str = ""
    supports: Words = ()
    contradicts: Words = ()
    how: str = "said"
    query: str = ""
    came: str = ""
    counts: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Guessed(Entry):
    """The engineer's own idea; `unseen` says that it was recorded before the list was shown."""

    kind = "guess"
    suspect: str = ""
    mechanism: str = ""
    says: str = ""
    unseen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledOut(Entry):
    """A hypothesis that somebody crossed out, and what disproved it."""

    kind = "ruled-out"
    hypothesis: str = ""
    says: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved(Entry):
    """It is over: the cause in the end, and what shows that it is over. Causes may be unknown: then both are empty."""

    kind = "resolved"
    hypothesis: str = ""
    suspect: str = ""
    mechanism: str = ""
    cause: str = ""
    evidence: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonProposed(Entry):
    """A lesson as a diff for the team's knowledge; a person merges it, or not."""

    kind = "lesson"
    file: str = ""
    diff: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(Entry):
    """The next person takes over, with the draft that told them."""

    kind = "handoff"
    to: str = ""
    draft: str = ""
