import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

jsonschema = pytest.importorskip("jsonschema")
Run = Callable[..., tuple[int, str, str]]


def test_it_says_what_is_connected_what_is_seen_and_what_is_missing(run: Run, logs: Path) -> None:
    code, out, _ = run("doctor", str(logs))
    assert code == 0
    assert [line for line in out.splitlines() if line.isupper()] == ["CONNECTED", "SERVICES", "COULD NOT BE SEEN"]
    assert "basket (normal): seen: logs; missing: metrics, traces" in out
    assert "   to close it: " in out


def test_json_is_what_the_schema_says(run: Run, logs: Path) -> None:
    schema = json.loads(files("codriver.schemas").joinpath("doctor.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(run("doctor", str(logs), "--json")[1]))
