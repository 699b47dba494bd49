"""Folders of markdown -> an index in the state folder; what did not change since the last time is not read again."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from codriver.access.files import read_text
from codriver.access.files.walk import Found, walk
from codriver.errors import SourceError
from codriver.knowledge.chunks import LARGEST, page
from codriver.knowledge.folder import is_knowledge
from codriver.knowledge.heard import Corpus
from codriver.knowledge.store import Store
from codriver.model import Gap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


class Shelf(NamedTuple):
    """What stands ready: the index, where each document lies, and what could not be read."""

    corpus: Corpus
    places: dict[str, Path]
    gaps: tuple[Gap, ...]


@contextmanager
def opened(state: Path, roots: Iterable[tuple[str, Path]]) -> Iterator[Shelf]:
    """The index of the documents below `roots`, up to date; each root stands with the prefix of its names.

    An index that cannot be used is built anew, one that cannot be written is kept in memory.
    """
    roots = sorted(roots)
    found, gaps = _found(roots)
    with _store(state, roots) as store:
        gaps += _refresh(store, found)
        yield Shelf(Corpus(store), {name: path for name, (path, _, _) in found.items()}, tuple(gaps))


def _store(state: Path, roots: Iterable[tuple[str, Path]]) -> Store:
    key = hashlib.sha256("\n".join(f"{name}={path}" for name, path in roots).encode()).hexdigest()[:16]
    file = state / f"knowledge-{key}.sqlite"
    for _ in range(2):
        try:
            state.mkdir(parents=True, exist_ok=True)
            return Store(file)
        except sqlite3.DatabaseError:
            try:
                file.unlink(missing_ok=True)
            except OSError:
                break
        except OSError:
            break
    return Store()


def _found(roots: Iterable[tuple[str, Path]]) -> tuple[dict[str, tuple[Path, int, int]], list[Gap]]:
    """Each document by name, with its size and the time of its last change."""
    files: dict[str, tuple[Path, int, int]] = {}
    gaps = []
    for prefix, root in roots:
        try:
            for item in walk(root):
                if not isinstance(item, Found):
                    gaps.append(Gap(what=item.path, why=item.why, hint=item.hint, source=item.path))
                elif is_knowledge(item.name):
                    told = item.path.stat()
                    name = "/".join(part for part in (prefix, item.name) if part)
                    files[name] = (item.path, told.st_size, told.st_mtime_ns)
        except (SourceError, OSError) as error:
            gaps.append(Gap(what=f"the documents in {root.name}", why=str(error), hint="check `[knowledge] paths`"))
    return files, gaps


def _refresh(store: Store, files: dict[str, tuple[Path, int, int]]) -> list[Gap]:
    known = store.files()
    now = {name: (size, changed) for name, (_, size, changed) in files.items()}
    gone = [name for name, was in known.items() if now.get(name) != was]
    new = [name for name, how in now.items() if known.get(name) != how]
    gaps: list[Gap] = []
    if gone or new:
        store.replace(gone, ((page(name, text), *now[name]) for name, text in _texts(files, new, gaps)))
    return gaps


def _texts(files: dict[str, tuple[Path, int, int]], names: Iterable[str], gaps: list[Gap]) -> Iterator[tuple[str, str]]:
    for name in names:
        try:
            yield name, read_text(files[name][0], 4 * LARGEST, name=name)
        except SourceError as error:
            gaps.append(Gap(what=f"runbook {name}", why=error.message, hint=error.hint, source=name))
