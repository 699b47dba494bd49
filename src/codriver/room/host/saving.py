"""A model's session is cut or ends: its last words go into the record, as a model's; a command that failed is noted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from codriver.errors import AlreadyRecorded, ConfigError
from codriver.journal.kinds import Failed, Note, Used
from codriver.room.incidents.act import Act, current, opened
from codriver.room.request import Room

BY = "a model in Claude Code"
LONGEST = 2_000
_TAIL = 262_144  # bytes of the session's file that are looked at


def save(room: Room, act: Act, transcript: Path) -> bool:
    """Keep the last words of the model, once; False when there are none, or no incident is open."""
    words = last_words(transcript)
    if not words:
        return False
    note = Note(by=BY, says=words[:LONGEST])
    once = "said " + hashlib.sha256(words.encode()).hexdigest()
    try:
        with opened(room) as journal:
            journal.append(current(journal, act).id, note.kind, note.body(), act.now, once=once)
    except (AlreadyRecorded, ConfigError):
        return False
    return True


def last_words(transcript: Path) -> str:
    """The model's last text in a session's file of JSON lines; empty when there is none."""
    try:
        with transcript.open("rb") as stream:
            stream.seek(max(0, transcript.stat().st_size - _TAIL))
            lines = stream.read(_TAIL).decode("utf-8", "replace").splitlines()
    except OSError:
        return ""
    return next((words for line in reversed(lines) if (words := " ".join(_said(line)))), "")


def _said(line: str) -> Iterator[str]:
    try:
        row = json.loads(line)
    except ValueError:
        return
    message = row.get("message") if isinstance(row, dict) and row.get("type") == "assistant" else None
    content = message.get("content") if isinstance(message, dict) else None
    for part in content if isinstance(content, list) else ():
        if isinstance(part, dict) and part.get("type") == "text" and isinstance(part.get("text"), str):
            yield part["text"].strip()


def failed(room: Room, act: Act, command: str, response: Mapping[str, object]) -> bool:
    """Note that a confirmed command did not run to its end; False when it was none."""
    with opened(room) as journal:
        try:
            story = current(journal, act)
        except ConfigError:
            return False
        used = [entry for _, entry in story.of(Used) if entry.command == command.strip()]
        before = [entry for _, entry in story.of(Failed) if entry.command == command.strip()]
        if len(used) <= len(before):
            return False
        because = str(response.get("error") or response.get("stderr") or "it ended with an error")[:200]
        entry = Failed(confirmation=used[-1].confirmation, command=command.strip(), because=because)
        journal.add(story.id, entry, act.now)
    return True
