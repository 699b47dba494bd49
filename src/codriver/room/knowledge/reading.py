"""The team's documents, read whole: what they say, what of them cannot be understood, and the alerts beside them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from codriver.access.files import read_text
from codriver.access.files.walk import Found, walk
from codriver.errors import CodriverError, KnowledgeError, SourceError
from codriver.knowledge import failure_modes, markdown
from codriver.knowledge.folder import is_knowledge
from codriver.knowledge.lint import Alerting, Known
from codriver.knowledge.lint.coverage import alert_rules
from codriver.knowledge.markdown import Document
from codriver.model import FailureMode
from codriver.room.knowledge.roots import roots_of
from codriver.room.request import Room

_LARGEST = 4 * markdown.LARGEST
_YAML = (".yml", ".yaml")


@dataclass(frozen=True, slots=True)
class Text:
    """A document's root-relative name, where it lies, and its text."""

    name: str
    path: Path
    text: str


def texts_of(room: Room, paths: Iterable[Path], endings: tuple[str, ...] = ()) -> Iterator[Text | KnowledgeError]:
    """Every markdown document below the folders (or the files of those endings), or why it cannot be read.

    Raises:
        ConfigError: there are no folders.
    """
    for prefix, root in roots_of(room, paths):
        for item in walk(root):
            name = "/".join(part for part in (prefix, getattr(item, "name", getattr(item, "path", ""))) if part)
            wanted = name.lower().endswith(endings) if endings else is_knowledge(name)
            if not wanted:
                continue
            if isinstance(item, Found):
                yield _text(item, name)
            else:
                yield KnowledgeError(f"passed by: {item.why}", file=name, line=1, hint=item.hint)


def _text(item: Found, name: str) -> Text | KnowledgeError:
    try:
        return Text(name, item.path, read_text(item.path, _LARGEST, name=name))
    except SourceError as error:
        return KnowledgeError(error.message, file=name, line=1, hint=error.hint)


def known(room: Room, paths: Iterable[Path], alerts: Iterable[Path], today: date) -> Known:
    """All that the linter looks at.

    Raises:
        ConfigError: there are no folders.
    """
    documents: list[Document] = []
    modes: list[FailureMode] = []
    broken: list[KnowledgeError] = []
    files = set[str]()
    for one in texts_of(room, paths):
        if isinstance(one, KnowledgeError):
            broken.append(one)
            continue
        files.add(one.name)
        try:
            document = markdown.read(one.name, one.text)
        except KnowledgeError as error:
            broken.append(error)
            continue
        documents.append(document)
        for block in failure_modes.blocks(document):
            try:
                modes.append(failure_modes.from_block(document, block))
            except KnowledgeError as error:
                broken.append(error)
    rules, unread = _rules(room, tuple(alerts))
    return Known(
        documents=tuple(documents),
        modes=tuple(modes),
        broken=(*broken, *unread),
        files=frozenset(files),
        today=today,
        services=room.services,
        alerts=rules,
    )


def _rules(room: Room, paths: tuple[Path, ...]) -> tuple[tuple[Alerting, ...], list[KnowledgeError]]:
    found: list[Alerting] = []
    broken: list[KnowledgeError] = []
    for one in texts_of(room, paths, _YAML) if paths else ():
        if isinstance(one, KnowledgeError):
            broken.append(one)
            continue
        try:
            found += alert_rules(one.name, one.text)
        except KnowledgeError as error:
            broken.append(error)
    return tuple(found), broken


def message_of(error: CodriverError) -> str:
    """What is wrong, without the place."""
    return error.message.partition(": ")[2] or error.message
