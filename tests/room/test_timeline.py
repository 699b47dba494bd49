import json
from pathlib import Path

import pytest
from tests.room.conftest import asked, hush

from codriver.model import Stage, iso
from codriver.room.request import Room
from codriver.room.timeline import changes
from codriver.testing import at

COMPOSE = "services:\n  web:\n    depends_on: [pay]\n  pay: {image: x}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    rows = [("pay", -5, "deploy"), ("web", -60, "config"), ("pay", 3, "flag")]
    text = "".join(
        json.dumps({"at": iso(at(minutes)), "service": service, "kind": kind, "version": f"v{minutes}"}) + "\n"
        for service, minutes, kind in rows
    )
    (folder / "deploys.jsonl").write_text(text)
    (folder / "compose.yml").write_text(COMPOSE)
    return folder


def test_changes_stand_in_order_with_their_distance_and_who_depends_on_them(room: Room, folder: Path) -> None:
    told = changes(room, asked(folder, at=at(0)), (), hush)
    assert [(row.change.service, row.seconds_from_onset, row.dependants) for row in told.rows] == [
        ("web", -3600.0, ()),
        ("pay", -300.0, ("web",)),
        ("pay", 180.0, ("web",)),
    ]
    assert {row.change.stage for row in told.rows} == {Stage.DEPLOYED}


def test_only_what_was_asked_for_is_told(room: Room, folder: Path) -> None:
    told = changes(room, asked(folder, at=at(0), service="pay", since=at(-10), until=at(10)), ("flag",), hush)
    assert [row.change.version for row in told.rows] == ["v3"]


def test_a_history_that_was_not_given_and_a_log_that_is_broken_are_said(room: Room, folder: Path) -> None:
    (folder / "releases.bundle").write_bytes(b"# v2 git bundle\nnothing of the kind\n")
    told = changes(room, asked(folder), (), hush)
    assert {gap.what for gap in told.gaps} >= {"history", "releases.bundle"}
    assert "runbooks" not in {gap.what for gap in told.gaps}


def test_the_onset_is_the_one_that_was_asked_for_and_another_day_is_said(room: Room, folder: Path) -> None:
    (folder / "pay.log").write_text(f"{iso(at(0))} ERROR no store\n{iso(at(9))} ERROR no store\n")
    told = changes(room, asked(folder, at=at(9999)), (), hush)
    assert told.onset == at(9999)
    assert any("lies outside the time asked about" in gap.why for gap in told.gaps)
