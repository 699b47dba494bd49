import json
import tomllib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from codriver.config import furnish

jsonschema = pytest.importorskip("jsonschema")
Run = Callable[..., tuple[int, str, str]]


def test_the_draft_is_written_once_and_is_valid(run: Run, home: Path) -> None:
    (home / "docker-compose.yml").write_text(
        "services:\n  basket:\n    image: x\n    depends_on: [store]\n  store: {image: y}\n"
    )
    assert run("init") == (0, "wrote codriver.toml; next: codriver doctor\n", "")
    assert [one.name for one in furnish(home, {"HOME": "/home/ann"}).services] == ["basket", "store"]
    code, _, err = run("init")
    assert (code, err.splitlines()[0]) == (2, "error: codriver.toml exists")


def test_an_existing_file_is_overwritten_only_on_demand(run: Run, home: Path) -> None:
    (home / "codriver.toml").write_text("# mine\n")
    assert run("init")[0] == 2
    assert (home / "codriver.toml").read_text() == "# mine\n"
    assert run("init", "--force")[0] == 0
    assert (home / "codriver.toml").read_text() != "# mine\n"


def test_printing_writes_nothing(run: Run, home: Path) -> None:
    code, out, _ = run("init", "--print")
    assert code == 0
    assert tomllib.loads(out) == {}
    assert not (home / "codriver.toml").exists()


def test_json_is_what_the_schema_says(run: Run, home: Path) -> None:
    shape = json.loads(run("init", str(home), "--json")[1])
    schema = json.loads(files("codriver.schemas").joinpath("init.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(shape)
    assert shape["written"]


def test_a_missing_folder_is_refused(run: Run) -> None:
    code, _, err = run("init", "gone")
    assert (code, err.splitlines()[0]) == (2, "error: no such path: gone")


def test_claude_code_is_set_up_in_a_repository(run: Run, home: Path) -> None:
    printed = run("init", "--claude-code", "--print")[1]
    assert "codriver-hook" in printed
    assert not (home / ".claude").exists()
    found = json.loads(run("init", "--claude-code", "--json")[1])
    told = json.loads(files("codriver.schemas").joinpath("claude_code.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(told).validate(found)
    assert (home / ".claude/settings.json").exists()
    assert "has it already" in run("init", "--claude-code")[1]
