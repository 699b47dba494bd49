from pathlib import Path

from tests.incidents import Story, write
from tests.room.conftest import asked, hush
from tests.traffic import Fault

from codriver.journal.record import Journal
from codriver.model import Outcome
from codriver.room.request import Room
from codriver.room.triage import shipped_weights, triage

STORY = Story(fault=Fault(at="stock", says="write failed: No space left on device"))


def test_an_answer_is_remembered_with_its_quotes(room: Room, tmp_path: Path) -> None:
    found = triage(room, asked(write(tmp_path / "incident", STORY)), hush)
    assert found.outcome is Outcome.LEADING
    cite = next(found.cited())
    with Journal(room.state) as journal:
        assert [row.kind for row in journal.rows(found.incident.id)] == ["opened", "asked", "assessment"]
        kept = journal.citation(cite.id)
    assert kept is not None
    assert kept.citation == cite


def test_the_runbook_of_who_fails_comes_first_with_the_answer(room: Room, tmp_path: Path) -> None:
    found = triage(room, asked(write(tmp_path / "incident", STORY)), hush)
    assert found.runbooks[0].service == "orders"
    assert all(runbook.because for runbook in found.runbooks)


def test_a_journal_that_cannot_be_written_is_a_gap_beside_the_answer(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    (tmp_path / "pay.log").write_text("2026-03-01T01:00:00Z ERROR no store\n")
    found = triage(Room(state=tmp_path / "state"), asked(tmp_path / "pay.log"), hush)
    assert "the incident's record" in {gap.what for gap in found.gaps}


def test_each_step_of_the_work_is_told(room: Room, tmp_path: Path) -> None:
    (tmp_path / "pay.log").write_text("2026-03-01T01:00:00Z ERROR no store\n")
    steps: list[str] = []
    triage(room, asked(tmp_path / "pay.log"), steps.append)
    assert steps[:2] == ["looking for files", "reading 1/1 pay.log"]
    assert steps[-1] == "ranking causes"


def test_the_shipped_weights_say_where_they_come_from() -> None:
    assert shipped_weights().provenance
