import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from codriver.cli.commands.changes import KINDS
from codriver.model import ChangeKind

jsonschema = pytest.importorskip("jsonschema")
Run = Callable[..., tuple[int, str, str]]


def test_every_change_stands_on_the_timeline_with_its_distance(run: Run, deploys: Path) -> None:
    code, out, _ = run("changes", str(deploys), "--at", "2026-03-01T10:10:00Z")
    assert code == 0
    assert "10:08:00 (2 min before) deploy basket: " in out
    assert "09:00:00 (1 h 10 min before) config basket: " in out


def test_json_is_what_the_schema_says(run: Run, deploys: Path) -> None:
    shape = json.loads(run("changes", str(deploys), "--at", "2026-03-01T10:10:00Z", "--kind", "config", "--json")[1])
    schema = json.loads(files("codriver.schemas").joinpath("changes.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(shape)
    assert [(one["kind"], one["seconds_from_onset"]) for one in shape["changes"]] == [("config", -4200.0)]


def test_the_kinds_are_the_model_s(run: Run, deploys: Path) -> None:
    assert tuple(kind.value for kind in ChangeKind) == KINDS
    code, _, err = run("changes", str(deploys), "--kind", "reboot")
    assert (code, err.splitlines()[0]) == (2, "error: --kind: unknown `reboot`")
