"""The real Claude Code, where it is installed: one session with a scripted model on loopback, in a throwaway home.

`CODRIVER_CLAUDE=/path/to/claude` names it (`npm install @anthropic-ai/claude-code`), or a `claude` on the PATH.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.scripted_model import Use, scripted

CLAUDE = os.environ.get("CODRIVER_CLAUDE") or shutil.which("claude")
with_claude = pytest.mark.skipif(not CLAUDE, reason="Claude Code is not installed (CODRIVER_CLAUDE)")
WAITS_FOR_SERVERS = {
    "ENABLE_TOOL_SEARCH": "false",
    "MCP_CONNECTION_NONBLOCKING": "false",
    "MCP_CONNECT_TIMEOUT_MS": "60000",
}
"""Else the first request goes out while a busy machine still starts the server, and names tools without schemas."""


def session(work: Path, uses: Sequence[Use], *options: str) -> tuple[str, list[dict[str, Any]]]:
    """What `kubectl` ran since the beginning, and the requests that reached the model in this session."""
    path = f"{Path(sys.executable).parent}:{work / 'bin'}:{os.environ['PATH']}"
    allowed = ",".join(sorted({"Bash", *(use.tool for use in uses)}))
    with scripted(uses) as (address, heard):
        subprocess.run(
            [str(CLAUDE), "-p", "go", "--allowedTools", allowed, *options],
            cwd=work / "work",
            check=False,
            capture_output=True,
            timeout=120,
            stdin=subprocess.DEVNULL,
            env={
                **WAITS_FOR_SERVERS,
                "PATH": path,
                "HOME": str(work / "home"),
                "CODRIVER_STATE": str(work / "state"),
                "ANTHROPIC_BASE_URL": address,
                "ANTHROPIC_API_KEY": "dummy",
                "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
                "DISABLE_AUTOUPDATER": "1",
            },
        )
    return (work / "ran").read_text("utf-8") if (work / "ran").exists() else "", heard


def prepared(work: Path) -> Path:
    """A folder to work in, an empty home, and a `kubectl` that only writes down that it ran."""
    for folder in ("work", "bin", "home"):
        (work / folder).mkdir()
    tool = work / "bin/kubectl"
    tool.write_text(f'#!/bin/sh\necho "$@" >> {work}/ran\n', "utf-8")
    tool.chmod(0o755)
    return work
