import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from tests.servers import as_json, serving

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


def test_running_systems_are_asked_for_real_and_what_is_missing_is_named(run: Run, home: Path) -> None:
    with serving(lambda _: as_json({"message": "no"}, status=403)) as server:
        (home / "codriver.toml").write_text(f'[sources.github]\nurl = "{server.url}"\nrepos = ["acme/shop"]\n')
        _, out, _ = run("doctor")
        _, offline, _ = run("doctor", "--offline")
    assert "deploys and history from github" in out
    assert "Deployments: read on acme/shop" in " ".join(out.split())
    assert "github" not in offline


def test_a_running_system_that_answers_is_connected(run: Run, home: Path) -> None:
    with serving(lambda _: as_json([])) as server:
        (home / "codriver.toml").write_text(f'[sources.alertmanager]\nurl = "{server.url}"\n')
        _, out, _ = run("doctor")
    assert "alertmanager (live): answers in" in out
