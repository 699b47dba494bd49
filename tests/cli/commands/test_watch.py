import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from tests.servers import Asked, Reply, as_json, serving

jsonschema = pytest.importorskip("jsonschema")
Run = Callable[..., tuple[int, str, str]]


def firing(asked: Asked) -> Reply:
    started = datetime.now(UTC) - timedelta(minutes=2)
    alert = {"labels": {"alertname": "Errors", "service": "web"}, "annotations": {}, "startsAt": started.isoformat()}
    return as_json([alert] if asked.query["active"] == ["true"] else [])


def test_what_fires_is_answered_and_shown_as_triage_shows_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with serving(firing) as server:
        (tmp_path / "codriver.toml").write_text(f'[sources.alertmanager]\nurl = "{server.url}"\n')
        code, out, err = run("watch", "--once", "--json")
    assert code == 0
    assert "note: fires: Errors" in err
    schema = json.loads(files("codriver.schemas").joinpath("triage.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(out))


def test_once_at_what_fires_now(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with serving(lambda _: as_json([])) as server:
        (tmp_path / "codriver.toml").write_text(f'[sources.alertmanager]\nurl = "{server.url}"\n')
        code, out, _ = run("watch", "--now")
    assert (code, out) == (0, "")


def test_without_a_teller_of_alerts_the_hint_says_what_to_write(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "codriver.toml").write_text("")
    code, _, err = run("watch", "--now")
    assert code == 2
    assert "[sources.alertmanager]" in err
