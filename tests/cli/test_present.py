"""A person at a terminal can say yes; a pipe, a model's terminal and a model's child cannot."""

import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest

from codriver.cli.present import _is, require_a_person
from codriver.errors import NotConfirmed

PYTHON = [sys.executable, "-m", "codriver"]


def environment(state: Path, **more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG")}
    return {**kept, "HOME": str(state), "CODRIVER_STATE": str(state), "COLUMNS": "200", **more}


def codriver(state: Path, *words: str) -> str:
    return subprocess.run(
        [*PYTHON, *words], env=environment(state), cwd=state, check=True, capture_output=True, text=True
    ).stdout


def at_a_terminal(state: Path, answers: dict[str, str], *words: str, **more: str) -> tuple[int, str]:
    """Run codriver on a terminal of its own, and type an answer after each prompt."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [*PYTHON, *words],
        env=environment(state, **more),
        cwd=state,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    seen, waiting = "", dict(answers)
    while select.select([ours], [], [], 60)[0]:
        try:
            seen += os.read(ours, 4096).decode("utf-8", "replace")
        except OSError:
            break
        for prompt in [prompt for prompt in waiting if seen.endswith(prompt)]:
            os.write(ours, (answer_to(waiting.pop(prompt), seen) + "\n").encode())
    os.close(ours)
    return child.wait(60), seen


def answer_to(answer: str, seen: str) -> str:
    """`=TEXT` is the key of the option that reads so."""
    if not answer.startswith("="):
        return answer
    return str(re.findall(rf"([a-j])\) {re.escape(answer[1:])}\r", seen)[-1])


@pytest.fixture
def state(tmp_path: Path) -> Path:
    codriver(tmp_path, "incident", "open", "web fails")
    codriver(tmp_path, "propose", "--command", "systemctl restart web", "--target", "web", "--environment", "shop")
    return tmp_path


def test_a_person_who_read_the_card_can_confirm_it(state: Path) -> None:
    answers = {"key: ": "=web in shop", "why, in your own words: ": "its pool is exhausted since the deploy"}
    code, seen = at_a_terminal(state, answers, "confirm", TERM="xterm")
    assert (code, "confirmed as c-" in seen) == (0, True)
    assert "systemctl restart web" in seen.rpartition("confirmed as")[2]
    assert "verdict" in codriver(state, "outcome", "worked", "--json")


def test_a_reason_that_is_borrowed_goes_back(state: Path) -> None:
    answers = {"key: ": "=web in shop", "why, in your own words: ": "the AI suggested it"}
    code, seen = at_a_terminal(state, answers, "confirm")
    assert (code, "is no reason" in seen) == (2, True)


def test_a_models_terminal_is_refused(state: Path) -> None:
    code, seen = at_a_terminal(state, {}, "confirm", CLAUDECODE="1")
    assert (code, "is a model's (CLAUDECODE)" in seen) == (2, True)


def test_a_breaking_glass_asks_for_a_reason_only(state: Path) -> None:
    answers = {"why, in your own words: ": "payments are down for everybody"}
    code, seen = at_a_terminal(state, answers, "confirm", "--break-glass")
    assert (code, "(break-glass) until" in seen) == (0, True)


def test_a_program_that_is_a_model_is_known_by_its_name() -> None:
    assert [
        _is(word, "claude") for word in ("claude", "/usr/bin/claude", "/x/claude-code/cli.js", "claudette", "vim")
    ] == [True, True, True, False, False]


def test_no_terminal_no_person() -> None:
    with Path(os.devnull).open(encoding="utf-8") as nothing, pytest.raises(NotConfirmed):
        require_a_person(nothing, nothing, {})
