import io
import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

jsonschema = pytest.importorskip("jsonschema")
Run = Callable[..., tuple[int, str, str]]
PAGE = "---\nlast_reviewed: 2020-01-01\n---\n# Disk is full\n\nThe disk has no space left.\n\n```sh\ndf -h\n```\n"


@pytest.fixture
def books(home: Path) -> Path:
    folder = home / "runbooks"
    folder.mkdir()
    (folder / "disk.md").write_text(PAGE, "utf-8")
    (folder / "mail.md").write_text("# Mail queue grows\n\nMessages wait.\n", "utf-8")
    return folder


def test_the_runbook_with_its_commands_and_its_age(run: Run, books: Path) -> None:
    assert books.is_dir()
    code, out, err = run("runbook", "the", "disk", "has", "no", "space", "left")
    assert (code, err) == (0, "")
    assert out.startswith("RUNBOOK: Disk is full\n  disk.md:4\n")
    assert "mind that it may be out of date" in out
    assert "    df -h\n" in out


def test_none_fits_and_says_so(run: Run, books: Path) -> None:
    code, out, _ = run("runbook", "--in", str(books), "printer", "toner")
    assert code == 0
    assert out.startswith("NO RUNBOOK FITS: 2 documents looked at")


@pytest.mark.parametrize("asked", ["disk full no space", "printer toner"])
def test_json_is_what_the_schema_says(run: Run, books: Path, asked: str) -> None:
    told = json.loads(run("runbook", "--in", str(books), asked, "--json")[1])
    schema = json.loads(files("codriver.schemas").joinpath("runbook.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(told)
    assert told["outcome"] == ("fits" if "disk" in asked else "nothing_fits")


def test_a_log_line_comes_by_stdin(run: Run, books: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("2026-03-01T10:00:00Z web: write failed: disk has no space left\n"))
    told = json.loads(run("runbook", "--in", str(books), "-", "--json")[1])
    assert (told["kind"], told["runbooks"][0]["title"]) == ("log line", "Disk is full")


def test_no_documents_is_an_error_with_a_hint(run: Run) -> None:
    code, out, err = run("runbook", "disk")
    assert (code, out) == (2, "")
    assert "hint: name them in codriver.toml" in err
