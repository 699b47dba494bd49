"""One room a scenario: the story written down, read back by the whole product."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.incidents import Story, write

from codriver.model import Assessment
from codriver.room.request import Request, Room
from codriver.room.triage import triage

Read = Callable[[Story], Assessment]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """What codriver makes of a story."""

    def told(story: Story) -> Assessment:
        folder = write(tmp_path / "incident", story)
        now = datetime(2026, 3, 1, 3, tzinfo=UTC)
        return triage(Room(state=tmp_path / "state"), Request(now=now, paths=(folder,)), lambda _: None)

    return told
