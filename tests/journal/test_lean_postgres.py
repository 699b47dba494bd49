"""The lock asks the team's PostgreSQL: a confirmation lets one command through; without an answer nothing goes on."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.journal.server import Server, server

from codriver.errors import JournalError
from codriver.hook import GO_ON, HELD_BACK
from codriver.journal import lean, lean_postgres
from codriver.journal.kinds import Resolved, Used
from codriver.journal.postgres import Postgres
from codriver.journal.record import Journal
from codriver.journal.verify import verify
from codriver.room.gate.confirming import Given, confirm, ready
from codriver.room.gate.proposing import Asked, propose
from codriver.room.incidents.act import Act, current, opened
from codriver.room.incidents.opening import Opening, open_incident
from codriver.room.request import Room

COMMAND = "systemctl restart web"
Call = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    with server() as found:
        yield found


@pytest.fixture
def room(running: Server, tmp_path: Path) -> Room:
    """A room whose record is an empty PostgreSQL."""
    import psycopg

    with psycopg.connect(running.url, autocommit=True) as db:
        db.execute("drop schema if exists codriver cascade")
    return Room(state=tmp_path / "state", journal=running.url)


@pytest.fixture
def call(tmp_path: Path) -> Call:
    """The lock as the host starts it, with a record at `url`."""

    def event(command: str, url: str, *flags: str) -> tuple[int, str]:
        asked = {"hook_event_name": "PreToolUse", "tool_name": "Bash", "cwd": str(tmp_path)}
        done = subprocess.run(
            [sys.executable, *flags, "-m", "codriver.hook"],
            input=json.dumps({**asked, "tool_input": {"command": command}}).encode(),
            capture_output=True,
            check=False,
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "CODRIVER_JOURNAL": url},
        )
        return done.returncode, done.stderr.decode()

    return event


def act(minutes: float = 0) -> Act:
    return Act(now=datetime.now(UTC) + timedelta(minutes=minutes), by="mia")


def confirmed(room: Room) -> None:
    open_incident(room, act(-5), Opening(title="web fails"))
    put = propose(room, act(-4), Asked(commands=(COMMAND,), target="web"))
    waiting = ready(room, act(), put.proposal, seed="x")
    given = Given(keys=tuple(one.right for one in waiting.questions), reason="its pool is exhausted since the deploy")
    confirm(room, act(), waiting, given)


def test_without_a_journal_in_the_database_there_is_no_incident(room: Room, call: Call) -> None:
    assert call(COMMAND, room.journal) == (GO_ON, "")


def test_a_confirmed_command_goes_through_once_and_the_record_is_whole(room: Room, call: Call) -> None:
    confirmed(room)
    assert call(COMMAND + " db", room.journal)[0] == HELD_BACK
    assert [call(COMMAND, room.journal)[0] for _ in range(2)] == [GO_ON, HELD_BACK]
    with opened(room) as journal:
        story = current(journal, act())
        assert [entry.command for _, entry in story.of(Used)] == [COMMAND]
        assert verify(journal, story.incident.id).sound
        journal.add(story.incident.id, Resolved(by="mia"), act().now)
    assert call(COMMAND + " db", room.journal)[0] == GO_ON


def test_of_two_locks_at_once_one_goes_on(room: Room, call: Call) -> None:
    confirmed(room)
    with ThreadPoolExecutor(2) as pool:
        codes = list(pool.map(lambda _: call(COMMAND, room.journal)[0], range(4)))
    assert sorted(codes) == [GO_ON] + [HELD_BACK] * 3


def test_a_server_that_is_down_holds_changes_back_and_lets_reading_go_on(call: Call) -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"postgresql://mia:hunter2@127.0.0.1:{unused.getsockname()[1]}/shop"
        code, said = call(COMMAND, url)
        assert (code, "cannot be read: PostgreSQL: " in said, "hunter2" in said) == (HELD_BACK, True, False)
        assert call("systemctl status web", url) == (GO_ON, "")


def test_a_server_that_hangs_holds_changes_back_within_its_time(call: Call) -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        code, said = call(COMMAND, f"postgresql://mia@127.0.0.1:{silent.getsockname()[1]}/shop?sslmode=disable")
        took = time.monotonic() - began
    assert (code, "PostgreSQL did not answer within 0.8 s" in said) == (HELD_BACK, True)
    assert took < 5  # a second where nothing else runs; a machine that tests in parallel is slower to start it


def test_a_writer_who_does_not_finish_holds_changes_back(room: Room, running: Server, call: Call) -> None:
    confirmed(room)
    with Journal(Path(), store=Postgres(running.url, 10)) as journal:
        store = journal._store  # noqa: SLF001 - somebody in the middle of writing
        with store.writing():
            code, said = call(COMMAND, room.journal)
    assert code == HELD_BACK
    assert "statement timeout" in said or "did not answer" in said
    assert [call(COMMAND, room.journal)[0] for _ in range(2)] == [GO_ON, HELD_BACK]


def test_without_the_driver_changes_are_held_back_and_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden/psycopg.py").write_text("raise ImportError('not here')\n", "utf-8")
    asked = {"hook_event_name": "PreToolUse", "tool_name": "Bash", "tool_input": {"command": COMMAND}}
    done = subprocess.run(
        [sys.executable, "-m", "codriver.hook"],
        input=json.dumps(asked).encode(),
        capture_output=True,
        check=False,
        env={"HOME": str(tmp_path), "CODRIVER_JOURNAL": "postgresql://db/x", "PYTHONPATH": str(tmp_path / "hidden")},
    )
    assert done.returncode == HELD_BACK
    assert b"pip install 'codriver[postgres]'" in done.stderr


def test_a_journal_of_another_version_is_unusable(running: Server) -> None:
    import psycopg

    Postgres(running.url, 10).close()
    with psycopg.connect(running.url) as db:
        db.execute("update codriver.version set number = 9")
    with pytest.raises(lean.Unusable, match="another version"):
        lean_postgres.reached(running.url, 1)
    with pytest.raises(JournalError):
        Postgres(running.url, 10)


def test_what_is_asked_answers_fails_or_comes_too_late() -> None:
    assert lean_postgres.within(5, lambda: 3) == 3
    with pytest.raises(ValueError, match="three"):
        lean_postgres.within(5, lambda: int("three"))
    with socket.create_server(("127.0.0.1", 0)) as silent, socket.create_connection(silent.getsockname()) as held:
        with pytest.raises(lean.TooLate):
            lean_postgres.within(0.05, lambda: held.recv(1))
        held.shutdown(socket.SHUT_RDWR)
