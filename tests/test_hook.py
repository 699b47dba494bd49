"""The lock as Claude Code starts it: one request in, an exit code out; 2 holds back, whatever goes wrong."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.gate.attacks import attacks
from tests.gate.hard_cases import cases

from codriver.hook import GO_ON, HELD_BACK
from codriver.journal.kinds import Note, Used
from codriver.journal.record import Journal
from codriver.room.gate.confirming import Given, confirm, ready
from codriver.room.gate.proposing import Asked, propose
from codriver.room.incidents.act import Act, current
from codriver.room.incidents.opening import Opening, open_incident
from codriver.room.incidents.recording import note
from codriver.room.request import Room

COMMAND = "systemctl restart web"
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(state=tmp_path / "state")


@pytest.fixture
def call(tmp_path: Path) -> Call:
    """Start the lock with one event, as the host does."""
    (tmp_path / "work").mkdir()

    def event(
        command: str = "", name: str = "PreToolUse", raw: bytes = b"", state: str = "state", **more: object
    ) -> tuple[int, str, str]:
        asked = {
            "hook_event_name": name,
            "tool_name": "Bash",
            "cwd": str(tmp_path / "work"),
            "tool_input": {"command": command},
            **more,
        }
        kept = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG")}
        done = subprocess.run(
            [sys.executable, "-m", "codriver.hook"],
            input=raw or json.dumps(asked).encode(),
            capture_output=True,
            check=False,
            cwd=tmp_path / "work",
            env={
                **kept,
                "HOME": str(tmp_path),
                "CODRIVER_STATE": str(tmp_path / state) if state else "",
                "CLAUDE_PROJECT_DIR": str(tmp_path / "work"),
            },
        )
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    return event


def act(minutes: float = 0) -> Act:
    return Act(now=datetime.now(UTC) + timedelta(minutes=minutes), by="mia")


def opened(room: Room) -> None:
    open_incident(room, act(-5), Opening(title="web fails"))


def confirmed(room: Room, minutes: float = 0) -> None:
    put = propose(room, act(-4), Asked(commands=(COMMAND,), target="web"))
    waiting = ready(room, act(minutes), put.proposal, seed="x")
    given = Given(keys=tuple(one.right for one in waiting.questions), reason="its pool is exhausted since the deploy")
    confirm(room, act(minutes), waiting, given)


def test_without_an_incident_nothing_but_the_attacks_is_held_back(call: Call) -> None:
    assert call(COMMAND)[0] == GO_ON
    assert call("codriver confirm")[0] == HELD_BACK


def test_during_an_incident_a_change_is_held_back_with_the_way_out(room: Room, call: Call) -> None:
    opened(room)
    code, _, err = call(COMMAND)
    assert code == HELD_BACK
    assert "nobody confirmed this command" in err
    assert "codriver propose" in err
    assert "claude plugin disable codriver" in err
    assert call("systemctl status web")[0] == call("git commit -m x")[0] == GO_ON


def test_a_confirmed_command_goes_through_once_and_no_other_does(room: Room, call: Call) -> None:
    opened(room)
    confirmed(room)
    assert call(COMMAND + " db")[0] == HELD_BACK
    assert [call(COMMAND)[0] for _ in range(2)] == [GO_ON, HELD_BACK]
    with Journal(room.state) as journal:
        story = current(journal, act())
        assert [entry.command for _, entry in story.of(Used)] == [COMMAND]


def test_of_many_at_once_one_goes_through(room: Room, call: Call) -> None:
    opened(room)
    confirmed(room)
    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(lambda _: call(COMMAND)[0], range(8)))
    assert sorted(codes) == [GO_ON] + [HELD_BACK] * 7


def test_an_expired_confirmation_covers_nothing(room: Room, call: Call) -> None:
    opened(room)
    confirmed(room, minutes=-16)
    code, _, err = call(COMMAND)
    assert (code, "expired" in err) == (HELD_BACK, True)


def test_a_failure_that_the_host_reports_gives_a_second_attempt(room: Room, call: Call) -> None:
    opened(room)
    confirmed(room)
    call(COMMAND)
    assert call(COMMAND, name="PostToolUseFailure", error="broken pipe")[0] == GO_ON
    assert [call(COMMAND)[0] for _ in range(2)] == [GO_ON, HELD_BACK]


def test_a_record_that_was_tampered_with_covers_nothing(room: Room, call: Call) -> None:
    import sqlite3

    opened(room)
    confirmed(room)
    with sqlite3.connect(room.state / "journal.sqlite") as db:
        db.executescript("drop trigger rows_stay_as_they_are; update rows set body = replace(body, 'pool', 'pond')")
    code, _, err = call(COMMAND)
    assert (code, "tampered" in err) == (HELD_BACK, True)


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"\xff\xfe", b'{"tool_input": 1, "tool_name": "Bash", "cwd": 3}'])
def test_what_cannot_be_read_is_held_back_or_is_no_command(call: Call, raw: bytes) -> None:
    code, _, err = call(raw=raw or b" ")
    assert code == HELD_BACK or not err


def test_a_record_that_cannot_be_read_holds_changes_back(room: Room, call: Call) -> None:
    room.state.mkdir(parents=True)
    (room.state / "journal.sqlite").write_text("no journal" * 500)
    assert call(COMMAND)[0] == HELD_BACK
    assert call("systemctl status web")[0] == GO_ON


def test_a_sample_of_the_hard_cases_through_the_real_lock(room: Room, call: Call) -> None:
    opened(room)
    sample = [*cases("R3")[::40], *cases("R2")[::40], *attacks()[::20]]
    assert [command for command in sample if call(command)[0] != HELD_BACK] == []


@pytest.mark.parametrize("line", ['url = "postgresql://db/journal"', 'journal = "mysql://db"', "journal = 3"])
def test_a_store_that_the_lock_does_not_know_holds_changes_back(call: Call, tmp_path: Path, line: str) -> None:
    (tmp_path / "work/codriver.toml").write_text(f"[state]\n{line}\n", "utf-8")
    assert [call(COMMAND, state=state)[0] for state in ("", "state")] == [HELD_BACK] * 2
    assert call("systemctl status web", state="")[0] == GO_ON


def test_a_session_is_told_about_the_open_incident(room: Room, call: Call) -> None:
    assert call(name="SessionStart")[1] == ""
    opened(room)
    out = call(name="SessionStart")[1]
    assert "An incident is open: inc-" in out
    assert 'title: "web fails"' in out


def test_what_a_model_said_last_is_kept_once(room: Room, call: Call, tmp_path: Path) -> None:
    opened(room)
    session = tmp_path / "session.jsonl"
    rows = [
        {"type": "user"},
        {"type": "assistant", "message": {"content": [{"type": "text", "text": "the pool is full"}]}},
    ]
    session.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    for name in ("Stop", "PreCompact"):
        assert call(name=name, transcript_path=str(session))[0] == GO_ON
    with Journal(room.state) as journal:
        notes = [entry for _, entry in current(journal, act()).of(Note)]
    assert [(entry.by, entry.says) for entry in notes] == [("a model in Claude Code", "the pool is full")]


def test_what_takes_too_long_to_read_is_held_back_before_the_host_gives_up() -> None:
    endless = "from codriver import hook; hook._not_longer_than(0.05)\nwhile True: pass"
    done = subprocess.run([sys.executable, "-c", endless], capture_output=True, check=False, timeout=60)
    assert (done.returncode, b"takes longer" in done.stderr) == (HELD_BACK, True)


def test_it_is_quick(room: Room, call: Call) -> None:
    opened(room)
    for words in range(300):
        note(room, act(), f"line {words}")
    spent = []
    for _ in range(5):
        before = os.times()
        call(COMMAND)
        after = os.times()
        spent.append(after.children_user + after.children_system - before.children_user - before.children_system)
    assert sorted(spent)[2] < 0.5  # CPU seconds, on a busy machine; the guide tells what an idle one needs
    assert time.process_time() > 0
