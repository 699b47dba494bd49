from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from codriver.codebase.opened import Codebase

Build = Callable[..., Codebase]


@pytest.fixture
def code(tmp_path: Path) -> Build:
    """A code base of these files, opened; its index is in memory."""

    def build(files: Mapping[str, str]) -> Codebase:
        for name, text in files.items():
            path = tmp_path / "code" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return Codebase(tmp_path / "code")

    return build
