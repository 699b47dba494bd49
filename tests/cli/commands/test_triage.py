import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest

jsonschema = pytest.importorskip("jsonschema")
Run = Callable[..., tuple[int, str, str]]


def cited(shape: object) -> Iterator[str]:
    """Every id in every `cites` of the answer."""
    if isinstance(shape, dict):
        for key, value in shape.items():
            yield from value if key == "cites" else cited(value)
    elif isinstance(shape, list):
        for value in shape:
            yield from cited(value)


def test_a_failing_log_is_answered_on_stdout_alone(run: Run, logs: Path) -> None:
    code, out, err = run("triage", str(logs))
    assert (code, err) == (0, "")
    assert out.splitlines()[0].startswith("FAILING: ")
    assert "no connection to store" in out


def test_json_is_what_the_schema_says_and_every_citation_is_there(run: Run, logs: Path, deploys: Path) -> None:
    code, out, _ = run("triage", str(logs), str(deploys), "--json")
    shape = json.loads(out)
    schema = json.loads(files("codriver.schemas").joinpath("triage.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(shape)
    assert code == 0
    assert set(cited(shape)) == set(shape["citations"])
    assert shape["citations"]


def test_the_same_files_in_another_order_give_the_same_bytes(run: Run, logs: Path, deploys: Path) -> None:
    assert run("triage", str(logs), str(deploys), "--json") == run("triage", str(deploys), str(logs), "--json")


def test_every_citation_on_the_screen_opens(run: Run, logs: Path) -> None:
    shape = json.loads(run("triage", str(logs), "--json")[1])
    for key, citation in shape["citations"].items():
        code, out, _ = run("show", key, "--json")
        shown = json.loads(out)
        assert (code, shown["quote"], shown["locator"]) == (0, citation["quote"], citation["locator"])


def test_what_comes_in_by_a_pipe_is_read(logs: Path, tmp_path: Path) -> None:
    environ = {**os.environ, "CODRIVER_STATE": str(tmp_path / "state")}
    text = (logs / "basket.log").read_bytes()
    answers = [
        subprocess.run(
            [sys.executable, "-m", "codriver", "triage", *dash, "--json"], input=text, capture_output=True,
            check=True, cwd=logs.parent, env=environ,
        ).stdout
        for dash in (["-"], [])
    ]  # fmt: skip
    assert answers[0] == answers[1]
    assert all(one["locator"].startswith("stdin:") for one in json.loads(answers[0])["citations"].values())


def test_nothing_to_look_at_is_a_wrong_use(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    code, out, err = run("triage")
    assert (code, out) == (2, "")
    assert err.startswith("error: nothing to look at\nhint: give a file or a folder")


@pytest.mark.parametrize("junk", [b"", b"\x00\x93\xff\x01" * 900])
def test_when_nothing_could_be_read_the_exit_code_is_3(run: Run, home: Path, junk: bytes) -> None:
    (home / "junk.bin").write_bytes(junk)
    code, out, _ = run("triage", "junk.bin")
    assert code == 3
    assert out.startswith("FAILING: unknown: nothing that was given could be read\n")


def test_scripts_can_ask_for_the_outcome_as_exit_code(run: Run, logs: Path) -> None:
    outcome = json.loads(run("triage", str(logs), "--json")[1])["outcome"]
    expected = {"leading": 0, "undetermined": 10, "nothing_found": 11}[outcome]
    assert run("triage", str(logs), "--json", "--exit-code")[0] == expected


def test_healthy_logs_are_not_an_unreadable_answer(run: Run, logs: Path) -> None:
    log = logs / "basket.log"
    log.write_text("".join(line + "\n" for line in log.read_text().splitlines() if "INFO" in line))
    assert run("triage", str(logs), "--exit-code")[0] == 11


def test_the_configured_sources_are_read_when_no_path_is_given(
    run: Run, home: Path, logs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert logs.is_dir()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    (home / "codriver.toml").write_text("[sources]\npaths = ['logs']\n", encoding="utf-8")
    code, out, _ = run("triage")
    assert code == 0
    assert "no connection to store" in out


def test_timings_and_assumptions_go_to_stderr(run: Run, logs: Path) -> None:
    code, out, err = run("triage", str(logs), "--at", "2026-03-01T10:10", "--timings")
    assert code == 0
    assert "note: --at 2026-03-01T10:10 has no time zone: taken as UTC" in err
    assert "timing: " in err
    assert "timing: " not in out
