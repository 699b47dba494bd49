"""Claude Code's lock: it reads one request from stdin and answers with an exit code. Standard library only, quickly.

Exit 0: the usual permissions of the host apply. Exit 2: held back; stderr says why, and how a person lets it through.
It fails closed: what it cannot read, it holds back.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from codriver.gate.cover import HOW, Cover, Line, covering
from codriver.gate.lock import Held, Request, held
from codriver.journal import lean

if TYPE_CHECKING:
    from codriver.room.incidents.act import Act
    from codriver.room.request import Room

HELD_BACK, GO_ON = 2, 0
ASLEEP = timedelta(hours=24)  # an incident in which nothing was recorded for so long does not lock anybody out
_LONGEST_SCRIPT = 262_144
_LONGEST_REQUEST = 8_000_000
_WAIT_S = 0.4  # for another writer
_OFF = "a person can switch this off in a terminal of their own: claude plugin disable codriver"

Asked = Mapping[str, object]


def main() -> int:
    """One event; the exit code."""
    try:
        asked = json.loads(sys.stdin.buffer.read(_LONGEST_REQUEST))
        event = _text(asked, "hook_event_name") or (sys.argv[1] if len(sys.argv) > 1 else "PreToolUse")
        answer = _EVENTS.get(event)
        return answer(asked) if answer else GO_ON
    except Exception as error:  # noqa: BLE001 - one door's request: a bug must hold back, not let through
        sys.stderr.write(f"codriver: held back, since the lock failed: {type(error).__name__}: {error}\n{_OFF}\n")
        return HELD_BACK


def before(asked: Asked) -> int:
    """PreToolUse: hold back what changes something, unless a live confirmation covers exactly it."""
    found = held(_request(asked))
    if found is None:
        return GO_ON
    if found.never:
        return _refused(f"never for a model: {found.why}", "a person does this, in a terminal of their own")
    try:
        return _by_the_record(found, asked)
    except (lean.Unusable, sqlite3.Error, ValueError, KeyError) as error:
        return _refused(f"{found.why}; the record cannot be read: {error}", "mend it, or: " + _OFF)


def _request(asked: Asked) -> Request:
    given = asked.get("tool_input")
    folder = _text(asked, "cwd") or "."
    project = os.environ.get("CLAUDE_PROJECT_DIR") or folder
    if project in (".", "/", os.path.expanduser("~")):
        project = ""  # no tree of one's own: a path counts for where it lies
    return Request(
        tool=_text(asked, "tool_name"),
        given=given if isinstance(given, dict) else {},
        folder=folder,
        project=project,
        read=_reader(project or folder),
    )


def _reader(project: str) -> Callable[[str], str | None]:
    """The text of a script on disk; what lies in the project comes by its name within it."""

    def read(path: str) -> str | None:
        place = os.path.join(project, os.path.expanduser(path))
        try:
            if not os.path.isfile(place):
                return None
            with open(place, "rb") as stream:
                text = stream.read(_LONGEST_SCRIPT + 1)
        except OSError:
            return None
        return None if len(text) > _LONGEST_SCRIPT or b"\0" in text else text.decode("utf-8", "replace")

    return read


def _by_the_record(found: Held, asked: Asked) -> int:
    now = datetime.now(UTC)
    db = lean.opened(os.path.join(state_folder(_text(asked, "cwd")), "journal.sqlite"), _WAIT_S)
    if db is None:
        return GO_ON  # no record, no incident
    try:
        incidents = lean.awake(db, now - ASLEEP)
        if not incidents:
            return GO_ON
        refusal = "nobody confirmed this command"
        for incident in incidents:
            because = _spent(db, incident, found.command, now)
            if not because:
                return GO_ON
            refusal = because if because != "nobody confirmed this command" else refusal
    finally:
        db.close()
    return _refused(f"{found.why}; incident {incidents[0]} is open: {refusal}", HOW)


def _spent(db: sqlite3.Connection, incident: str, command: str, now: datetime) -> str:
    """Spend a confirmation of this incident before the command is let through; why there is none."""
    because = "another one was quicker: the confirmation is spent"

    def decide(lines: list[lean.Lean]) -> tuple[str, Mapping[str, object], str] | None:
        nonlocal because
        whole = [Line(one.number, one.kind, one.at, one.body) for one in lines if one.whole]
        if len(whole) < len(lines):
            because = "the record was tampered with: codriver incident verify"
            return None
        found = covering(whole, command, now)
        if not isinstance(found, Cover):
            because = found.because
            return None
        once = f"used {found.confirmation} {command.strip()} {found.attempt}"
        body = {"by": "", "confirmation": found.confirmation, "command": command.strip(), "attempt": found.attempt}
        return "used", body, once

    return "" if lean.spend(db, incident, decide, now.isoformat()) else because


def _refused(why: str, hint: str) -> int:
    sys.stderr.write(f"codriver holds this back: {why}\nhint: {hint}\n{_OFF}\n".replace("\ue000", "..."))
    return HELD_BACK


def state_folder(start: str) -> str:
    """Where the record lies, as `codriver.toml` and the environment say; the same as in `config.py`."""
    environ = os.environ
    if environ.get("CODRIVER_STATE"):
        return os.path.abspath(environ["CODRIVER_STATE"])
    file = _config_file(start or os.getcwd(), environ.get("CODRIVER_CONFIG", ""))
    if file:
        import tomllib  # only where there is a file: it takes a while

        with open(file, "rb") as stream:
            state = tomllib.load(stream).get("state", {})
        if set(state) - {"path"}:
            raise ValueError("the settings name a store that the lock cannot read")
        named = state.get("path", "")
        if named:
            return os.path.abspath(os.path.join(os.path.dirname(file), os.path.expanduser(named)))
    xdg = environ.get("XDG_STATE_HOME", "")
    base = xdg if xdg.startswith("/") else os.path.join(environ["HOME"], ".local", "state")
    return os.path.join(base, "codriver")


def _config_file(start: str, named: str) -> str:
    if named:
        return os.path.join(start, named)
    here = os.path.abspath(start)
    while True:
        file = os.path.join(here, "codriver.toml")
        if os.path.isfile(file):
            return file
        if os.path.dirname(here) == here:
            return ""
        here = os.path.dirname(here)


def _text(asked: Asked, key: str) -> str:
    value = asked.get(key)
    return value if isinstance(value, str) else ""


def after(asked: Asked) -> int:
    """PostToolUse and its failure: what was let through and did not run to its end may be tried once more."""
    response = asked.get("tool_response")
    told = response if isinstance(response, dict) else {}
    given = asked.get("tool_input")
    command = given.get("command") if isinstance(given, dict) else None
    went_wrong = (
        _text(asked, "hook_event_name") == "PostToolUseFailure" or told.get("is_error") or told.get("exit_code")
    )
    if went_wrong and isinstance(command, str):
        from codriver.room.host.saving import failed  # inside, as all of the room: the lock itself must not wait for it

        room, act = _room(asked)
        failed(room, act, command, {"error": _text(asked, "error"), **told})
    return GO_ON


def session(asked: Asked) -> int:
    """SessionStart: the open incident, in few words."""
    from codriver.errors import CodriverError
    from codriver.room.host.telling import told

    try:
        sys.stdout.write(told(*_room(asked), ASLEEP))
    except CodriverError as error:
        sys.stderr.write(f"codriver: {error.message}\n")
    return GO_ON


def saved(asked: Asked) -> int:
    """PreCompact, Stop: what the model said last goes into the record, as a model's words."""
    from pathlib import Path

    from codriver.errors import CodriverError
    from codriver.room.host.saving import save

    try:
        save(*_room(asked), Path(_text(asked, "transcript_path")))
    except CodriverError as error:
        sys.stderr.write(f"codriver: {error.message}\n")
    return GO_ON


def _room(asked: Asked) -> tuple[Room, Act]:
    from pathlib import Path

    from codriver.config import furnish
    from codriver.room.incidents.act import Act

    start = Path(_text(asked, "cwd") or ".")
    return furnish(start, os.environ), Act(now=datetime.now(UTC), by="")


_EVENTS: dict[str, Callable[[Asked], int]] = {
    "PreToolUse": before,
    "PostToolUse": after,
    "PostToolUseFailure": after,
    "SessionStart": session,
    "PreCompact": saved,
    "Stop": saved,
    "SubagentStop": saved,
}


if __name__ == "__main__":
    sys.exit(main())
