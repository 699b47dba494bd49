"""The journal's file: for its owner only, durable, and never somebody else's."""

import sqlite3
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from codriver.errors import JournalError
from codriver.journal.record import FILE, Journal
from codriver.journal.rows import Written
from codriver.journal.sqlite_file import SqliteFile
from codriver.journal.verify import verify
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
    store = SqliteFile(tmp_path / FILE, wait_s=1)
    assert store.asked("pragma synchronous") == [(2,)]
    assert store.asked("pragma journal_mode") == [("wal",)]
    store.close()


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


VERSION_1 = """
create table incidents (id text primary key, body text not null) strict, without rowid;
create table rows (
    place integer primary key autoincrement, incident text not null references incidents (id), number integer not null,
    kind text not null, at text not null, body text not null, previous text not null, hash text not null,
    unique (incident, number)
) strict;
create table citations (
    digest text primary key, id text not null, source text not null, locator text not null, quote text not null
) strict, without rowid;
create index citations_by_id on citations (id);
create table cited (
    digest text not null references citations (digest), incident text not null references incidents (id),
    primary key (digest, incident)
) strict, without rowid;
create trigger rows_stay_as_they_are before update on rows begin select raise(abort, 'append-only'); end;
create trigger rows_stay before delete on rows begin select raise(abort, 'append-only'); end;
insert into incidents values ('ID', 'BODY');
insert into rows (incident, number, kind, at, body, previous, hash) values (
    'ID', 1, 'opened', '2024-05-01T12:00:00Z', 'BODY', '', 'HASH'
);
pragma application_id = 0x436F4472; pragma user_version = 1; pragma journal_mode = wal;
"""


def test_a_journal_of_version_1_is_brought_up_and_its_chain_stays_whole(tmp_path: Path) -> None:
    body = '{"onset":null,"service":"","severity":"","status":"investigating","title":"old"}'
    old = Incident(title="old")
    sealed = Written(old.id, 1, "opened", "2024-05-01T12:00:00Z", body, "", "").sealed()
    with sqlite3.connect(tmp_path / FILE) as db:
        db.executescript(VERSION_1.replace("ID", old.id).replace("BODY", body).replace("HASH", sealed))
    db.close()
    with Journal(tmp_path) as journal:
        journal.append(old.id, "note", {"says": "still here"}, NOON, once="x")
        assert verify(journal, old.id).sound
        assert [row.kind for row in journal.rows(old.id)] == ["opened", "note"]
