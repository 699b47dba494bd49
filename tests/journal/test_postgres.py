"""One suite for every store: SQLite and PostgreSQL keep, seal, refuse and serve several writers alike."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.journal.server import Server, server

from codriver.errors import AlreadyRecorded, ConfigError, JournalError
from codriver.journal.kinds import Note, Used, read
from codriver.journal.postgres import Postgres, available
from codriver.journal.postgres_tables import VERSION
from codriver.journal.record import Journal, Kept
from codriver.journal.verify import verify
from codriver.model import Citation, Incident, Ref

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
SLOW = Incident(title="Checkout is slow ü", onset=NOON, service="checkout")
DOWN = Incident(title="Login is down", onset=NOON, service="login")
Open = Callable[[], Journal]


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    with server() as found:
        yield found


@pytest.fixture(params=["sqlite", "postgres"])
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """Opens the same empty journal as often as it is called."""
    if request.param == "sqlite":
        return lambda: Journal(tmp_path)
    url = request.getfixturevalue("running").url
    emptied(url)
    return lambda: Journal(tmp_path, store=Postgres(url, 10))


def emptied(url: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as db:
        db.execute("drop schema if exists codriver cascade")


def quote(number: int) -> Citation:
    return Citation(Ref("files", f"logs/checkout.log:{number}"), f"line {number} says no %s ?")


def test_rows_come_back_as_they_were_added_and_the_chain_is_whole(journal: Open) -> None:
    with journal() as one:
        one.open_incident(SLOW, NOON)
        one.open_incident(SLOW, NOON)
        added = one.add(SLOW.id, Note(by="mia", says="100 % ?"), NOON, cites=[quote(1), quote(2)])
    with journal() as again:
        assert again.rows(SLOW.id)[-1] == added
        assert read(added) == Note(by="mia", says="100 % ?")
        assert again.incident(SLOW.id) == SLOW
        assert again.citation(quote(1).id[:6]) == Kept(quote(1), SLOW.id)
        assert [found for _, found in again.quotes(SLOW.id)] in ([quote(1), quote(2)], [quote(2), quote(1)])
        assert verify(again, SLOW.id).sound
        assert verify(again, SLOW.id).rows == 2
        with pytest.raises(ConfigError, match="several citations"):
            again.citation("c-")


def test_the_latest_incident_is_the_one_worked_on_last(journal: Open) -> None:
    with journal() as one:
        assert one.latest() is None
        for incident in (SLOW, DOWN):
            one.open_incident(incident, NOON)
        one.add(SLOW.id, Note(says="x"), NOON)
        assert one.recent() == (SLOW.id, DOWN.id)


def test_what_counts_once_is_recorded_once_and_a_refusal_leaves_nothing(journal: Open) -> None:
    with journal() as one:
        one.open_incident(SLOW, NOON)
        one.add(SLOW.id, Used(confirmation="cf-1"), NOON)
        with pytest.raises(AlreadyRecorded):
            one.add(SLOW.id, Used(confirmation="cf-1"), NOON, cites=[quote(1)])
        with pytest.raises(JournalError, match="no incident inc-1"):
            one.add("inc-1", Note(), NOON, cites=[quote(1)])
        assert one.citation(quote(1).id) is None
        assert [row.kind for row in one.rows(SLOW.id)] == ["opened", "used"]
        one.add(SLOW.id, Note(says="still works"), NOON)


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from codriver.journal.kinds import Note, Used
from codriver.journal.postgres import Postgres
from codriver.journal.record import Journal
from codriver.errors import AlreadyRecorded
from codriver.model import Incident
at, incident, place = datetime(2024, 5, 1, tzinfo=UTC), Incident(title="shared"), sys.argv[1]
store = Postgres(place, 30) if place.startswith("postgresql:") else None
with Journal(Path(place), store=store) as journal:
    journal.open_incident(incident, at)
    for number in range(25):
        journal.add(incident.id, Note(by=sys.argv[2], says=str(number)), at)
    try:
        journal.add(incident.id, Used(confirmation="cf-1"), at)
    except AlreadyRecorded:
        pass
"""


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_two_programs_write_at_once_and_nothing_is_lost(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    place = str(tmp_path) if kind == "sqlite" else request.getfixturevalue("running").url
    if kind == "postgres":
        emptied(place)
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, place, name]) for name in "ab"]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    with Journal(tmp_path, store=Postgres(place, 10) if kind == "postgres" else None) as journal:
        found = verify(journal, Incident(title="shared").id)
    assert (found.sound, found.rows) == (True, 52)


def test_rows_can_be_neither_changed_nor_taken_away(running: Server) -> None:
    import psycopg

    emptied(running.url)
    with Journal(Path(), store=Postgres(running.url, 10)) as journal:
        journal.open_incident(SLOW, NOON)
    for statement in ("update codriver.rows set kind = 'x'", "delete from codriver.rows", "truncate codriver.rows"):
        with psycopg.connect(running.url) as db, pytest.raises(psycopg.Error, match="append-only"):
            db.execute(statement.encode())


def test_a_server_that_restarts_is_a_clear_error_and_the_next_call_goes_on() -> None:
    with server() as ours, Journal(Path(), store=Postgres(ours.url, 5)) as journal:
        journal.open_incident(SLOW, NOON)
        journal.add(SLOW.id, Note(says="acknowledged"), NOON)
        ours.stop()
        with pytest.raises(JournalError) as caught:
            journal.add(SLOW.id, Note(says="lost, and said so"), NOON)
        assert "nothing acknowledged is lost" in caught.value.hint
        with pytest.raises(JournalError, match=f"127.0.0.1:{ours.port}"):
            journal.rows(SLOW.id)
        ours.start()
        with suppress(JournalError):  # the first call may still find the old connection
            journal.rows(SLOW.id)
        journal.add(SLOW.id, Note(says="resumed"), NOON)
        assert [row.body.get("says") for row in journal.rows(SLOW.id)] == [None, "acknowledged", "resumed"]
        assert verify(journal, SLOW.id).sound


def test_a_journal_of_a_later_version_is_not_touched(running: Server) -> None:
    import psycopg

    emptied(running.url)
    Postgres(running.url, 10).close()
    with psycopg.connect(running.url) as db:
        db.execute("update codriver.version set number = 9")
    with pytest.raises(JournalError, match=f"of version 9, this codriver knows {VERSION}"):
        Postgres(running.url, 10)


def test_a_password_is_never_shown() -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    available()
    with pytest.raises(JournalError) as caught:
        Postgres("postgresql://mia:hunter2@127.0.0.1:1/shop?sslmode=disable", 1)
    assert "hunter2" not in caught.value.message
    assert "127.0.0.1:1/shop" in caught.value.message
