"""What a session is told, and what it leaves: quoted, without secrets, once."""

import json
from datetime import timedelta
from pathlib import Path

from tests.room.incidents.conftest import NOW

from codriver.journal.kinds import Failed, Used
from codriver.room.host.saving import failed, last_words, save
from codriver.room.host.setup import changes, shape, write
from codriver.room.host.telling import told
from codriver.room.incidents.act import Act, current, opened
from codriver.room.incidents.opening import Opening, open_incident
from codriver.room.request import Room

DAY = timedelta(hours=24)


def room_in(folder: Path, title: str = "web fails") -> tuple[Room, Act]:
    room, act = Room(state=folder / "state"), Act(now=NOW, by="mia")
    open_incident(room, act, Opening(title=title))
    return room, act


def test_secrets_stay_here_and_what_others_wrote_is_marked(tmp_path: Path) -> None:
    room, act = room_in(tmp_path, "login with password=hunter2secret fails")
    text = told(room, act, DAY)
    assert "hunter2secret" not in text
    assert "untrusted" in text


def test_an_incident_that_sleeps_is_not_told(tmp_path: Path) -> None:
    room, act = room_in(tmp_path)
    assert told(room, Act(now=NOW + DAY * 2, by="mia"), DAY) == ""
    assert told(Room(state=tmp_path / "other"), act, DAY) == ""


def test_the_last_words_of_a_session_are_kept_once(tmp_path: Path) -> None:
    room, act = room_in(tmp_path)
    session = tmp_path / "s.jsonl"
    said = {"type": "assistant", "message": {"content": [{"type": "text", "text": "the pool is full"}]}}
    session.write_text("broken {\n" + json.dumps(said) + "\n" + json.dumps({"type": "user"}), "utf-8")
    assert last_words(session) == "the pool is full"
    assert [save(room, act, session) for _ in range(2)] == [True, False]
    assert not save(room, act, tmp_path / "none")


def test_a_command_that_failed_is_noted_when_it_was_let_through(tmp_path: Path) -> None:
    room, act = room_in(tmp_path)
    assert not failed(room, act, "x", {})
    with opened(room) as journal:
        journal.add(current(journal, act).id, Used(confirmation="c-1", command="x"), NOW)
    assert [failed(room, act, "x", {"error": "no route"}) for _ in range(2)] == [True, False]
    with opened(room) as journal:
        assert [entry.because for _, entry in current(journal, act).of(Failed)] == ["no route"]


def test_a_repository_is_set_up_once(tmp_path: Path) -> None:
    assert [change.needed for change in changes(tmp_path)] == [True] * 3
    for change in changes(tmp_path):
        write(change)
    assert [shape(change)["needed"] for change in changes(tmp_path)] == [False] * 3
