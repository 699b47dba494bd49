"""What room tests share: a room with an empty journal, and requests for paths."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from codriver.room.request import Request, Room

NOW = datetime(2026, 3, 1, 3, tzinfo=UTC)
Asked = Callable[..., Request]


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """A room whose state lies beside the test's files."""
    return Room(state=tmp_path / "state")


def asked(*paths: Path, **more: object) -> Request:
    """A request for paths; `more` are other fields of it."""
    return Request(now=NOW, paths=paths, **more)  # type: ignore[arg-type]  # a test names real fields


def hush(line: str) -> None:
    """A progress that nobody watches."""
    del line
