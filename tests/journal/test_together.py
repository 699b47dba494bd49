"""Threads share commits: nothing is lost, each error is one writer's own, and a broken store fails all who waited."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import pytest

from codriver.errors import AlreadyRecorded, JournalError
from codriver.journal.kinds import Note, Used
from codriver.journal.record import FILE, Journal
from codriver.journal.sqlite_file import SqliteFile
from codriver.journal.verify import verify
from codriver.model import Incident

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
SLOW = Incident(title="Checkout is slow", onset=NOON, service="checkout")


class Counted(SqliteFile):
    """Counts its commits, and lets the first one wait until it is told to go on."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, 1.0)
        self.commits = 0
        self.entered, self.go_on, self.broken = Event(), Event(), False

    @contextmanager
    def writing(self) -> Iterator[SqliteFile]:
        with super().writing() as db:
            self.entered.set()
            assert self.go_on.wait(30)
            yield db
            if self.broken:
                raise JournalError("the disk is gone", hint="look for it")
        self.commits += 1


@pytest.fixture
def store(tmp_path: Path) -> Counted:
    with Journal(tmp_path) as journal:
        journal.open_incident(SLOW, NOON)
    return Counted(tmp_path / FILE)


def started(journal: Journal, entries: list[Note | Used], errors: list[Exception]) -> list[Thread]:
    def write(entry: Note | Used) -> None:
        try:
            journal.add(SLOW.id, entry, NOON)
        except (AlreadyRecorded, JournalError) as error:
            errors.append(error)

    threads = [Thread(target=write, args=(entry,)) for entry in entries]
    for thread in threads:
        thread.start()
    return threads


def ended(threads: list[Thread]) -> None:
    for thread in threads:
        thread.join(30)


def waiting(journal: Journal, count: int) -> None:
    """Until so many writes stand in line behind the one that holds the turn."""
    while len(journal._together._waiting) < count:  # noqa: SLF001 - there is no other way to see it
        Event().wait(0.001)


def test_twenty_who_wait_share_one_commit(store: Counted) -> None:
    errors: list[Exception] = []
    with Journal(Path(), store=store) as journal:
        first = started(journal, [Note(says="first")], errors)
        assert store.entered.wait(30)
        rest = started(journal, [Note(says=str(number)) for number in range(20)], errors)
        waiting(journal, 20)
        store.go_on.set()
        ended([*first, *rest])
        assert (store.commits, errors, len(journal.rows(SLOW.id))) == (2, [], 22)
        assert verify(journal, SLOW.id).sound


def test_one_who_comes_too_late_fails_alone(store: Counted) -> None:
    errors: list[Exception] = []
    store.go_on.set()
    with Journal(Path(), store=store) as journal:
        ended(started(journal, [Used(confirmation="cf-1"), Used(confirmation="cf-1"), Note(says="fine")], errors))
        assert [type(error) for error in errors] == [AlreadyRecorded]
        assert sorted(row.kind for row in journal.rows(SLOW.id)) == ["note", "opened", "used"]
        assert verify(journal, SLOW.id).sound


def test_nobody_is_told_written_when_the_commit_fails(store: Counted) -> None:
    errors: list[Exception] = []
    store.broken = True
    store.go_on.set()
    with Journal(Path(), store=store) as journal:
        ended(started(journal, [Note(says="a"), Note(says="b")], errors))
        assert [str(error) for error in errors] == ["the disk is gone", "the disk is gone"]
        assert [row.kind for row in journal.rows(SLOW.id)] == ["opened"]
