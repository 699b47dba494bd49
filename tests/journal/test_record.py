"""The incident's record: only ever added to, sealed, readable by id, safe under two writers and against bad files."""

import hashlib
import json
import sqlite3
import stat
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import Popen

import pytest

from codriver.errors import JournalError
from codriver.journal.record import FILE, Journal, Kept
from codriver.model import Citation, Incident, Ref

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
SLOW = Incident(title="Checkout is slow", onset=NOON, service="checkout")
DOWN = Incident(title="Login is down", onset=NOON + timedelta(minutes=5, milliseconds=250), service="login")


def quote(number: int) -> Citation:
    return Citation(Ref("files", f"logs/checkout.log:{number}"), f"line {number} says no")


def opened(state: Path, *incidents: Incident) -> Journal:
    journal = Journal(state)
    for incident in incidents:
        journal.open_incident(incident, NOON)
    return journal


def test_an_incident_is_opened_once_however_often_it_is_triaged(tmp_path: Path) -> None:
    with opened(tmp_path, SLOW, SLOW) as journal:
        assert [row.kind for row in journal.rows(SLOW.id)] == ["opened"]
        assert journal.incident(SLOW.id) == SLOW


def test_rows_come_back_as_they_were_added(tmp_path: Path) -> None:
    with opened(tmp_path, SLOW) as journal:
        added = journal.append(SLOW.id, "assessment", {"outcome": "leading", "at": NOON, "n": 3}, NOON)
        assert journal.rows(SLOW.id)[-1] == added
        assert added.body == {"outcome": "leading", "at": "2024-05-01T12:00:00Z", "n": 3}
        assert added.number == 2


def test_each_row_seals_the_one_before_it(tmp_path: Path) -> None:
    with opened(tmp_path, SLOW) as journal:
        journal.append(SLOW.id, "note", {"says": "ü"}, NOON)
        first, second = journal.rows(SLOW.id)
    assert (first.previous, second.previous) == ("", first.hash)
    row = [SLOW.id, 2, "note", "2024-05-01T12:00:00Z", '{"says":"\\u00fc"}']
    sealed = f"{first.hash}\n{json.dumps(row, separators=(',', ':'))}"
    assert second.hash == hashlib.sha256(sealed.encode()).hexdigest()


def test_a_row_can_be_neither_changed_nor_taken_away(tmp_path: Path) -> None:
    with opened(tmp_path, SLOW):
        with sqlite3.connect(tmp_path / FILE) as db, pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.execute("update rows set kind = 'x'")
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.execute("delete from rows")
        db.close()


def test_the_latest_incident_is_the_one_worked_on_last(tmp_path: Path) -> None:
    with opened(tmp_path, SLOW, DOWN) as journal:
        assert journal.latest() == DOWN
        journal.append(SLOW.id, "note", {}, NOON - timedelta(days=1))
        assert journal.latest() == SLOW


def test_an_empty_journal_knows_no_incident_and_no_citation(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        assert journal.latest() is None
        assert journal.incident("inc-0000000000") is None
        assert journal.citation("c-") is None
        assert journal.rows("inc-0000000000") == ()


def test_a_quote_outlives_its_source_and_is_found_by_the_start_of_its_id(tmp_path: Path) -> None:
    with opened(tmp_path, SLOW) as journal:
        journal.append(SLOW.id, "assessment", {}, NOON, cites=[quote(1), quote(1)])
    with Journal(tmp_path) as again:
        assert again.citation(quote(1).id) == Kept(quote(1), SLOW.id)
        assert again.citation(quote(1).id[:5]) == Kept(quote(1), SLOW.id)


def test_a_quote_of_two_incidents_is_kept_once_and_belongs_to_the_later_one(tmp_path: Path) -> None:
    with opened(tmp_path, SLOW, DOWN) as journal:
        journal.append(DOWN.id, "assessment", {}, NOON, cites=[quote(1)])
        journal.append(SLOW.id, "assessment", {}, NOON, cites=[quote(1)])
        assert journal.citation(quote(1).id) == Kept(quote(1), SLOW.id)
    with sqlite3.connect(tmp_path / FILE) as db:
        assert db.execute("select count(*) from citations").fetchone() == (1,)
    db.close()


def test_a_start_that_several_ids_share_is_an_error_that_names_them(tmp_path: Path) -> None:
    with opened(tmp_path, SLOW) as journal:
        journal.append(SLOW.id, "assessment", {}, NOON, cites=map(quote, range(2)))
        with pytest.raises(JournalError, match="several citations begin with `c-`") as caught:
            journal.citation("c-")
    assert quote(0).id in caught.value.message


def test_percent_and_underscore_in_a_start_are_no_wildcards(tmp_path: Path) -> None:
    with opened(tmp_path, SLOW) as journal:
        journal.append(SLOW.id, "assessment", {}, NOON, cites=[quote(1)])
        assert journal.citation("%") is None
        assert journal.citation("_-") is None


def test_a_row_for_an_incident_that_was_never_opened_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        with pytest.raises(JournalError, match="no incident inc-1"):
            journal.append("inc-1", "note", {}, NOON, cites=[quote(1)])
        assert journal.citation(quote(1).id) is None


def test_a_failed_append_keeps_no_quote_either(tmp_path: Path) -> None:
    with opened(tmp_path, SLOW) as journal:
        with pytest.raises(TypeError):
            journal.append(SLOW.id, "note", {}, NOON, cites=[quote(1), replace(quote(2), ref=object())])  # type: ignore[arg-type]
        assert journal.citation(quote(1).id) is None
        journal.append(SLOW.id, "note", {}, NOON)


def test_file_and_folder_are_for_their_owner_only(tmp_path: Path) -> None:
    state = tmp_path / "deep" / "state"
    with opened(state, SLOW):
        assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in state.iterdir()} == {
            FILE: 0o600,
            f"{FILE}-wal": 0o600,
            f"{FILE}-shm": 0o600,
        }
    assert stat.S_IMODE(state.stat().st_mode) == 0o700


def test_every_commit_is_written_through_to_the_disk(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        assert journal._db.execute("pragma synchronous").fetchone() == (2,)  # noqa: SLF001 - no other way to see it
        assert journal._db.execute("pragma journal_mode").fetchone() == ("wal",)  # noqa: SLF001


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from codriver.journal.record import Journal
from codriver.model import Incident
at = datetime(2024, 5, 1, tzinfo=UTC)
incident = Incident(title="shared")
with Journal(Path(sys.argv[1])) as journal:
    journal.open_incident(incident, at)
    for number in range(25):
        journal.append(incident.id, "note", {"by": sys.argv[2], "n": number}, at)
"""


def test_two_programs_write_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    writers = [Popen([sys.executable, "-c", WRITER, str(tmp_path), name]) for name in "ab"]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    with Journal(tmp_path) as journal:
        rows = journal.rows(Incident(title="shared").id)
    assert [row.number for row in rows] == list(range(1, 52))
    assert [row.previous for row in rows[1:]] == [row.hash for row in rows[:-1]]


def test_a_journal_that_another_keeps_locked_is_an_error_with_a_hint(tmp_path: Path) -> None:
    opened(tmp_path, SLOW).close()
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("begin immediate")
    with Journal(tmp_path, wait_s=0) as journal, pytest.raises(JournalError, match="locked") as caught:
        journal.append(SLOW.id, "note", {}, NOON)
    assert "another codriver is writing" in caught.value.hint
    other.close()


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"my diary\n" * 200)
    with pytest.raises(JournalError, match="not a database") as caught:
        Journal(tmp_path)
    assert "move the file aside" in caught.value.hint
    assert (tmp_path / FILE).read_bytes() == b"my diary\n" * 200


def test_another_programs_database_is_not_touched(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as db:
        db.execute("create table theirs (x)")
    db.close()
    with pytest.raises(JournalError, match="belongs to another program"):
        Journal(tmp_path)


def test_a_journal_of_a_later_version_is_not_touched(tmp_path: Path) -> None:
    opened(tmp_path, SLOW).close()
    with sqlite3.connect(tmp_path / FILE) as db:
        db.execute("pragma user_version = 9")
    db.close()
    with pytest.raises(JournalError, match="of version 9"):
        Journal(tmp_path)


def test_a_state_folder_that_cannot_be_made_is_an_error_that_names_the_setting(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(JournalError) as caught:
        Journal(tmp_path / "file" / "state")
    assert "CODRIVER_STATE" in caught.value.hint


def test_a_broken_page_is_a_journal_error(tmp_path: Path) -> None:
    with opened(tmp_path, SLOW) as journal:
        for number in range(200):
            journal.append(SLOW.id, "note", {"text": "x" * 200, "n": number}, NOON)
    content = bytearray((tmp_path / FILE).read_bytes())
    content[4096 : len(content) - 4096] = b"\xff" * (len(content) - 8192)
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(JournalError), Journal(tmp_path) as journal:
        journal.rows(SLOW.id)
