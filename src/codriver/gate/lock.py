"""What a coding model's tool call comes to: nothing, something to hold back, or something that it may never do.

Pure: the door reads the request and the record, and acts on what stands here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from codriver.gate import sql
from codriver.gate.classify import classify
from codriver.gate.guarded import GUARD, is_guarded, mentions
from codriver.gate.paths import written
from codriver.gate.shell.scope import Scope, resolved
from codriver.gate.table import listed
from codriver.gate.verdict import R2, READ, Deed

_WRITES = ("Write", "Edit", "MultiEdit", "NotebookEdit")
_OURS = re.compile(r"mcp__(plugin_)?(\w+_)?codriver__")
_PERSONS = re.compile(r"confirm|approve|send|break.?glass")
_LOOKS = listed(
    "get list read search query describe show find fetch view lookup status info count check explain "
    "inspect browse tail logs log top metrics history diff validate plan preview resolve whoami ping "
    "health stats summarize analyze export download screenshot snapshot"
)
_ACTS = listed(
    "create update delete remove set put post patch apply restart scale rollback deploy run exec "
    "execute write send kill stop start edit insert drop purge destroy trigger enable disable toggle "
    "cancel promote merge push upload move rename add install uninstall drain cordon evict approve "
    "invoke call sync revert reset flush publish acknowledge resolve silence assign submit terminate "
    "reboot failover navigate click type fill"
)


_RUNS = frozenset({"run", "exec", "execute", "invoke", "call"})


class Request(NamedTuple):
    """One tool call: where it would run, and how a script on disk is read."""

    tool: str
    given: Mapping[str, object]
    folder: str = "."
    project: str = ""
    read: Callable[[str], str | None] = lambda _path: None


class Held(NamedTuple):
    """`never`: no confirmation helps. `command` is the text that a confirmation has to cover."""

    why: str
    command: str
    never: bool = False


def held(request: Request) -> Held | None:
    """Why the call must not simply go through; None when it changes nothing beyond the working tree."""
    command = request.given.get("command")
    if request.tool in _WRITES:
        return _file(request)
    if request.tool.startswith("mcp__"):
        return _server(request)
    return _command(request, command) if isinstance(command, str) else None


def _command(request: Request, command: str) -> Held | None:
    verdict = classify(command, read=request.read, folder=request.folder, project=request.project)
    guarded = [deed for deed in verdict.changing if deed.tool == GUARD]
    if guarded:
        return Held(guarded[0].why, command, never=True)
    if verdict.risk > READ and mentions(command):
        return Held(
            "it speaks of what only a person may do with codriver, and does more than look", command, never=True
        )
    return Held(verdict.outside[0].why, command) if verdict.outside else None


def _file(request: Request) -> Held | None:
    path = next(
        (value for name in ("file_path", "notebook_path", "path") if isinstance(value := request.given.get(name), str)),
        "",
    )
    scope = Scope(own=request.project)
    if request.folder != ".":
        scope.values["PWD"] = (request.folder,)
    place = resolved(path, scope)
    if is_guarded(place) or is_guarded(path):
        return Held(f"{path} holds the lock or the record", f"{request.tool} {path}", never=True)
    outside: list[Deed] = [deed for deed in written(place, remote=False) if deed.risk and not deed.local]
    return Held(outside[0].why, f"{request.tool} {path}") if outside else None


def _server(request: Request) -> Held | None:
    """A tool of an MCP server, whatever the server is called: by the words of the tool's own name."""
    name = request.tool.rpartition("__")[2]
    words = [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+", name)]
    if _OURS.match(request.tool):
        return (
            Held(f"{name} is for a person at a terminal", request.tool, never=True)
            if _PERSONS.search(name.lower())
            else None
        )
    acts = [word for word in words if word in _ACTS]
    inside = _texts_within(request)
    if inside or (_command_in(request) is not None and set(acts) <= _RUNS):
        return inside
    if not acts and any(word in _LOOKS for word in words):
        return None
    why = f"{name} changes something" if acts else f"what {name} does is not known"
    return Held(why, _canonical(request))


def _command_in(request: Request) -> str | None:
    named = (request.given.get(key) for key in ("command", "cmd", "script", "shell"))
    return next((text for text in named if isinstance(text, str)), None)


def _texts_within(request: Request) -> Held | None:
    """A command or statement that the tool is given is judged as such: `query` can hold a DELETE."""
    text = _command_in(request)
    if text is not None:
        return _command(request, text)
    given = [value for key in ("sql", "query", "statement") if isinstance(value := request.given.get(key), str)]
    for said in filter(_SPEAKS_SQL.search, given):
        worst = max(sql.rated(said, request.tool), key=lambda deed: deed.risk, default=None)
        if worst and worst.risk >= R2:
            return Held(worst.why, _canonical(request))
    return None


def _canonical(request: Request) -> str:
    """The call as one text, which a confirmation can cover."""
    return f"{request.tool} {json.dumps(request.given, sort_keys=True, ensure_ascii=False)}"


_SPEAKS_SQL = re.compile(r"\b(delete|update|insert|drop|truncate|alter|grant|create|call|merge)\b", re.IGNORECASE)
