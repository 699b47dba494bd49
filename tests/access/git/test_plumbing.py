"""One child: bounded in time and output, and nothing of it is left behind."""

import os
import time
from pathlib import Path

import pytest

from codriver.access.git.plumbing import TOO_MUCH, TOO_SLOW, Plumbing, furnish
from codriver.errors import SourceError


def child(where: Path, body: str, deadline: float = 5) -> Plumbing:
    program = where / "git"
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(0o755)
    return Plumbing(str(program), where, deadline)


def test_what_is_asked_is_answered_with_both_streams_and_the_exit_code(tmp_path: Path) -> None:
    answer = child(tmp_path, "cat; echo no >&2; exit 3").ask("x", stdin=b"hello")
    assert (answer.out, answer.said, answer.code, answer.cut, answer.whole) == (b"hello", "no", 3, "", False)


def test_a_child_that_writes_without_end_is_cut(tmp_path: Path) -> None:
    answer = child(tmp_path, "yes").ask("x", limit=1_000)
    assert answer.out == b"y\n" * 500
    assert answer.cut == TOO_MUCH


def test_a_child_that_hangs_is_killed_with_all_that_it_started(tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(SourceError, match=r"took longer than 0\.2 s"):
        child(tmp_path, f"sleep 60 & echo $! > {tmp_path}/pid; wait", deadline=0.2).ask("x")
    assert time.monotonic() - began < 5
    pid = int((tmp_path / "pid").read_text())
    assert is_gone(pid)


def test_what_was_written_by_the_deadline_can_be_an_answer(tmp_path: Path) -> None:
    answer = child(tmp_path, "echo some; sleep 60", deadline=0.2).ask_for_some("x")
    assert (answer.out, answer.cut) == (b"some\n", TOO_SLOW)


def is_gone(pid: int) -> bool:
    """Gone, or a zombie that only waits for its parent."""
    for _ in range(100):
        state = Path(f"/proc/{pid}/stat")
        try:
            if state.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
            os.kill(pid, 0)
        except (FileNotFoundError, ProcessLookupError):
            return True
        os.sched_yield()
    return False


def test_complaints_without_end_neither_block_nor_fill_memory(tmp_path: Path) -> None:
    answer = child(tmp_path, "head -c 3000000 /dev/zero | tr '\\0' e >&2; echo done").ask("x")
    assert answer.out == b"done\n"
    assert len(answer.said) <= 8192


def test_nothing_of_our_surroundings_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hunter2")
    monkeypatch.setenv("LD_PRELOAD", "")
    seen = child(tmp_path, "env").ask("x").out.decode()
    assert "hunter2" not in seen
    assert "LD_PRELOAD" not in seen
    assert f"GIT_DIR={tmp_path}" in seen


def test_a_program_that_cannot_be_started_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be started"):
        Plumbing(str(tmp_path / "none"), tmp_path, 1).ask("x")


def test_our_repository_has_no_hooks_and_knows_its_hash(tmp_path: Path) -> None:
    furnish(tmp_path, 64, frozenset({"a" * 64}))
    assert "objectFormat = sha256" in (tmp_path / "config").read_text()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["HEAD", "config", "objects", "refs", "shallow"]
