"""A triaged incident, and a room whose model says what a test writes down."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.incidents import Story, write
from tests.traffic import Fault

from codriver.model import Assessment
from codriver.room.incidents.act import Act
from codriver.room.request import LanguageModel, Request, Room
from codriver.room.triage import triage

NOW = datetime(2026, 3, 1, 3, tzinfo=UTC)
ACT = Act(now=NOW, by="mia")
Saying = Callable[..., Room]


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(state=tmp_path / "state")


@pytest.fixture
def triaged(room: Room, tmp_path: Path) -> Assessment:
    folder = write(tmp_path / "incident", Story(fault=Fault(at="stock", says="write failed: No space left on device")))
    return triage(room, Request(now=NOW, paths=(folder,), by="mia"), lambda _: None)


@pytest.fixture
def saying(room: Room, tmp_path: Path) -> Saying:
    """The room with a model that gives these replies, in order."""

    def with_replies(*replies: object, **settings: float) -> Room:
        file = tmp_path / "replies.jsonl"
        texts = (reply if isinstance(reply, str) else json.dumps(reply) for reply in replies)
        file.write_text("".join(f"{json.dumps({'text': text})}\n" for text in texts))
        return replace(room, model=LanguageModel(provider="replay", name="parrot", url=str(file), **settings))  # type: ignore[arg-type]

    return with_replies


def silent(_: str) -> None:
    """Nobody listens."""
