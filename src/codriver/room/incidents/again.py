"""Assess again: the same sources, what people told since, and what changed since the last time, and why."""

from dataclasses import dataclass, replace
from pathlib import Path

from codriver.errors import ConfigError
from codriver.journal.kinds import Asked
from codriver.model import Assessment
from codriver.room.incidents.act import Act, current, opened
from codriver.room.incidents.nudge import nudge
from codriver.room.incidents.said import said
from codriver.room.incidents.since import Since, since
from codriver.room.incidents.story import Story
from codriver.room.request import Progress, Request, Room
from codriver.room.shape import shape_of
from codriver.room.triage import keep, look


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """The assessment now, what changed, and a word that may help."""

    assessment: Assessment
    since: Since
    nudge: str = ""


def assess(room: Room, act: Act, request: Request, progress: Progress) -> Again:
    """Look again at what the incident was asked about, and at what the request adds, with what people told.

    Raises:
        ConfigError: no incident is open, or nothing is there to look at.
    """
    with opened(room) as journal:
        story = current(journal, act)
        found = look(room, asked_again(room, story, request), progress, said(story))
        assessment = replace(found, incident=story.incident)
        last = story.assessments[-1].number if story.assessments else 0
        between = [entry for row, entry in story.typed if row.number > last]
        changed = since(story.latest, shape_of(assessment), between)
        keep(journal, story.id, assessment, request if _adds(request) else None, act.now)
        after = current(journal, replace(act, incident=story.id))
    return Again(assessment=assessment, since=changed, nudge=nudge(after, act.now))


def asked_again(room: Room, story: Story, request: Request) -> Request:
    """The request with the paths of all that was asked before; its own times go before the old ones."""
    before = [asked for _, asked in story.of(Asked)]
    paths = dict.fromkeys((*(Path(path) for asked in before for path in asked.paths), *request.paths))
    repositories = dict.fromkeys(
        (*(Path(path) for asked in before for path in asked.repositories), *request.repositories)
    )
    live = any(asked.live for asked in before)
    if not (live or paths or repositories or request.pasted or room.sources or room.repositories):
        hint = "codriver incident assess PATH: what was piped in is not kept"
        raise ConfigError("nothing to look at again", hint=hint)
    last = before[-1] if before else Asked()
    return replace(
        request,
        paths=tuple(paths),
        repositories=tuple(repositories),
        service=request.service or last.service or story.incident.service,
        at=request.at or last.at,
        since=request.since or last.since,
        until=request.until,
        live=request.live or live,
        alert=request.alert or last.alert,
    )


def _adds(request: Request) -> bool:
    """Whether it names anything that the incident was not asked about before."""
    return bool(request.paths or request.repositories or request.at or request.since)
