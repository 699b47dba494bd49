"""Failure modes in use: which there are, and a first draft of one for a service."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from codriver.errors import ConfigError, JournalError, KnowledgeError
from codriver.journal.kinds import Resolved
from codriver.knowledge import drafting
from codriver.model import FailureMode
from codriver.room.incidents.act import opened, story_of
from codriver.room.incidents.lessons import without_commits
from codriver.room.knowledge.reading import known
from codriver.room.request import Room

_MOST = 1_000  # incidents


@dataclass(frozen=True, slots=True)
class Modes:
    """The failure modes in order of service and name, and what cannot be understood."""

    modes: tuple[FailureMode, ...]
    broken: tuple[KnowledgeError, ...]


def listed(room: Room, paths: Iterable[Path], today: date, service: str = "") -> Modes:
    """Every failure mode of the documents, or those of one service.

    Raises:
        ConfigError: there are no documents.
    """
    found = known(room, paths, (), today)
    wanted = (mode for mode in found.modes if not service or mode.service == service)
    return Modes(tuple(sorted(wanted, key=lambda mode: (mode.service, mode.name))), found.broken)


def draft(room: Room, service: str, code: Path | None, today: date) -> str:
    """Markdown with failure modes to think about: what broke the service before, what it needs, what its code sets.

    Raises:
        ConfigError: no service is named.
    """
    if not service.strip():
        raise ConfigError("no service named", hint="codriver failure-modes new checkout")
    declared = next((one for one in room.services if one.name == service), None)
    needs = declared.depends_on if declared else ()
    owner = declared.owner if declared else ""
    seen = drafting.seen_in(drafting.sources(code)) if code else ()
    return drafting.draft(service, owner, needs, seen, today.isoformat(), _before(room, service, today))


def _before(room: Room, service: str, today: date) -> list[drafting.Before]:
    """What broke it in incidents resolved here, the commonest first; and where each stands in the documents."""
    written = {mode.cause: mode for mode in reversed(_written(room, service, today))}
    causes: dict[str, list[tuple[str, str]]] = {}
    for incident, ended in _ended(room):
        if ended.suspect == service:
            causes.setdefault(ended.mechanism, []).append((incident, ended.cause))
    found = [_cause(cause, of, written.get(cause)) for cause, of in causes.items()]
    found += [
        drafting.Before(mode.cause, mode.says, mode.seen_in, mode.cites[0].ref.locator)
        for cause, mode in written.items()
        if cause not in causes and mode.seen_in
    ]
    return sorted(found, key=lambda one: (-len(one.incidents), one.cause))


def _cause(cause: str, of: list[tuple[str, str]], mode: FailureMode | None) -> drafting.Before:
    says = mode.says if mode else next((says for _, says in of if says), cause or "it failed")
    incidents = tuple(dict.fromkeys((*(mode.seen_in if mode else ()), *(incident for incident, _ in of))))
    return drafting.Before(cause, without_commits(says), incidents, mode.cites[0].ref.locator if mode else "")


def _written(room: Room, service: str, today: date) -> tuple[FailureMode, ...]:
    try:
        return listed(room, (), today, service).modes
    except ConfigError:
        return ()  # a team without documents may have resolved incidents


def _ended(room: Room) -> list[tuple[str, Resolved]]:
    try:
        with opened(room) as journal:
            stories = [story_of(journal, one) for one in reversed(journal.recent(_MOST))]
    except JournalError:
        return []
    return [(story.id, story.resolved) for story in stories if story.resolved]
