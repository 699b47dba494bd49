"""Every source read: files and repositories in, a stream of facts and rows out, what could not be read as Gaps."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from codriver.connectors import Connector, Fact, File
from codriver.errors import SourceError
from codriver.model import Gap, Matters, Scope
from codriver.room.papers import MARKDOWN
from codriver.room.request import Progress
from codriver.room.strange import unread

SURE = 0.3  # below this a connector only guesses


@dataclass(frozen=True, slots=True)
class Sorted:
    """The files by what reads them: connectors by name, the knowledge room (markdown), nobody."""

    known: tuple[tuple[str, File], ...]
    markdown: tuple[File, ...]
    unknown: tuple[File, ...]


def sort(files: Iterable[File], connectors: Mapping[str, Connector]) -> Sorted:
    """Candidates score themselves, and the surest takes the file."""
    known, markdown, unknown = [], [], []
    for file in files:
        name = _surest(file, connectors)
        if name:
            known.append((name, file))
        elif file.name.lower().endswith(MARKDOWN):
            markdown.append(file)
        else:
            unknown.append(file)
    return Sorted(tuple(known), tuple(markdown), tuple(unknown))


def gather(files: Sorted, connectors: Mapping[str, Connector], scope: Scope, progress: Progress) -> Iterator[Fact]:
    """The facts and rows of every file, streamed in order; one file's failure is a Gap and stops nothing."""
    for place, (name, file) in enumerate(files.known, 1):
        progress(f"reading {place}/{len(files.known)} {file.name}")
        yield from _read(connectors[name], file, scope)
    yield from unread(files.unknown)


def _surest(file: File, connectors: Mapping[str, Connector]) -> str:
    scores = {name: connector.recognise(file) for name, connector in connectors.items()}
    best = max(sorted(scores), key=lambda name: scores[name], default="")
    return best if best and scores[best] >= SURE else ""


def _read(connector: Connector, file: File, scope: Scope) -> Iterator[Fact]:
    try:
        yield from connector.read(file, scope)
    except SourceError as error:
        yield Gap(what=file.name, why=error.message, hint=error.hint, source=file.name, matters=Matters.MUCH)
