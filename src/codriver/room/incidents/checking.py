"""Look for a check's answer through the connectors, read-only: what a commit altered, what is seen of the suspect.

A command of a check is never run. What came back is kept in the record; whether it means yes or no, a person says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from codriver.access.git import open_history
from codriver.errors import ConfigError, SourceError
from codriver.journal.kinds import Answered, Asked
from codriver.model import Incident, Observation
from codriver.room.incidents.act import Act, current, opened
from codriver.room.incidents.again import asked_again
from codriver.room.incidents.answering import UNCLEAR
from codriver.room.incidents.pick import Table, text, texts
from codriver.room.incidents.recording import part
from codriver.room.incidents.story import Story
from codriver.room.request import Progress, Request, Room
from codriver.room.survey import survey

RECENT = timedelta(minutes=15)
MOST_LINES, MOST_BYTES = 40, 20_000
_COMMIT = re.compile(r"^git show .*?\b([0-9a-f]{7,40})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """The check, what was asked of whom, and the lines that came back; which row keeps them."""

    incident: Incident
    check: str
    ask: str
    query: str
    lines: tuple[str, ...]
    row: int


def check(room: Room, act: Act, which: str, request: Request, progress: Progress) -> Looked:
    """Look for the answer to a check of the latest assessment.

    Raises:
        ConfigError: no such check, or nothing is there to look at.
    """
    with opened(room) as journal:
        story = current(journal, act)
        meant = part(story, "checks", which)
        query, lines = _asked(room, story, meant, request, progress)
        entry = Answered(
            by=act.by,
            check=text(meant, "id"),
            ask=text(meant, "ask"),
            answer=UNCLEAR,
            how="read",
            query=query,
            came="\n".join(lines),
        )
        row = journal.add(story.id, entry, act.now)
    return Looked(
        incident=story.incident,
        check=text(meant, "id"),
        ask=text(meant, "ask"),
        query=query,
        lines=lines,
        row=row.number,
    )


def _asked(room: Room, story: Story, meant: Table, request: Request, progress: Progress) -> tuple[str, tuple[str, ...]]:
    commit = _COMMIT.match(text(meant, "command").strip())
    if commit:
        return _commit(room, story, commit[1])
    suspects = {text(one, "suspect") for one in story.parts("hypotheses") if text(one, "id") in texts(meant, "splits")}
    return _now(room, story, suspects, request, progress)


def _commit(room: Room, story: Story, sha: str) -> tuple[str, tuple[str, ...]]:
    """The commit's patch, out of whichever history has it."""
    for path in _histories(room, story):
        try:
            with open_history(path) as history:
                found = history.diff(sha, max_bytes=MOST_BYTES)
        except SourceError:
            continue
        lines = found.splitlines()
        more = (f"... {len(lines) - MOST_LINES} more lines",) if len(lines) > MOST_LINES else ()
        return f"git: {path.name}@{sha}", (*lines[:MOST_LINES], *more)
    raise ConfigError(f"no history has {sha}", hint="give it: `codriver incident assess --repo PATH`, then check again")


def _histories(room: Room, story: Story) -> Iterator[Path]:
    asked = [one for _, one in story.of(Asked)]
    roots = [*room.repositories, *(Path(path) for one in asked for path in (*one.repositories, *one.paths))]
    for root in dict.fromkeys(roots):
        yield root
        if root.is_dir():
            yield from sorted(path for path in root.iterdir() if path.suffix == ".bundle" or (path / ".git").exists())


def _now(
    room: Room, story: Story, suspects: set[str], request: Request, progress: Progress
) -> tuple[str, tuple[str, ...]]:
    """What the sources say of the suspects: running systems of the last minutes, else what was given before."""
    live = bool(room.live.sources)
    asked = replace(asked_again(room, story, request), live=live)
    if live:
        asked = replace(asked, since=request.now - RECENT, until=request.now)
    found = survey(room, asked, progress).situation.observations
    seen = sorted((one for one in found if one.service in suspects), key=_plainest)
    query = f"{'running systems' if live else 'what was given'}, of {', '.join(sorted(suspects)) or 'nobody'}"
    return query, tuple(f"{one.source}: {one.says}" for one in seen[:MOST_LINES]) or ("nothing is seen of it",)


def _plainest(seen: Observation) -> tuple[float, str]:
    return -abs(seen.deviation), seen.id
