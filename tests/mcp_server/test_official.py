"""The protocol's own programs against our server: the inspector's command line, and the conformance suite."""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx2
import pytest
from tests.node import node_program

HERE = Path(__file__).parent
SERVER = [sys.executable, "-m", "codriver", "mcp"]


def inspected(folder: Path, *words: str) -> Any:
    """What the inspector prints of our server over stdio."""
    command = [*node_program("mcp-inspector"), "--cli", *SERVER, *words]
    known = {name: os.environ[name] for name in ("PATH", "CODRIVER_STATE")}
    done = subprocess.run(
        command,
        cwd=folder,
        env={**known, "HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_inspector_finds_our_tools_and_nothing_wrong_with_their_schemas(folder: Path) -> None:
    names = [tool["name"] for tool in inspected(folder, "--method", "tools/list", "--strict")["tools"]]
    assert {"triage_incident", "read_logs", "propose_remedy"} <= set(names)
    assert not [name for name in names if re.search("confirm|approve|send", name)]


def test_the_inspector_triages_an_incident(folder: Path) -> None:
    call = ("--method", "tools/call", "--tool-name", "triage_incident", "--tool-arg", 'paths=["."]')
    answer = inspected(folder, *call)
    assert not answer.get("isError")
    assert answer["structuredContent"]["schema"] == "codriver.triage/1"
    assert json.loads(answer["content"][0]["text"]) == answer["structuredContent"]


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """Our server, with what the suite looks for, on a free port of the loopback."""
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    root = str(HERE.parents[1])
    with subprocess.Popen(
        [sys.executable, "-m", "tests.mcp_server.suite", str(port)], cwd=folder, env={**os.environ, "PYTHONPATH": root}
    ) as server:
        with httpx2.Client(transport=httpx2.HTTPTransport(retries=8)) as client:  # waits ever longer for the port
            client.get(f"http://127.0.0.1:{port}/mcp")
        yield f"http://127.0.0.1:{port}/mcp"
        server.terminate()


def test_the_conformance_suite_passes_but_for_what_we_do_not_offer(address: str, tmp_path: Path) -> None:
    suite = [*node_program("conformance"), "server", "--url", address, "--suite", "all"]
    done = subprocess.run(
        [*suite, "--expected-failures", str(HERE / "not_ours.yml")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout[done.stdout.find("=== SUMMARY") :]
    assert done.stdout.count("\n✓ ") >= 13
