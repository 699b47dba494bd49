import json
from pathlib import Path

import pytest

from codriver.cli import main

LOG = "".join(f"2026-03-01T02:41:{at:02}Z ERROR card refused by bank\n" for at in range(60))


@pytest.fixture
def incident(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CODRIVER_STATE", str(tmp_path / "state"))
    (tmp_path / "till.log").write_text(LOG)
    (tmp_path / "codriver.toml").write_text('[model]\nprovider = "replay"\nname = "parrot"\nurl = "replies.jsonl"\n')
    main(["triage", "till.log"])
    capsys.readouterr()
    return tmp_path


def replies(folder: Path, *texts: str) -> None:
    (folder / "replies.jsonl").write_text("".join(f"{json.dumps({'text': text})}\n" for text in texts))


def test_what_does_not_hold_is_left_out_and_counted(incident: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replies(incident, '{"causes": [{"suspect": "mainframe", "mechanism": "age", "says": "Old.", "findings": ["f-1"]}]}')
    assert main(["advise"]) == 0
    shown = capsys.readouterr().out
    assert "parrot SUGGESTS" in shown
    assert "1 left out" in shown
    assert "the assessment stays as it is" in shown


def test_a_question_without_a_grounded_answer_says_so(incident: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replies(incident, "I think it is the moon.")
    assert main(["ask", "why?"]) == 0
    assert "nothing that the model said holds" in capsys.readouterr().out.replace("\n", " ")


@pytest.mark.parametrize(("command", "name"), [(["advise"], "advise"), (["ask", "why?"], "ask")])
def test_the_answer_comes_as_json_of_its_schema(
    incident: Path, capsys: pytest.CaptureFixture[str], command: list[str], name: str
) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    replies(incident, '{"causes": []}')
    assert main([*command, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert main(["schema", name]) == 0
    jsonschema.validate(told, json.loads(capsys.readouterr().out))


def test_a_secret_in_the_settings_is_refused(incident: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (incident / "codriver.toml").write_text('[model]\nkey = "sk-1"\n')
    assert main(["advise"]) == 2
    assert "key_env" in capsys.readouterr().err
