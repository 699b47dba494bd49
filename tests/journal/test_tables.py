"""The journal's file: for its owner only, durable, and never somebody else's."""

import sqlite3
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from codriver.errors import JournalError
from codriver.journal.record import FILE, Journal
from codriver.model import Incident

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
SLOW = Incident(title="Checkout is slow", onset=NOON, service="checkout")


def opened(state: Path, *incidents: Incident) -> Journal:
    journal = Journal(state)
    for incident in incidents:
        journal.open_incident(incident, NOON)
    return journal


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
