"""A command that only reads, and nothing else, is run for what it prints."""

import shutil
from pathlib import Path

import pytest

from codriver.connectors import Document, Source, command
from codriver.errors import ConfigError
from codriver.model import Scope
from codriver.telemetry.rows import LogBlock
from codriver.testing import ONSET

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def asked(*words: str, **more: object) -> list[object]:
    return list(command.fetch(Source(name="x", now=ONSET, settings={"command": list(words), **more}), Scope()))


def test_what_is_printed_is_a_document_or_the_lines_of_a_service() -> None:
    (document,) = asked("git", "rev-parse", "--git-dir")
    assert isinstance(document, Document)
    assert document.name == "git rev-parse --git-dir"
    (lines,) = asked("git", "rev-parse", "--git-dir", service="web")
    assert isinstance(lines, LogBlock)
    assert lines.service == "web"


def test_what_may_change_something_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        asked("rm", "-r", str(tmp_path))
    assert tmp_path.exists()
