"""What the tests of one incident share: a room, who acts, and an incident that was triaged."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.incidents import Story as Written
from tests.incidents import write
from tests.traffic import Fault

from codriver.model import Assessment
from codriver.room.incidents.act import Act
from codriver.room.request import Request, Room
from codriver.room.triage import triage

NOW = datetime(2026, 3, 1, 3, tzinfo=UTC)


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(state=tmp_path / "state")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "incident", Written(fault=Fault(at="stock", says="write failed: No space left on device")))


@pytest.fixture
def triaged(room: Room, folder: Path) -> Assessment:
    return triage(room, Request(now=NOW, paths=(folder,), by="mia"), lambda _: None)


@pytest.fixture
def act() -> Callable[..., Act]:
    """Somebody acts so many minutes after the triage."""

    def acting(minutes: float = 1, by: str = "mia", incident: str = "") -> Act:
        return Act(now=NOW + timedelta(minutes=minutes), by=by, incident=incident)

    return acting
