"""Every change on one timeline, with its distance from the onset; merged and deployed kept apart."""

from dataclasses import dataclass
from datetime import datetime

from codriver.engine.graph import graph
from codriver.model import Change, Gap
from codriver.room.naming import meant, spelt
from codriver.room.request import Progress, Request, Room
from codriver.room.survey import survey
from codriver.room.when import SOURCE

ABOUT_CHANGES = frozenset({"deploys", "history", "topology"})
TOLD = frozenset({"deploys", "history", "annotations", "what it was set up for"})
TELLERS = frozenset({"deploy_log", "git_history"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One change, its distance from the onset (negative: before it), and who depends on its service."""

    change: Change
    seconds_from_onset: float | None
    dependants: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The changes in order of time, and what of them could not be seen."""

    onset: datetime | None
    rows: tuple[ChangeRow, ...]
    gaps: tuple[Gap, ...]


def changes(room: Room, request: Request, kinds: tuple[str, ...], progress: Progress) -> Timeline:
    """The changes of the request's sources, those of `kinds` (all when empty) and of its service and time."""
    found = survey(room, request, progress)
    situation, request = found.situation, found.asked
    onset = request.at or (situation.window.onset if situation.window else None)
    callers = graph(situation.dependencies)
    service = meant(request.service, spelt(situation.services)) or request.service
    rows = tuple(
        ChangeRow(
            change=change,
            seconds_from_onset=round((change.at - onset).total_seconds(), 3) if onset else None,
            dependants=tuple(sorted(callers.affected_by(change.service) - {change.service})),
        )
        for change in situation.changes
        if _asked_for(change, request, service, kinds)
    )
    tellers = {"git", "deploy-log", SOURCE, *(file for name, file in found.read if name in TELLERS)}
    asked = (*((name, gives) for name, gives, _ in found.answered), *found.silent)
    tellers |= {name for name, gives in asked if TOLD & set(gives)}
    about = tuple(gap for gap in situation.gaps if gap.what in ABOUT_CHANGES or gap.source in tellers)
    return Timeline(onset=onset, rows=rows, gaps=about)


def _asked_for(change: Change, request: Request, service: str, kinds: tuple[str, ...]) -> bool:
    since, until = request.since or change.at, request.until or change.at
    ours = not service or change.service == service
    return ours and since <= change.at <= until and (not kinds or change.kind.value in kinds)
