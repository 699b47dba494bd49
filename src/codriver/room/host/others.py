"""Hosts other than Claude Code: where each keeps its MCP servers, and codriver among them."""

from collections.abc import Callable, Mapping
from pathlib import Path

from codriver.errors import ConfigError
from codriver.room.host.setup import Change, merged

SERVER: Mapping[str, object] = {"command": "codriver", "args": ["mcp"]}
CODEX = '[mcp_servers.codriver]\ncommand = "codriver"\nargs = ["mcp"]\n'
FILES: Mapping[str, tuple[str, str, Mapping[str, object]]] = {  # host -> its file in a repository, its key, the entry
    "cursor": (".cursor/mcp.json", "mcpServers", SERVER),
    "gemini": (".gemini/settings.json", "mcpServers", SERVER),
    "vscode": (".vscode/mcp.json", "servers", {"type": "stdio", **SERVER}),
}
HOSTS = ("codex", *FILES)


def with_server(folder: Path, host: str) -> Change:
    """The host's file in the repository with codriver among its servers; Codex keeps its own in `.codex/config.toml`.

    Raises:
        ConfigError: no such host, or its file is there and cannot be read.
    """
    if host == "codex":
        return _for_codex(folder / ".codex" / "config.toml")
    if host not in FILES:
        raise ConfigError(f"--mcp: unknown host `{host}`", hint=f"known: {', '.join(HOSTS)}; --claude-code is its own")
    file, key, entry = FILES[host]
    return merged(folder / file, _adding(key, entry))


def _adding(key: str, entry: Mapping[str, object]) -> Callable[[dict[str, object]], dict[str, object]]:
    def added(settings: dict[str, object]) -> dict[str, object]:
        before = settings.get(key)
        return {**settings, key: {**(before if isinstance(before, dict) else {}), "codriver": dict(entry)}}

    return added


def _for_codex(file: Path) -> Change:
    try:
        before = file.read_text("utf-8") if file.exists() else None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: cannot be read: {error}", hint="check its permissions") from error
    text = before or ""
    if "[mcp_servers.codriver]" in text:
        return Change(file, before, text)
    return Change(file, before, f"{text.rstrip()}\n\n{CODEX}".lstrip("\n"))
