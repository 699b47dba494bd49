import subprocess
import sys

import pytest

from codriver.cli import main
from codriver.cli.app import COMMANDS


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys; from codriver.cli import main; main(['triage', '--help']);"
        "heavy = ('polars', 'rich', 'yaml', 'markdown_it', 're2', 'codriver.room', 'codriver.model', 'sqlite3');"
        "print([name for name in heavy if name in sys.modules], file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stderr == "[]\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command.split(), "--help"]) == 0
    printed = capsys.readouterr().out
    assert "Example" in printed
    assert f"  codriver {command}" in printed
    assert max(len(line) for line in printed.splitlines()) <= 80


def test_the_short_helps_fit_their_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert "..." not in capsys.readouterr().out.partition("Commands:")[2]


def test_exit_codes_stand_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["triage", "--help"]) == 0
    printed = capsys.readouterr().out
    assert all(f"\n    {code}" in printed for code in (0, 3, 10, 11))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_offered_for_each_shell(shell: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "codriver", "--show-completion", shell], capture_output=True, text=True, check=False
    )
    assert "_CODRIVER_COMPLETE" in run.stdout + run.stderr
