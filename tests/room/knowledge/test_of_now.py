"""Without a question the documents beside the incident's own logs are looked in, too."""

from datetime import UTC, datetime
from pathlib import Path

from codriver.journal.kinds import Asked
from codriver.model import Incident
from codriver.room.incidents.act import opened
from codriver.room.knowledge.find import find
from codriver.room.knowledge.of_now import folders_of_now
from codriver.room.request import Room

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def an_incident(tmp_path: Path) -> tuple[Room, Path]:
    case = tmp_path / "case"
    (case / "docs" / "runbooks").mkdir(parents=True)
    (case / "docs" / "runbooks" / "disk.md").write_text("# The disk is full\n\n## Mend\n\nFree space.\n")
    (case / "app.md").write_text("# Disk notes of the programmers\n")
    room = Room(state=tmp_path / "state")
    with opened(room) as journal:
        incident = Incident(title="the disk is full", onset=NOW)
        journal.open_incident(incident, NOW)
        journal.add(incident.id, Asked(by="kim", paths=(str(case),)), NOW)
    return room, case


def test_the_runbooks_beside_the_incident_are_found_when_nothing_is_asked(tmp_path: Path) -> None:
    room, case = an_incident(tmp_path)
    assert folders_of_now(room, beside=True) == (case / "docs" / "runbooks",)
    (found,) = find(room, "", [], NOW).fitting
    assert found.runbook.title == "The disk is full"


def test_configured_folders_come_first_and_suffice_for_a_question(tmp_path: Path) -> None:
    room, case = an_incident(tmp_path)
    own = Room(state=room.state, knowledge=(tmp_path / "own",))
    assert folders_of_now(own, beside=False) == (tmp_path / "own",)
    assert folders_of_now(own, beside=True) == (tmp_path / "own", case / "docs" / "runbooks")


def test_without_an_incident_there_is_nothing_beside_it(tmp_path: Path) -> None:
    assert folders_of_now(Room(state=tmp_path / "state"), beside=True) == ()
