import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

jsonschema = pytest.importorskip("jsonschema")
Run = Callable[..., tuple[int, str, str]]
SINCE = ("--since", "2026-03-01T10:10:00Z")


def test_the_first_error_and_what_changed_are_shown(run: Run, logs: Path) -> None:
    code, out, _ = run("logs", str(logs), *SINCE)
    assert code == 0
    assert "FIRST ERRORS\n ! 10:10:00 basket: no connection to store (150x)" in out
    assert "new basket error (0 -> 150): no connection to store" in " ".join(out.split())


def test_each_view_shows_its_part_and_two_exclude_each_other(run: Run, logs: Path) -> None:
    parts = {"--new": "NEW\n", "--errors": "FIRST ERRORS\n", "--templates": "TEMPLATES\n"}
    for option, title in parts.items():
        out = run("logs", str(logs), *SINCE, option)[1]
        assert [other for other in parts.values() if f"\n{other}" in out] == [title]
    assert run("logs", str(logs), "--new", "--errors")[0] == 2


def test_json_is_what_the_schema_says(run: Run, logs: Path) -> None:
    shape = json.loads(run("logs", str(logs), *SINCE, "--json")[1])
    schema = json.loads(files("codriver.schemas").joinpath("logs.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(shape)
    assert [(one["kind"], one["template"]) for one in shape["changed"]] == [
        ("new", "no connection to store"),
        ("vanished", "served /basket"),
    ]


def test_a_baseline_is_read_and_nothing_read_has_its_own_exit_code(run: Run, logs: Path, home: Path) -> None:
    assert run("logs", str(logs), "--baseline", str(logs))[1].count("nothing beyond chance and load") == 1
    (home / "empty.log").write_text("")
    assert run("logs", "empty.log")[0] == 3
    assert run("logs", "missing.log")[0] == 2
