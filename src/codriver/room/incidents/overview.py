"""Where one incident stands, on one page: status, who is who, what leads, what waits, what to do next."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from codriver.journal.kinds import Answered, Approved, Drafted, Proposed, Verdict
from codriver.model import Incident, Status
from codriver.room.incidents.act import Act, current, opened
from codriver.room.incidents.nudge import nudge
from codriver.room.incidents.pick import Table, text
from codriver.room.incidents.story import Story
from codriver.room.request import Room

CADENCE = {"SEV1": timedelta(minutes=30), "SEV2": timedelta(minutes=60)}
USUAL = timedelta(hours=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What a person who joins wants to know first. `waiting` are drafts without approval; `next` what could be done."""

    incident: Incident
    opened_at: datetime | None
    roles: tuple[tuple[str, str], ...]
    outcome: str
    leader: Table
    assessed_at: datetime | None
    checks: tuple[Table, ...]
    answers: int
    proposals: int
    waiting: tuple[str, ...]
    reminders: tuple[str, ...]
    rows: int
    others_open: tuple[str, ...] = ()


def overview(room: Room, act: Act) -> Overview:
    """Where the incident stands now."""
    with opened(room) as journal:
        story = current(journal, act, ended=True)
    return overview_of(story, act.now)


def overview_of(story: Story, now: datetime) -> Overview:
    """Pure: the same story at the same time gives the same page."""
    answered = {answer.check for _, answer in story.of(Answered) if answer.how == "said"}
    judged = {verdict.proposal for _, verdict in story.of(Verdict)}
    return Overview(
        incident=story.incident,
        opened_at=story.opened_at,
        roles=tuple(sorted(story.roles.items())),
        outcome=text(story.latest, "outcome"),
        leader=next(iter(story.parts("hypotheses")), {}),
        assessed_at=story.assessments[-1].at if story.assessments else None,
        checks=tuple(check for check in story.parts("checks") if text(check, "id") not in answered),
        answers=len(answered),
        proposals=len({one.proposal for _, one in story.of(Proposed)} - judged),
        waiting=_waiting(story),
        reminders=tuple(one for one in (_update_due(story, now), nudge(story, now)) if one),
        rows=len(story.rows),
    )


def _waiting(story: Story) -> tuple[str, ...]:
    latest = {draft.draft: draft.version for _, draft in story.of(Drafted)}
    approved = {(one.draft, one.version) for _, one in story.of(Approved)}
    return tuple(draft for draft, version in latest.items() if (draft, version) not in approved)


def _update_due(story: Story, now: datetime) -> str:
    """A reminder once the time between two updates has passed; none when it is over, or nobody ever wrote one."""
    if story.incident.status == Status.RESOLVED:
        return ""
    told = [row.at for row, draft in story.of(Drafted) if draft.form == "update"]
    wanted = story.incident.severity in CADENCE
    began = max(told, default=story.opened_at if wanted else None)
    every = CADENCE.get(story.incident.severity, USUAL)
    if began is None or now - began < every:
        return ""
    minutes = int((now - began).total_seconds() // 60)
    return f"the last update is {minutes} min old: codriver draft update"
