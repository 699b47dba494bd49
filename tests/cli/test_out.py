import json
import subprocess
import sys

import pytest

from codriver.cli.out import note, say_json, say_lines


def test_json_keeps_letters_and_escapes_what_acts_on_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    shape = {"quote": "Zürich \x1b[2J \x9b31m \u202edlrow\u202c \u2028 \U000e0041 \x00"}
    say_json(shape)
    printed = capsys.readouterr().out
    assert json.loads(printed) == shape
    assert "Zürich" in printed
    assert not set(printed) & set("\x1b\x9b\u202e\u202c\u2028\U000e0041\x00")


def test_lines_are_plain_where_stdout_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    say_lines(["FAILING: checkout", "    kubectl get pods"])
    assert capsys.readouterr().out == "FAILING: checkout\n    kubectl get pods\n"


def test_a_full_disk_is_said_in_words() -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device, no file
        run = subprocess.run(
            [sys.executable, "-m", "codriver", "version"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (run.returncode, run.stderr.splitlines()[0]) == (
        1,
        "error: stdout cannot be written: No space left on device",
    )


def test_notes_go_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    note("taken as UTC")
    assert capsys.readouterr() == ("", "note: taken as UTC\n")


def test_a_reader_that_walks_away_is_no_error() -> None:
    program = "from codriver.cli.out import say_lines; say_lines(['x' * 100] * 100_000); say_lines(['after'])"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.read(10)
        run.stdout.close()
        assert (run.stderr.read(), run.wait()) == (b"", 0)
