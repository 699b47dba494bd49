"""Some weeks of history for the shop's repository, told to `git fast-import`.

The files as they are now are the end of the story. The past is told backwards from there: each step of `PAST`
says what a file looked like before it. Who and when are drawn from the seed; the words are neutral.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from .messages import PEOPLE, message_for
from .past import PAST

SKIPPED = re.compile(r"__pycache__|\.pyc$|_cache/")


@dataclass(frozen=True)
class Step:
    """One commit of the past."""

    scope: str
    files: dict[str, str]


def fast_import(source: Path, seed: int, now: datetime) -> bytes:
    chance = random.Random(f"history-{seed}")
    story = steps(files_of(source))
    dates = sorted(now - timedelta(minutes=chance.uniform(200, 60 * 24 * 40)) for _ in story)
    commits = (commit(step, at, chance) for step, at in zip(story, dates, strict=True))
    return b"".join(commits)


def files_of(source: Path) -> dict[str, str]:
    found = (path for path in sorted(source.rglob("*")) if path.is_file())
    named = {path.relative_to(source).as_posix(): path for path in found}
    return {name: path.read_text() for name, path in named.items() if not SKIPPED.search(name)}


def steps(now: dict[str, str]) -> list[Step]:
    """The story from its first commit to the files as they are now."""
    later: list[Step] = []
    for path, present, before in reversed(PAST):
        if now[path].count(present) != 1:
            raise LookupError(f"past.py: {path} has not exactly one {present!r}")
        later.append(Step(scope_of(path), {path: now[path]}))
        now = now | {path: now[path].replace(present, before)}
    return [*beginnings(now), *reversed(later)]


def beginnings(first: dict[str, str]) -> Iterator[Step]:
    """The repository grew one scope at a time."""
    ground = ("flags", "kit", "repo")
    scopes = sorted({scope_of(path) for path in first}, key=lambda scope: (scope not in ground, scope))
    for scope in scopes:
        yield Step(scope, {path: text for path, text in first.items() if scope_of(path) == scope})


def scope_of(path: str) -> str:
    match = re.match(r"(?:services|config|flags)/(\w+)[/.]", path)
    return match[1] if match and match[1] != "__init__" else "repo"


def commit(step: Step, at: datetime, chance: random.Random) -> bytes:
    who = chance.choice(PEOPLE)
    when = f"{who} <{who}@shop.example> {int(at.timestamp())} +0000"
    words = message_for(step.scope, chance).encode()
    head = f"commit refs/heads/main\nauthor {when}\ncommitter {when}\n".encode()
    return head + _sized(words) + b"".join(_file(path, text) for path, text in step.files.items()) + b"\n"


def _file(path: str, text: str) -> bytes:
    return f"M 100644 inline {path}\n".encode() + _sized(text.encode())


def _sized(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)
