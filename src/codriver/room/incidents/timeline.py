"""The record of one incident as lines: when, who, what; each with its row, so that it can be opened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from codriver.journal.kinds import (
    Answered,
    Approved,
    Asked,
    Confirmed,
    Drafted,
    Entry,
    Guessed,
    HandedOver,
    Joined,
    LessonProposed,
    Note,
    Proposed,
    Reopened,
    Resolved,
    RuledOut,
    Sending,
    Sent,
    SeveritySet,
    StatusSet,
    Used,
    Verdict,
    Voided,
)
from codriver.journal.rows import Row
from codriver.model import Incident
from codriver.room.incidents.act import Act, current, opened
from codriver.room.incidents.pick import tables, text
from codriver.room.incidents.story import ASSESSMENT, Story
from codriver.room.request import Room


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: `id` opens the row (`codriver show inc-...#7`)."""

    id: str
    at: datetime
    by: str
    kind: str
    says: str


def timeline(room: Room, act: Act) -> tuple[Incident, tuple[Line, ...]]:
    """The incident and its lines, oldest first."""
    with opened(room) as journal:
        story = current(journal, act, ended=True)
    return story.incident, lines_of(story)


def lines_of(story: Story) -> tuple[Line, ...]:
    """Every row as a line; what codriver itself keeps to look again is left out."""
    typed = {row.number: entry for row, entry in story.typed}
    told = ((row, typed.get(row.number)) for row in story.rows)
    return tuple(_line(row, entry) for row, entry in told if not isinstance(entry, Asked | Sending))


def _line(row: Row, entry: Entry | None) -> Line:
    by = entry.by if entry else ""
    return Line(id=f"{row.incident}#{row.number}", at=row.at, by=by, kind=row.kind, says=_says(row, entry))


def _says(row: Row, entry: Entry | None) -> str:
    if entry is not None:
        return _WORDS[type(entry)](entry) if type(entry) in _WORDS else row.kind
    if row.kind == ASSESSMENT:
        leader = next((text(one, "says") for one in tables(row.body, "hypotheses")), "no cause named")
        return f"{text(row.body, 'outcome').replace('_', ' ')}: {leader}"
    return text(row.body, "title") or text(row.body, "says")


def _because(said: str, because: str) -> str:
    return f"{said}: {because}" if because else said


_WORDS: dict[type[Entry], Callable[..., str]] = {
    Note: lambda e: e.says,
    Joined: lambda e: f"{e.who} is {e.role}",
    SeveritySet: lambda e: _because(e.severity, e.because),
    StatusSet: lambda e: _because(e.status, e.because),
    Answered: lambda e: f"{e.answer}: {e.ask}" if e.how == "said" else f"looked at {e.query} for: {e.ask}",
    Guessed: lambda e: f"suspects {e.says}",
    RuledOut: lambda e: f"{e.says}: {e.because}",
    Proposed: lambda e: f"{e.says} ({e.risk})",
    Confirmed: lambda e: _because(f"confirmed {e.proposal} as {e.role}", e.reason),
    Used: lambda e: f"confirmation {e.confirmation} was used (attempt {e.attempt})",
    Voided: lambda e: _because(f"confirmation {e.confirmation} no longer holds", e.because),
    Verdict: lambda e: _because(f"{e.proposal} {e.verdict}", e.says),
    Drafted: lambda e: f"{e.form} for {e.audience or 'the team'}, version {e.version} ({e.draft})",
    Approved: lambda e: f"stands for version {e.version} of {e.draft}",
    Reopened: lambda e: _because(f"version {e.version} of {e.draft} is open again", e.because),
    Sent: lambda e: f"{e.draft} version {e.version} {'went' if e.went else 'did not go'} to {e.to}",
    Resolved: lambda e: _because(f"resolved, cause: {e.cause or 'unknown'}", e.evidence),
    LessonProposed: lambda e: e.says,
    HandedOver: lambda e: f"to {e.to}",
}
