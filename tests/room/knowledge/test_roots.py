"""Folders get prefixes that tell them apart; a tuned ranker counts when it is one."""

from pathlib import Path

import pytest

from codriver.errors import KnowledgeError
from codriver.room.knowledge.roots import TUNED, roots_of, tuned
from codriver.room.request import Room


def test_two_folders_of_one_name_are_told_apart(tmp_path: Path) -> None:
    places = [tmp_path / one / "runbooks" for one in ("a", "b")]
    for place in places:
        place.mkdir(parents=True)
    names = [name for name, _ in roots_of(Room(state=tmp_path), places)]
    assert names == ["runbooks", "runbooks~2"]


def test_a_tuned_ranker_that_is_none_is_an_error(tmp_path: Path) -> None:
    room = Room(state=tmp_path)
    assert tuned(room) is None
    (tmp_path / TUNED).write_text("{}", "utf-8")
    with pytest.raises(KnowledgeError, match="no ranker"):
        tuned(room)
