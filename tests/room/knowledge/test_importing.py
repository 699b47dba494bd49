"""Documents are written beside what is there, never over it."""

from pathlib import Path

import pytest

from codriver.errors import ConfigError
from codriver.room.knowledge.importing import import_documents, shape_of_importing

pytest.importorskip("markdownify")


def test_documents_are_written_once_and_never_over_another(tmp_path: Path) -> None:
    source, target = tmp_path / "old", tmp_path / "new"
    source.mkdir()
    (source / "Disk.html").write_text("<h1>Disk</h1><p>Free space.</p>", "utf-8")
    (source / "bad.pdf").write_text("no", "utf-8")
    first = import_documents([source], target, service="db")
    assert [one.file for one in first.written] == ["disk.md"]
    assert "service: db" in (target / "disk.md").read_text("utf-8")
    (target / "disk.md").write_text("mine", "utf-8")
    again = import_documents([source / "Disk.html"], target)
    assert (again.written, (target / "disk.md").read_text("utf-8")) == ((), "mine")
    assert again.problems[0][0] == "disk.md: is there already"
    assert shape_of_importing(again)["pictures"] == 0


def test_nothing_given_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="nothing to import"):
        import_documents([], tmp_path)
