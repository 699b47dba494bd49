"""What the commands of an incident answer, as JSON's own types. Pure; the schemas beside it are versioned."""

from collections.abc import Iterable

from codriver.journal.verify import Verified
from codriver.model import Incident, plain
from codriver.room.incidents.again import Again
from codriver.room.incidents.checking import Looked
from codriver.room.incidents.overview import Overview
from codriver.room.incidents.recording import Recorded
from codriver.room.incidents.since import Since
from codriver.room.incidents.story import Story
from codriver.room.incidents.timeline import Line
from codriver.room.shape import Shape, incident_shape, shape_of

RECORDED, INCIDENT, INCIDENTS = "codriver.recorded/1", "codriver.incident/1", "codriver.incidents/1"
TIMELINE, ASSESS, VERIFY = "codriver.timeline/1", "codriver.assess/1", "codriver.verify/1"
CHECK = "codriver.check/1"


def shape_of_recorded(recorded: Recorded) -> Shape:
    """The row that was added: its number, kind, time, seal and content."""
    row = recorded.row
    return {
        "schema": RECORDED,
        "incident": incident_shape(recorded.incident),
        "row": {"number": row.number, "kind": row.kind, "at": plain(row.at), "hash": row.hash, "body": dict(row.body)},
        "nudge": recorded.nudge,
    }


def shape_of_overview(seen: Overview) -> Shape:
    """Where the incident stands."""
    return {
        "schema": INCIDENT,
        "incident": incident_shape(seen.incident),
        "opened_at": plain(seen.opened_at),
        "roles": dict(seen.roles),
        "outcome": seen.outcome or None,
        "leader": dict(seen.leader) or None,
        "assessed_at": plain(seen.assessed_at),
        "checks": [dict(check) for check in seen.checks],
        "answers": seen.answers,
        "proposals": seen.proposals,
        "drafts_waiting": list(seen.waiting),
        "reminders": list(seen.reminders),
        "rows": seen.rows,
    }


def shape_of_known(stories: Iterable[Story]) -> Shape:
    """The incidents of this journal, the one worked on last first."""
    return {
        "schema": INCIDENTS,
        "incidents": [
            {**incident_shape(story.incident), "opened_at": plain(story.opened_at), "rows": len(story.rows)}
            for story in stories
        ],
    }


def shape_of_lines(incident: Incident, lines: Iterable[Line]) -> Shape:
    """The record as lines, oldest first."""
    return {
        "schema": TIMELINE,
        "incident": incident_shape(incident),
        "lines": [
            {"id": one.id, "at": plain(one.at), "by": one.by, "kind": one.kind, "says": one.says} for one in lines
        ],
    }


def shape_of_again(again: Again) -> Shape:
    """What changed since the assessment before, and the whole assessment as `triage --json` says it."""
    return {
        "schema": ASSESS,
        "since": shape_of_since(again.since),
        "nudge": again.nudge,
        "assessment": shape_of(again.assessment),
    }


def shape_of_since(since: Since) -> Shape:
    """The difference between two assessments."""
    told = plain(since)
    assert isinstance(told, dict)
    return {**told, "nothing": since.nothing}


def shape_of_verified(found: Iterable[Verified]) -> Shape:
    """What was found in each record, and the checkpoint line to keep elsewhere."""
    rows = list(found)
    return {
        "schema": VERIFY,
        "sound": all(one.sound for one in rows),
        "incidents": [
            {
                "incident": one.incident,
                "sound": one.sound,
                "rows": one.rows,
                "checkpoint": one.checkpoint.line() if one.checkpoint else None,
                "faults": list(one.faults),
            }
            for one in rows
        ],
    }


def shape_of_looked(looked: Looked) -> Shape:
    """What came back for a check."""
    return {
        "schema": CHECK,
        "incident": incident_shape(looked.incident),
        "check": looked.check,
        "ask": looked.ask,
        "query": looked.query,
        "lines": list(looked.lines),
        "row": looked.row,
    }
