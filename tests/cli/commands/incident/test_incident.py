"""The commands of one incident: each records or shows, in words or in JSON that fits its schema."""

import json
from importlib.resources import files
from keyword import iskeyword
from pathlib import Path

import pytest
from tests.cli.commands.conftest import Run

from codriver.cli.commands.acting import person
from codriver.cli.commands.incident import VERBS

jsonschema = pytest.importorskip("jsonschema")


def fits(schema: str, out: str) -> dict[str, object]:
    told = json.loads(files("codriver.schemas").joinpath(f"{schema}.json").read_text("utf-8"))
    found: dict[str, object] = json.loads(out)
    jsonschema.Draft202012Validator(told).validate(found)
    return found


def test_an_act_is_answered_with_its_row_in_words_and_in_json(run: Run) -> None:
    assert run("incident", "open", "checkout fails")[0] == 0
    code, out, err = run("note", "hello")
    assert (code, err) == (0, "")
    assert out.startswith("note recorded as inc-")
    for command in (
        ("note", "again"),
        ("incident", "severity", "2"),
        ("incident", "assign", "scribe"),
        ("incident", "status", "identified"),
        ("incident", "guess", "bank"),
        ("incident", "open", "another"),
    ):
        found = fits("recorded", run(*command, "--json")[1])
        assert isinstance(found["row"], dict)
        assert found["row"]["body"].get("by", person()) == person()


def test_the_verbs_of_an_assessed_incident(run: Run, logs: Path) -> None:
    run("triage", str(logs))
    fits("recorded", run("incident", "answer", "1", "yes", "--json")[1])
    fits("recorded", run("incident", "rule-out", "1", "--because", "it is not", "--json")[1])
    again = fits("assess", run("incident", "assess", "--json")[1])
    assert isinstance(again["since"], dict)
    assert again["since"]["told"]
    out = run("incident", "assess")[1]
    assert out.startswith("SINCE THE LAST ASSESSMENT")
    overview = fits("incident", run("incident", "status", "--json")[1])
    assert overview["answers"] == 1
    lines = fits("timeline", run("incident", "timeline", "--json")[1])["lines"]
    assert isinstance(lines, list)
    assert "ruled-out" in {line["kind"] for line in lines}
    assert "answer: " in run("incident", "timeline")[1]
    assert "investigating: " in run("incident", "status")[1]


def test_a_row_is_opened_by_its_number(run: Run) -> None:
    run("incident", "open", "checkout fails")
    key = json.loads(run("note", "hello", "--json")[1])["incident"]["id"]
    assert "says: hello" in run("show", f"{key}#2")[1]
    assert run("show", f"{key}#9")[0] == 2


def test_the_incidents_are_listed(run: Run) -> None:
    assert run("incident", "list")[1] == "no incidents are known here\n"
    run("incident", "open", "checkout fails", "--severity", "1", "--at", "2026-03-01T10:00Z")
    listed = fits("incidents", run("incident", "list", "--open", "--json")[1])["incidents"]
    assert isinstance(listed, list)
    assert [(one["title"], one["severity"]) for one in listed] == [("checkout fails", "SEV1")]
    assert "SEV1  investigating" in run("incident", "list")[1]


def test_a_record_is_verified_and_a_checkpoint_of_a_longer_one_is_not_met(run: Run) -> None:
    run("incident", "open", "checkout fails")
    code, out, _ = run("incident", "verify")
    assert code == 0
    line = out.splitlines()[1].strip()
    assert run("incident", "verify", "--against", line)[0] == 0
    fits("verify", run("incident", "verify", "--json")[1])
    code, out, _ = run("incident", "verify", "--against", line.replace(" 1 ", " 9 "))
    assert code == 1
    assert "the end is cut off: 1 rows are left of 9" in out


def test_an_incident_opens_from_an_alert(run: Run, home: Path) -> None:
    alert = {"labels": {"alertname": "Down"}, "annotations": {}, "startsAt": "2026-03-01T10:00:00Z", "status": "firing"}
    (home / "alert.json").write_text(json.dumps({"version": "4", "receiver": "x", "alerts": [alert]}))
    assert "(Down)" in run("incident", "open", "--alert", "alert.json")[1]


@pytest.mark.parametrize("name", [name for name, _, _ in VERBS])
def test_every_verb_has_a_file_of_its_name(name: str) -> None:
    stem = f"{name}_" if iskeyword(name) else name.replace("-", "_")
    assert files("codriver.cli.commands.incident").joinpath(f"{stem}.py").is_file()


def test_an_incident_goes_from_one_journal_to_another(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("incident", "open", "checkout fails")
    run("note", "login with password=hunter2Xy failed")
    whole, redacted = run("incident", "export")[1], run("incident", "export", "--redacted")[1]
    assert "hunter2Xy" in whole
    assert "hunter2Xy" not in redacted
    (home / "one.jsonl").write_text(redacted)
    monkeypatch.setenv("CODRIVER_STATE", str(home / "other"))
    assert fits("incident-import", run("incident", "import", "one.jsonl", "--json")[1])["new"] == 2
    assert "2 rows, without its secrets, 0 of them new" in run("incident", "import", "one.jsonl")[1]
    assert run("incident", "verify")[0] == 0
