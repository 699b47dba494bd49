"""Which runbooks there are; and a ranker refitted on the links that the team's own alerts already have."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from codriver.errors import ConfigError
from codriver.knowledge import ranker, tuning
from codriver.knowledge.ranker import Ranker
from codriver.knowledge.runbooks import from_document
from codriver.knowledge.shelf import opened
from codriver.room.knowledge.reading import known
from codriver.room.knowledge.roots import TUNED, roots_of
from codriver.room.request import Room

_FEWEST = 10


@dataclass(frozen=True, slots=True)
class Book:
    """A document that says what to do."""

    name: str
    title: str
    service: str
    owner: str
    last_reviewed: str
    sections: int
    commands: int


@dataclass(frozen=True, slots=True)
class Tuned:
    """Shares of alerts whose first place was right, before and after, on alerts that took no part in the fit."""

    questions: int
    before: float
    after: float
    kept: bool


def books(room: Room, paths: Iterable[Path], today: date) -> tuple[Book, ...]:
    """The runbooks in order of name.

    Raises:
        ConfigError: there are no documents.
    """
    found = []
    for document in known(room, paths, (), today).documents:
        sections = from_document(document)
        if sections:
            first = sections[0]
            many = sum(len(one.commands) for one in sections)
            told = (document.name, first.title, first.service, first.owner, first.last_reviewed)
            found.append(Book(*told, len(sections), many))
    return tuple(found)


def tune(room: Room, paths: Iterable[Path], alerts: Iterable[Path], today: date) -> Tuned:
    """Refit the ranker on alerts that link to their runbooks; it is kept only if it does better on held-out ones.

    Raises:
        ConfigError: there are no documents, or fewer than ten alerts whose link leads to one.
    """
    paths = tuple(paths)
    rules = known(room, paths, alerts, today).alerts
    with opened(room.state, roots_of(room, paths)) as shelf:
        questions = tuning.questions(shelf.corpus, rules)
        if len(questions) < _FEWEST:
            hint = f"give rule files with --alerts; {len(questions)} of their links lead to a document here"
            raise ConfigError(f"fewer than {_FEWEST} alerts to learn from", hint=hint)
        fitted = tuning.tuned(questions, ranker.shipped())
    if fitted.after > fitted.before:
        _keep(room.state / TUNED, fitted.ranker)
    return Tuned(len(questions), fitted.before, fitted.after, fitted.after > fitted.before)


def _keep(file: Path, tuned: Ranker) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(ranker.written(tuned), "utf-8")
