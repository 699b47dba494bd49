"""Every source read: files and repositories in, a stream of facts and rows out, what could not be read as Gaps."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from codriver.connectors import Connector, Fact, File
from codriver.errors import SourceError
from codriver.model import Gap, Matters, Scope
from codriver.room.request import Progress

SURE = 0.3  # below this a connector only guesses
NAMED = 3  # so many names fit a line; more are counted
MARKDOWN = (".md", ".markdown")


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
    yield from _unknown(files.unknown)


def _surest(file: File, connectors: Mapping[str, Connector]) -> str:
    scores = {name: connector.recognise(file) for name, connector in connectors.items()}
    best = max(sorted(scores), key=lambda name: scores[name], default="")
    return best if best and scores[best] >= SURE else ""


def _read(connector: Connector, file: File, scope: Scope) -> Iterator[Fact]:
    try:
        yield from connector.read(file, scope)
    except SourceError as error:
        yield Gap(what=file.name, why=error.message, hint=error.hint, source=file.name, matters=Matters.MUCH)


def _unknown(files: tuple[File, ...]) -> Iterator[Gap]:
    empty = tuple(file for file in files if not file.sample and not file.path.is_dir())
    strange = tuple(file for file in files if file not in empty)
    if empty:
        hint = "look whether its export worked, or whether nothing was recorded"
        yield _passed_by(empty, "empty", f"nothing stands in {_named(empty)}", hint, Matters.SOME)
    if strange:
        hint = "`codriver doctor PATH` says what is read; CONTRIBUTING.md shows how to add a format"
        yield _passed_by(strange, "of no known kind", f"nothing here reads {_named(strange)}", hint, Matters.LITTLE)


def _passed_by(files: tuple[File, ...], how: str, why: str, hint: str, matters: Matters) -> Gap:
    what = f"{len(files)} file{'s' if len(files) > 1 else ''} {how}"
    return Gap(what=what, why=why, hint=hint, source=files[0].name, matters=matters)


def _named(files: tuple[File, ...]) -> str:
    more = f" and {len(files) - NAMED} more" if len(files) > NAMED else ""
    return ", ".join(file.name for file in files[:NAMED]) + more
