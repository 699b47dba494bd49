"""The lock's own way into the journal: the same rows and the same seals as the journal's."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from codriver.journal import lean
from codriver.journal.kinds import Note, Resolved, StatusSet, Used, read
from codriver.journal.record import Journal
from codriver.model import Citation, Incident, Ref

NOW = datetime(2026, 3, 1, 3, tzinfo=UTC)
INCIDENT = Incident(title="web fails", onset=NOW)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    with Journal(tmp_path) as journal:
        journal.open_incident(INCIDENT, NOW)
        journal.add(INCIDENT.id, Note(by="mia", says="héllo"), NOW, cites=[Citation(Ref("log", "a#1"), "boom")])
    return tmp_path


def connected(state: Path) -> lean.Db:
    found = lean.opened(str(state / "journal.sqlite"), 1)
    assert found is not None
    return found


def body(attempt: int = 1) -> tuple[str, dict[str, object], str]:
    entry = Used(confirmation="c-1", command="rm é", attempt=attempt)
    return entry.kind, entry.body(), entry.once


def test_rows_are_read_with_their_seals(state: Path) -> None:
    lines = lean.lines(connected(state), INCIDENT.id)
    assert [(line.number, line.kind, line.whole) for line in lines] == [(1, "opened", True), (2, "note", True)]
    assert lines[1].body["says"] == "héllo"


def test_an_appended_row_is_one_of_the_journals(state: Path) -> None:
    assert lean.spend(connected(state), INCIDENT.id, lambda _lines: body(), NOW.isoformat())
    with Journal(state) as journal:
        rows = journal.rows(INCIDENT.id)
        assert [row.sealed() == row.hash for row in journal.written(INCIDENT.id)] == [True] * 3
    assert read(rows[-1]) == Used(confirmation="c-1", command="rm é")
    assert rows[-1].once == Used(confirmation="c-1", command="rm é").once


def test_the_same_is_spent_once(state: Path) -> None:
    db = connected(state)
    found = [lean.spend(db, INCIDENT.id, lambda _lines: body(), NOW.isoformat()) for _ in range(2)]
    assert found == [True, False]
    assert not lean.spend(db, INCIDENT.id, lambda _lines: None, NOW.isoformat())
    assert lean.spend(db, INCIDENT.id, lambda _lines: body(2), NOW.isoformat())


def test_a_row_altered_by_hand_is_not_whole(state: Path) -> None:
    with sqlite3.connect(state / "journal.sqlite") as db:
        db.executescript("drop trigger rows_stay_as_they_are; update rows set body = replace(body, 'llo', 'lla')")
    assert [line.whole for line in lean.lines(connected(state), INCIDENT.id)] == [True, False]


def test_an_incident_sleeps_when_it_is_resolved_or_forgotten(state: Path) -> None:
    def awake() -> tuple[str, ...]:
        return lean.awake(connected(state), NOW - timedelta(hours=1))

    assert awake() == (INCIDENT.id,)
    assert lean.awake(connected(state), NOW + timedelta(hours=1)) == ()
    with Journal(state) as journal:
        journal.add(INCIDENT.id, Resolved(by="mia"), NOW)
    assert awake() == ()
    with Journal(state) as journal:
        journal.add(INCIDENT.id, StatusSet(by="mia", status="investigating"), NOW)
    assert awake() == (INCIDENT.id,)


def test_no_file_is_none_and_another_file_is_unusable(tmp_path: Path) -> None:
    assert lean.opened(str(tmp_path / "none.sqlite"), 1) is None
    (tmp_path / "other.sqlite").write_text("not a database, at all, whatever you think of it" * 99)
    with pytest.raises(lean.Unusable):
        lean.opened(str(tmp_path / "other.sqlite"), 1)
