"""Bad input through the real program: a clear error or a Gap, the documented exit code, nothing lost, no traceback."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ANSWERED, USAGE, UNREADABLE = 0, 2, 3
FINE = "".join(f"2026-03-01T01:{m:02}:{s:02}Z ERROR pay cannot reach the bank\n" for m in range(10) for s in (5, 35))


def triage(work: Path, *arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
    env = {"PATH": os.environ["PATH"], "HOME": str(work), "CODRIVER_STATE": str(work / "state"), "COLUMNS": "80"}
    command = [sys.executable, "-m", "codriver", "triage", *arguments]
    done = subprocess.run(command, cwd=work, env=env, input=stdin, capture_output=True, check=False, timeout=60)
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err
    assert "has a bug" not in err
    assert "\x1b" not in out + err
    return done.returncode, out, err


def gaps(out: str) -> dict[str, str]:
    """What was not seen -> every reason for it."""
    found: dict[str, str] = {}
    for gap in json.loads(out)["gaps"]:
        found[gap["what"]] = f"{found.get(gap['what'], '')} {gap['why']}"
    return found


def test_a_path_that_is_missing_is_an_error_with_a_hint(tmp_path: Path) -> None:
    code, out, err = triage(tmp_path, "no-such-file.log")
    assert (code, out) == (USAGE, "")
    assert err.startswith("error: no such path: no-such-file.log\nhint: ")


def test_what_cannot_be_read_at_all_is_said_and_has_its_own_exit_code(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "empty.log").write_bytes(b"")
    (folder / "garbage.bin").write_bytes(bytes(range(256)) * 64)
    (folder / "alert.json").write_text('{"version": "3", "alerts": [{"labels": {"a": "b"}, "startsAt": "x"}]}')
    (folder / "loop").symlink_to("loop")
    (folder / "up").symlink_to(".")
    os.mkfifo(folder / "pipe")
    code, out, _ = triage(tmp_path, "in", "--json")
    said = gaps(out)
    assert code == UNREADABLE
    assert "version 3" in said["alert.json"]
    assert "empty" in said["lines of empty.log"]
    assert "leads to itself" in said["loop"]
    assert "holds it" in said["up"]
    assert "pipe" in said["pipe"]
    assert any("garbage.bin" in why for why in said.values())


def test_what_is_broken_in_part_keeps_what_was_read_and_says_what_was_not(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "long.log").write_text(
        f"{FINE}2026-03-01T01:10:00Z ERROR {'x' * 5_000_000}\n{FINE.replace('T01', 'T02')}"
    )
    (folder / "latin.log").write_bytes(FINE.encode() + "2026-03-01T01:11:00Z ERROR caf\xe9\n".encode("latin-1"))
    whole = gzip.compress((FINE * 50).encode() + os.urandom(4096))
    (folder / "cut.log.gz").write_bytes(whole[:-2000])
    series = {"metric": {"job": "far"}, "values": [[1e18, "1"]]}  # nanoseconds where seconds were meant
    (folder / "far.json").write_text(json.dumps([series]))
    code, out, _ = triage(tmp_path, "in", "--json")
    found, said = json.loads(out), gaps(out)
    assert code == ANSWERED
    assert "longer than" in said["lines of long.log"]
    assert "UTF-8" in said["lines of latin.log"]
    assert "what comes before was read" in said["lines of cut.log.gz"]
    assert "no readable point" in said["metrics in far.json"]
    assert {service["name"] for service in found["services"]} >= {"long", "latin", "cut"}


def test_lines_without_a_clock_are_read_and_their_missing_time_is_said(tmp_path: Path) -> None:
    code, out, _ = triage(tmp_path, "-", "--json", stdin=b"ERROR pay: connection refused\n" * 5)
    assert code == ANSWERED
    assert "connection refused" in out
    assert any("time" in what + why or "clock" in what + why for what, why in gaps(out).items())


def test_zones_are_mixed_into_one_time_line(tmp_path: Path) -> None:
    zones = (("Z", "01"), ("+02:00", "03"), ("-05:00", "20"))
    days = {"20": "2026-02-28"}
    lines = [
        f"{days.get(hour, '2026-03-01')}T{hour}:{minute:02}:00{zone} ERROR pay is down\n"
        for minute in range(30)
        for zone, hour in zones
    ]
    (tmp_path / "pay.log").write_text("".join(lines))
    code, out, _ = triage(tmp_path, "pay.log", "--json")
    assert code == ANSWERED
    assert json.loads(out)["window"]["since"] == "2026-03-01T01:00:00Z"
    assert json.loads(out)["window"]["until"] == "2026-03-01T01:29:00Z"


@pytest.mark.parametrize("arguments", [("--all",), ("--json",)])
def test_no_escape_of_a_log_reaches_the_terminal(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    evil = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"
    quiet = "".join(f"2026-03-01T01:{m:02}:05Z INFO served\n" for m in range(30))
    loud = "".join(
        f"2026-03-01T01:{30 + m:02}:{s:02}Z ERROR {evil} failed\n" for m in range(9) for s in range(0, 60, 5)
    )
    (tmp_path / "pay.log").write_text(quiet + loud, "utf-8")
    code, out, err = triage(tmp_path, "pay.log", *arguments)
    assert code == ANSWERED
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(out + err)
    assert "failed" in out
