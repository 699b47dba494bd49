"""The screens of one incident fit their width, and say what changed in words."""

from datetime import UTC, datetime

from codriver.cli.screen.incident import overview_lines, since_lines, timeline_of_incident_lines, verified_lines
from codriver.journal.verify import Checkpoint, Verified
from codriver.model import Incident
from codriver.room.incidents.overview import Overview
from codriver.room.incidents.since import since
from codriver.room.incidents.timeline import Line

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DOWN = Incident(title="checkout fails for everybody in every country at once", severity="SEV1")


def test_the_overview_leads_with_severity_and_status_and_ends_in_reminders() -> None:
    seen = Overview(
        incident=DOWN,
        opened_at=NOON,
        roles=(("commander", "mia"),),
        outcome="leading",
        leader={"says": "the deploy v42 of tariff"},
        assessed_at=NOON,
        checks=({"id": "chk-1", "ask": "Do errors stop on the instance that still runs v41?"},),
        answers=2,
        proposals=1,
        waiting=("d-1",),
        reminders=("the last update is 31 min old: codriver draft update",),
        rows=9,
    )
    lines = overview_lines(seen)
    assert lines[0].startswith("SEV1, investigating: checkout fails")
    assert "  at 12:00:00 leading: the deploy v42 of tariff" in lines
    assert lines[-1].startswith("REMINDER: the last update")
    assert max(map(len, lines)) <= 80


def test_what_changed_is_said_with_its_reason() -> None:
    old = {
        "outcome": "leading",
        "hypotheses": [{"id": "h-1", "says": "disk", "standing": "strong", "probability": 0.6}],
    }
    new = {
        "outcome": "undetermined",
        "hypotheses": [
            {"id": "h-2", "says": "pool", "standing": "medium", "probability": 0.4},
            {
                "id": "h-1",
                "says": "disk",
                "standing": "weak",
                "probability": 0.1,
                "evidence": [{"stance": "contradicts", "because": "mia answered no"}],
            },
        ],
    }
    lines = since_lines(since(old, new, []))
    assert lines[0] == "SINCE THE LAST ASSESSMENT"
    assert "  the leader was: disk; now: pool" in lines
    assert "  leading -> undetermined" in lines
    assert "  1. -> 2., strong -> weak, 60 % -> 10 %: disk" in lines
    assert "  + against it: mia answered no" in [line.replace("    +", "  +") for line in lines]
    assert since_lines(since(old, old, [])) == ["SINCE THE LAST ASSESSMENT: nothing changed"]


def test_a_timeline_is_in_utc_and_names_its_rows() -> None:
    lines = timeline_of_incident_lines(DOWN, [Line(id="inc-1#7", at=NOON, by="ben", kind="note", says="paged\x1b[31m")])
    assert lines[-1] == "2026-03-01 12:00:00 UTC  note: ben: paged [#7]"


def test_a_record_that_is_not_whole_says_so_first() -> None:
    found = Verified("inc-1", 6, Checkpoint("inc-1", 6, "a" * 64), ("the end is cut off: 6 rows are left of 9",))
    assert verified_lines([found])[:2] == [
        "inc-1: NOT as it was written, 6 rows",
        "  the end is cut off: 6 rows are left of 9",
    ]
