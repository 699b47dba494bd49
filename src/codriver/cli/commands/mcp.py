"""`codriver mcp`: tools for Claude Code and other hosts; this verb opens the other door and stays out of its room."""

import os
from pathlib import Path
from typing import Annotated

import typer

HELP = """Serve codriver's tools to Claude Code and other MCP hosts.

Over stdio, as hosts start it; with --http over streamable HTTP for whoever sends the token of CODRIVER_MCP_TOKEN. The
tools read and propose. None of them confirms, approves, sends or executes: only a person does, at a terminal. Paths are
read in the folder it was started in, and where codriver.toml says. Needs `pip install 'codriver[mcp]'`.

\b
Examples:
  claude mcp add codriver -- codriver mcp
  codriver mcp --http 127.0.0.1:8800
"""
TOKEN = "CODRIVER_MCP_TOKEN"  # noqa: S105 - the name of a variable, not its value
SHORTEST_TOKEN = 16
LAST_PORT = 65535

Address = Annotated[
    str, typer.Option("--http", metavar="HOST:PORT", help="Serve over HTTP at /mcp.", show_default=False)
]


def mcp(*, address: Address = "") -> int:
    """Serve until the host leaves; returns the exit code."""
    from codriver.config import furnish  # inside, as all of the room: `--help` must not wait for it
    from codriver.errors import ConfigError

    room = furnish(Path.cwd(), os.environ)
    at = _address(address) if address else None
    token = _token() if address else ""
    try:
        from codriver.mcp_server import serving
    except ModuleNotFoundError as error:
        raise ConfigError(f"{error.name} is not installed", hint="pip install 'codriver[mcp]'") from error
    if at:
        serving.serve_http(room, Path.cwd(), *at, token)
    else:
        serving.serve_stdio(room, Path.cwd())
    return 0


def _address(text: str) -> tuple[str, int]:
    from codriver.errors import ConfigError

    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) <= LAST_PORT:
        raise ConfigError(f"--http: `{text}` is no address", hint="write HOST:PORT, such as 127.0.0.1:8800")
    return host.strip("[]"), int(port)


def _token() -> str:
    from codriver.errors import ConfigError

    token = os.environ.get(TOKEN, "")
    if len(token) < SHORTEST_TOKEN:
        hint = f"set it to at least {SHORTEST_TOKEN} characters: export {TOKEN}=$(openssl rand -hex 32)"
        raise ConfigError(f"{TOKEN}: {'too short' if token else 'not set'}, and HTTP needs a token", hint=hint)
    return token
