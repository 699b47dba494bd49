"""Claude Code's lock: it reads one request from stdin and answers with an exit code. Standard library only, quickly.

Exit 0: the usual permissions of the host apply. Exit 2: held back; stderr says why, and how a person lets it through.
It fails closed: what it cannot read, it holds back.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from codriver.gate.cover import HOW, Cover, Line, covering
from codriver.gate.lock import Held, Request, held
from codriver.journal import lean
from codriver.journal.whereabouts import whereabouts

if TYPE_CHECKING:
    from codriver.room.incidents.act import Act
    from codriver.room.request import Room

HELD_BACK, GO_ON = 2, 0
ASLEEP = timedelta(hours=24)  # an incident in which nothing was recorded for so long does not lock anybody out
_LONGEST_SCRIPT = 262_144
_LONGEST_REQUEST = 8_000_000
_LONGEST_S = 6.0  # for all of it; the host waits for ten seconds
_WAIT_S = 0.4  # for another writer
_SERVER_S = 0.8  # for PostgreSQL, all of it: a second with the start of this program
_NOBODY = "nobody confirmed this command"
_OFF = "a person can switch this off in a terminal of their own: claude plugin disable codriver"

Asked = Mapping[str, object]


def main() -> int:
    """One event; the exit code."""
    try:
        asked = json.loads(sys.stdin.buffer.read(_LONGEST_REQUEST))
        event = _text(asked, "hook_event_name") or (sys.argv[1] if len(sys.argv) > 1 else "PreToolUse")
        if event == "PreToolUse":
            _not_longer_than(_LONGEST_S)
        answer = _EVENTS.get(event)
        return answer(asked) if answer else GO_ON
    except Exception as error:  # noqa: BLE001 - one door's request: a bug must hold back, not let through
        sys.stderr.write(f"codriver: held back, since the lock failed: {type(error).__name__}: {error}\n{_OFF}\n")
        return HELD_BACK


def _not_longer_than(seconds: float) -> None:
    """Hold back what takes too long to read: a host that waited in vain would let it through."""

    def over(*_: object) -> None:
        _refused(f"reading it takes longer than {seconds:g} s", "say it in a simpler way, or in several commands")
        sys.stderr.flush()
        os._exit(HELD_BACK)

    if hasattr(signal, "setitimer"):  # not on Windows
        signal.signal(signal.SIGALRM, over)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def before(asked: Asked) -> int:
    """PreToolUse: hold back what changes something, unless a live confirmation covers exactly it."""
    found = held(_request(asked))
    if found is None:
        return GO_ON
    if found.never:
        return _refused(f"never for a model: {found.why}", "a person does this, in a terminal of their own")
    try:
        return _by_the_record(found, asked)
    except (lean.Unusable, sqlite3.Error, OSError, ValueError, KeyError) as error:
        code = _refused(
            f"{found.why}; the record cannot be read: {error}",
            "mend it (`codriver incident status` asks the same record)",
        )
        if isinstance(error, lean.TooLate):
            sys.stderr.flush()
            os._exit(code)  # the thread that still asks must neither spend anything now nor change the exit code
        return code


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
    folder, url = whereabouts(_text(asked, "cwd"), os.environ)
    refusal = _refusal(lean.opened(os.path.join(folder, "journal.sqlite"), _WAIT_S), found) if not url else ""
    if url:
        from codriver.journal import lean_postgres  # inside: it is for teams, and takes a while

        lean_postgres.driver()
        refusal = lean_postgres.within(_SERVER_S, lambda: _refusal(lean_postgres.reached(url, _SERVER_S), found))
    return _refused(refusal, HOW) if refusal else GO_ON


def _refusal(db: lean.Db | None, found: Held) -> str:
    """Why the command must not go on, by this record; empty when it may."""
    if db is None:
        return ""  # no record, no incident
    now, refusal = datetime.now(UTC), _NOBODY
    try:
        incidents = lean.awake(db, now - ASLEEP)
        for incident in incidents:
            because = _spent(db, incident, found.command, now)
            if not because:
                return ""
            refusal = because if because != _NOBODY else refusal
    finally:
        db.close()
    return f"{found.why}; incident {incidents[0]} is open: {refusal}" if incidents else ""


def _spent(db: lean.Db, incident: str, command: str, now: datetime) -> str:
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
