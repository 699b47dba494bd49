"""The server as hosts meet it: over stdio and HTTP, small, read-only, with no way to act."""

import json
import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import anyio
import httpx2
import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp_types import Tool
from tests.mcp_server.conftest import Call, asked

MOST_TOOLS, MOST_TOKENS = 15, 4000
CHARACTERS_PER_TOKEN = 3.2  # of JSON schemas, on the safe side: tokenizers make of them 3.5 to 4.5
NEVER = ("confirm", "approve", "send", "execute", "run", "resolve", "break")
CODRIVER = [sys.executable, "-m", "codriver"]


def tools(folder: Path) -> list[Tool]:
    async def ask(client: Client) -> list[Tool]:
        return (await client.list_tools()).tools

    return asked(folder, ask)


def test_the_tools_are_few_and_their_schemas_cost_few_tokens(folder: Path) -> None:
    told = json.dumps([tool.model_dump(exclude_none=True, by_alias=True) for tool in tools(folder)])
    assert len(tools(folder)) <= MOST_TOOLS
    assert len(told) / CHARACTERS_PER_TOKEN <= MOST_TOKENS


def test_each_tool_is_a_verb_and_a_noun_and_none_acts(folder: Path) -> None:
    names = [tool.name for tool in tools(folder)]
    assert all(len(name.split("_")) == 2 for name in names)
    assert not [name for name in names if name.startswith(NEVER)]


def test_each_tool_says_whether_it_only_reads(folder: Path) -> None:
    notes = {tool.name: tool.annotations for tool in tools(folder)}
    assert all(note and note.read_only_hint is not None for note in notes.values())
    assert not [name for name, note in notes.items() if note and not note.read_only_hint and note.destructive_hint]


def test_an_error_comes_with_its_hint(call: Call) -> None:
    refused = call("read_logs", paths=["no-such-file"])
    assert refused.is_error
    assert "no such path: no-such-file\nhint: " in refused.content[0].text  # type: ignore[union-attr]


@pytest.mark.parametrize("path", ["/etc/passwd", "../..", "~/.ssh", "till.log/../../state"])
def test_a_call_reads_nothing_outside_of_the_hosts_folder(call: Call, path: str) -> None:
    assert call("read_logs", paths=[path]).is_error
    assert call("read_stacktrace", path=path).is_error


def test_a_link_out_of_the_folder_leads_nowhere(call: Call, folder: Path) -> None:
    (folder / "link").symlink_to("/etc")
    assert call("read_logs", paths=["link/passwd"]).is_error


def test_progress_is_told_while_a_call_runs(folder: Path) -> None:
    said: list[tuple[float, str | None]] = []

    async def heard(progress: float, total: float | None, message: str | None) -> None:
        del total
        said.append((progress, message))

    async def ask(client: Client) -> object:
        return await client.call_tool("triage_incident", {"paths": ["."]}, progress_callback=heard)

    asked(folder, ask)
    assert [step for step, _ in said] == sorted({step for step, _ in said})
    assert "ranking causes" in [message for _, message in said]


def test_claude_code_can_start_it_over_stdio(folder: Path) -> None:
    said: list[str | None] = []

    async def heard(progress: float, total: float | None, message: str | None) -> None:
        del progress, total
        said.append(message)

    async def run() -> str:
        program = StdioServerParameters(
            command=CODRIVER[0], args=[*CODRIVER[1:], "mcp"], cwd=folder, env=dict(os.environ)
        )
        async with Client(stdio_client(program)) as client:
            answer = await client.call_tool("triage_incident", {"paths": ["."]}, progress_callback=heard)
            assert answer.structured_content is not None
            return str(answer.structured_content["outcome"])

    assert anyio.run(run) in ("leading", "undetermined")
    assert "ranking causes" in said


@pytest.fixture
def token() -> str:
    return secrets.token_hex(16)


@pytest.fixture
def address(folder: Path, token: str) -> Iterator[str]:
    """A server over HTTP on a free port of the loopback, which answers."""
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [*CODRIVER, "mcp", "--http", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=folder, env={**os.environ, "CODRIVER_MCP_TOKEN": token}) as server:
        transport = httpx2.HTTPTransport(retries=8)  # waits ever longer for the port to be taken
        with httpx2.Client(transport=transport) as client:
            client.get(f"http://127.0.0.1:{port}/mcp")
        yield f"http://127.0.0.1:{port}/mcp"
        server.terminate()


def test_over_http_the_token_opens_the_door(address: str, token: str) -> None:
    async def run() -> list[str]:
        async with (
            httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"}) as http,
            Client(streamable_http_client(address, http_client=http)) as client,
        ):
            return [tool.name for tool in (await client.list_tools()).tools]

    assert "triage_incident" in anyio.run(run)


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic Og=="}])
def test_over_http_nothing_is_said_without_the_token(address: str, header: dict[str, str]) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accepts = {"Accept": "application/json, text/event-stream"}
    assert httpx2.post(address, json=body, headers={**accepts, **header}).status_code == 401
