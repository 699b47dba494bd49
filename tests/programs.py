"""Programs that tests drive for real: a newcomer may lack them, CI (`.ci/run` installs them) may not."""

import os
import shutil
from pathlib import Path

import pytest

ASIDE = ("/usr/lib/postgresql/*/bin", "/usr/sbin", "/usr/local/bin")
"""Where Debian puts programs that are not on everybody's PATH."""


def program(name: str, *, package: str) -> Path:
    """The program's path; without it the test skips and says what to install, or fails where CI is set."""
    found = shutil.which(name) or shutil.which(name, path=os.pathsep.join(_folders()))
    if found:
        return Path(found)
    missing = f"{name} is not installed: apt-get install {package}"
    if os.environ.get("CI"):
        pytest.fail(f"{missing} (it belongs into the list in .ci/run)")
    pytest.skip(missing)


def _folders() -> list[str]:
    return [str(folder) for pattern in ASIDE for folder in sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)]
