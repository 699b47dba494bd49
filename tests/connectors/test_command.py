"""A command that only reads, and nothing else, is run for what it prints."""

from pathlib import Path

import pytest

from codriver.connectors import Document, Source, command
from codriver.errors import ConfigError
from codriver.model import Scope
from codriver.telemetry.rows import LogBlock
from codriver.testing import ONSET


def asked(*words: str, **more: object) -> list[object]:
    return list(command.fetch(Source(name="x", now=ONSET, settings={"command": list(words), **more}), Scope()))


def test_what_is_printed_is_a_document_or_the_lines_of_a_service(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "kubectl"
    program.write_text("#!/bin/sh\necho a line\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    (document,) = asked("kubectl", "get", "events")
    assert isinstance(document, Document)
    assert document.name == "kubectl get events"
    (lines,) = asked("kubectl", "logs", "deploy/web", service="web")
    assert isinstance(lines, LogBlock)
    assert lines.service == "web"


def test_what_may_change_something_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        asked("rm", "-r", str(tmp_path))
    assert tmp_path.exists()
