from pathlib import Path

import pytest

from codriver.cli import door, main
from codriver.cli.door import complain


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CODRIVER_STATE", str(tmp_path / "state"))
    monkeypatch.delenv("CODRIVER_CONFIG", raising=False)
    return tmp_path


def test_no_arguments_show_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "Start here:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "error", "hint"),
    [
        (["triaje"], "no such command 'triaje'", "codriver --help"),
        (["triage", "--jsn"], "no such option: --jsn", "codriver triage --help"),
        (["show"], "missing argument 'ID'", "codriver show --help"),
        (["triage", "gone.log"], "no such path: gone.log", "paths are read from"),
        (["triage", ".", "--at", "teatime"], "--at: `teatime` is not a time", "10:42"),
        (["triage", ".", "--since", "-1h", "--until", "-2h"], "--since is not before --until", "swap"),
        (["schema", "nope"], "no schema `nope`", "triage"),
    ],
)
def test_a_wrong_use_is_two_lines_on_stderr_and_exit_2(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], error: str, hint: str
) -> None:
    assert home.is_dir()
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    first, second = err.splitlines()
    assert first.startswith(f"error: {error}")
    assert second.startswith("hint: ")
    assert hint in second


def test_a_wrong_configuration_is_exit_2(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "codriver.toml").write_text("[servces]\n")
    assert main(["triage", "."]) == 2
    assert "did you mean `services`?" in capsys.readouterr().err


def test_a_bug_is_said_in_words_and_its_traceback_is_kept(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> int:
        raise ZeroDivisionError("over\x1b[2J")

    monkeypatch.setattr(door, "app", broken)
    assert main(["version"]) == 1
    log = home / "state" / "bug.log"
    assert capsys.readouterr().err.splitlines() == [
        "error: codriver has a bug: ZeroDivisionError: over\\x1b[2J",
        f"hint: please report it with the traceback in {log}",
    ]
    assert "ZeroDivisionError" in log.read_text()
    assert log.stat().st_mode & 0o077 == 0


def test_an_interruption_is_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(door, "app", interrupted)
    assert main(["version"]) == 130


def test_an_error_without_a_hint_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert complain("no such thing", "", 1) == 1
    assert capsys.readouterr().err == "error: no such thing\n"
