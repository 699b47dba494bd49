"""Which runbook fits, with its section, its commands and when it was last reviewed; nothing when none does."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from codriver.access.files import read_text
from codriver.errors import ConfigError, KnowledgeError, SourceError
from codriver.knowledge import markdown, ranker, runbooks, search
from codriver.knowledge.asked import Asked
from codriver.knowledge.chunks import page
from codriver.knowledge.ranker import Ranker
from codriver.knowledge.search import Hit
from codriver.knowledge.shelf import Shelf, opened
from codriver.model import Gap, Runbook
from codriver.room.incidents.act import opened as journal_of
from codriver.room.incidents.pick import tables, text
from codriver.room.incidents.story import told
from codriver.room.knowledge.meaning import meaning_of
from codriver.room.knowledge.of_now import folders_of_now
from codriver.room.knowledge.question import asked_by, kind_of
from codriver.room.knowledge.roots import roots_of, tuned
from codriver.room.request import Room

LIMIT = 3
_LARGEST = 4 * markdown.LARGEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """A section that fits, how likely it is the right one, the sections beside it, and its age in days if known."""

    runbook: Runbook
    sure: float
    others: tuple[str, ...] = ()
    reviewed_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A document that does not fit well enough to be called the runbook, and how sure that it does is."""

    title: str
    source: str
    sure: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was looked for and heard as what, the sections that fit, among how many documents; the nearest if none."""

    asked: str
    kind: str
    fitting: tuple[Fitting, ...]
    documents: int
    gaps: tuple[Gap, ...] = ()
    near: Near | None = None


def find(room: Room, words: str, paths: Iterable[Path], now: datetime, service: str = "") -> Answer:
    """The runbook for an alert, a log line or a phrase; for the incident worked on last when nothing is said.

    Without paths the configured folders are looked in, and those of what the incident was asked about.

    Raises:
        ConfigError: there are no documents to look in, or nothing is said and no incident is open.
    """
    services = (service,) if service else ()
    asked, shown = (asked_by(words, services), words) if words.strip() else _current(room)
    roots = roots_of(room, tuple(paths) or folders_of_now(room, beside=not words.strip()))
    with opened(room.state, roots) as shelf:
        by = tuned(room) or ranker.shipped()
        found = search.hits(shelf.corpus, asked, by, limit=LIMIT, meaning=meaning_of(room))
        read = [_read(shelf, hit, now) for hit in found]
        gaps = (*shelf.gaps, *(one for one in read if isinstance(one, Gap)))
        fitting = tuple(one for one in read if isinstance(one, Fitting))
        return Answer(
            asked=shown,
            kind=kind_of(asked),
            fitting=fitting,
            documents=shelf.corpus.many,
            gaps=gaps,
            near=None if found else _near(shelf, asked, by),
        )


def _near(shelf: Shelf, asked: Asked, by: Ranker) -> Near | None:
    hit = search.nearest(shelf.corpus, asked, by)
    return Near(title=hit.title, source=hit.name, sure=round(hit.sure, 3)) if hit else None


def _current(room: Room) -> tuple[Asked, str]:
    """What the latest assessment of the incident worked on last says: its title, suspect and failing services."""
    with journal_of(room) as journal:
        incident = journal.latest()
        if incident is None:
            raise ConfigError("nothing asked, and no incident is open", hint='codriver runbook "payments are failing"')
        latest = told(incident, journal.rows(incident.id)).latest
    suspects = tuple(text(one, "suspect") for one in tables(latest, "hypotheses")[:1])
    says = tuple(text(one, "says") for one in tables(latest, "hypotheses")[:1])
    services = tuple(dict.fromkeys(one for one in (*suspects, incident.service) if one))
    asked = Asked(alerts=(incident.title,), texts=says, services=services)
    return asked, incident.title


def _read(shelf: Shelf, hit: Hit, now: datetime) -> Fitting | Gap:
    try:
        content = read_text(shelf.places[hit.name], _LARGEST, name=hit.name)
        document = markdown.read(hit.name, content)
    except (SourceError, KnowledgeError) as error:
        return Gap(what=f"runbook {hit.name}", why=error.message, hint=error.hint, source=hit.name)
    sections = runbooks.from_document(document)
    if not sections:
        return Gap(what=f"runbook {hit.name}", why="it holds headings only", hint="write what to do", source=hit.name)
    chunks = page(hit.name, content).chunks
    line = chunks[hit.piece - 1].line if 0 < hit.piece <= len(chunks) else 1
    chosen = _at(sections, line)
    return Fitting(
        runbook=replace(chosen, because=hit.because),
        sure=round(hit.sure, 3),
        others=tuple(one.section for one in sections if one is not chosen and one.section),
        reviewed_days=_age(chosen.last_reviewed, now),
    )


def _at(sections: tuple[Runbook, ...], line: int) -> Runbook:
    """The section that holds the line; for an introduction without commands the first section that has some."""
    starts = [int(one.cites[0].ref.locator.rpartition(":")[2]) for one in sections]
    at = max((n for n, start in enumerate(starts) if start <= line), default=0)
    at = next((n for n, start in enumerate(starts) if start >= line), at) if starts[at] < line and not at else at
    chosen = sections[at]
    if chosen.section or chosen.commands:
        return chosen
    return next((one for one in sections if one.commands), chosen)


def _age(reviewed: str, now: datetime) -> int | None:
    try:
        return (now.date() - date.fromisoformat(reviewed[:10])).days
    except ValueError:
        return None
