import subprocess
import sys

from codriver import __version__


def test_the_module_is_the_command() -> None:
    run = subprocess.run([sys.executable, "-m", "codriver", "--version"], capture_output=True, text=True, check=True)
    assert run.stdout == f"codriver {__version__}\n"
