"""A whole incident by terminal, from the page to the lesson; then the same fault again, and codriver does better."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.incidents import Story, write
from tests.traffic import Fault

from codriver.cli import main
from codriver.cli.commands.acting import acting, furnished
from codriver.room.gate.confirming import Given, confirm, ready

Run = Callable[..., tuple[int, str, str]]
DISK = Story(fault=Fault(at="stock", says="write failed: No space left on device"))
REASON = "the disk of stock is full and orders cannot be written, growing it is quick and can be taken back"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The team's folder: a repository of knowledge without anything about this fault, and codriver.toml."""
    home = tmp_path / "team"
    (home / "kb" / "failure-modes").mkdir(parents=True)
    (home / "codriver.toml").write_text(
        '[knowledge]\npaths = ["kb"]\n\n[outbox.drop]\nkind = "file"\nfolder = "sent"\n'
    )
    (home / "sent").mkdir()
    monkeypatch.chdir(home)
    monkeypatch.setenv("CODRIVER_STATE", str(tmp_path / "state"))
    monkeypatch.delenv("CODRIVER_CONFIG", raising=False)
    return home


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    assert home.is_dir()

    def command(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        return (code, *capsys.readouterr())

    return command


def saved(folder: Path, *, weeks: int = 0) -> Path:
    """What somebody saved of the incident: the alert, logs and who calls whom; `weeks` later the same once more."""
    whole = write(folder / "whole", DISK)
    (folder / "saved" / "logs").mkdir(parents=True)
    for name in ("alert.json", "docker-compose.yml", *(f"logs/{path.name}" for path in (whole / "logs").glob("*.log"))):
        day = f"2026-03-{1 + 7 * weeks:02}T"
        (folder / "saved" / name).write_text((whole / name).read_text("utf-8").replace("2026-03-01T", day), "utf-8")
    shutil.rmtree(whole)
    return folder / "saved"


def said_yes(*, proposal: str) -> None:
    """A person at a terminal reads the card and answers its questions; a test has no terminal, so it calls the room."""
    waiting = ready(furnished(), acting(""), proposal, seed="a test")
    keys = tuple(question.right for question in waiting.questions)
    confirm(furnished(), acting(""), waiting, Given(keys=keys, threshold="> 5 %", reason=REASON))


def told(run: Run, *arguments: str) -> dict[str, object]:
    code, out, err = run(*arguments, "--json")
    assert code == 0, err
    found: dict[str, object] = json.loads(out)
    return found


def place_of(found: dict[str, object], suspect: str) -> int:
    listed = found["hypotheses"]
    assert isinstance(listed, list)
    return next((place for place, one in enumerate(listed, 1) if one["suspect"] == suspect), 9)


def test_from_the_page_to_the_lesson_and_better_the_next_time(run: Run, home: Path, tmp_path: Path) -> None:
    first = saved(tmp_path / "first")
    assert run("incident", "open", "--alert", str(first / "alert.json"))[0] == 0
    run("incident", "guess", "bank", "external", "the bank is slow again")
    answer = told(run, "triage", str(first))
    assert place_of(answer, "stock") <= 3

    run("incident", "severity", "2")
    run("incident", "assign", "commander")
    run("draft", "update", "--audience", "customers")
    assert run("incident", "approve", "customers")[0] == 0
    assert run("incident", "send", "customers", "--to", "drop")[0] == 0

    run("incident", "answer", "1", "yes", "--came", "0 bytes free")
    run("incident", "answer", "2", "unclear")
    listed = told(run, "incident", "assess")["assessment"]
    assert isinstance(listed, dict)
    bank = str(place_of(listed, "bank"))
    run("incident", "rule-out", bank, "--because", "its status page is green and other shops can pay")
    since = told(run, "incident", "assess")["since"]
    assert isinstance(since, dict)
    assert any("ruled out" in str(one) for one in since["told"])

    command = "kubectl rollout restart deployment/stock -n shop"
    put = told(
        run,
        "propose",
        "--command",
        command,
        "--target",
        "stock",
        "--rollback",
        "none needed",
        "--watch",
        "errors of stock",
    )
    said_yes(proposal=str(put["proposal"]))
    run("incident", "status", "monitoring", "--because", "stock writes again")
    assert run("outcome", "--measured", "0.1")[0] == 0
    for audience in ("customers", "executive"):
        run("draft", "update", "--audience", audience)
        assert run("incident", "approve", audience)[0] == 0

    run("note", "lucky: it was a Sunday")
    run("note", "action: prevent; alert at 80 % of the disk; mia; 2026-04-01; an alert fires in a drill")
    ended = ("--evidence", "no errors for ten minutes", "--says", "the disk of stock was full", "--suspect", "stock")
    code, out, err = run("resolve", *ended, "--mechanism", "resource", "--remedy", "restarted after growing the disk")
    assert code == 0, err
    assert "a lesson is proposed" in err
    assert out.startswith("resolved recorded")
    run("draft", "update", "--audience", "customers")
    assert run("incident", "approve", "customers")[1].startswith("APPROVED by")
    page = run("draft", "postmortem")[1]
    told_in_the_end = (
        "the disk of stock was full",
        "disproved by: its status page is green",
        "it was a Sunday",
        "| prevent |",
    )
    for piece in told_in_the_end:
        assert piece in page
    assert run("incident", "verify", "--incident", "all")[0] == 0

    patch = run("incident", "learn")[1]
    (tmp_path / "lesson.patch").write_text(patch)
    subprocess.run(["git", "apply", str(tmp_path / "lesson.patch")], cwd=home / "kb", check=True)
    assert [path.name for path in (home / "kb" / "failure-modes").iterdir()] == ["stock.md"]

    better_the_next_time(run, tmp_path)


def better_the_next_time(run: Run, tmp_path: Path) -> None:
    second = saved(tmp_path / "second", weeks=1)
    again = told(run, "triage", str(second))
    without = json.loads(_with_nothing_learnt(second, tmp_path))
    assert place_of(again, "stock") == 1
    assert place_of(again, "stock") <= place_of(without, "stock")
    leader = again["hypotheses"][0]  # type: ignore[index]  # a list: place_of has looked
    features = {piece["feature"] for piece in leader["evidence"]}
    assert {"symptom_present", "cause_before"} & features
    assert weight(leader) > weight(without["hypotheses"][0])
    assert told(run, "admin", "calibrate")["known"] == 1


def weight(hypothesis: dict[str, list[dict[str, float]]]) -> float:
    return sum(piece["weight"] for piece in hypothesis["evidence"])


def _with_nothing_learnt(folder: Path, tmp_path: Path) -> str:
    empty = tmp_path / "elsewhere"
    empty.mkdir()
    environ = {**os.environ, "CODRIVER_STATE": str(empty / "state")}
    asked = [sys.executable, "-m", "codriver", "triage", str(folder), "--json"]
    done = subprocess.run(asked, cwd=empty, env=environ, check=True, capture_output=True, text=True)
    return done.stdout
