"""A code base, opened: its snapshot, its index, and the Python in it as one program."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from typing import TYPE_CHECKING, Self

from codriver.codebase.index import Index, by_path
from codriver.codebase.keys import in_files
from codriver.codebase.languages import grammars
from codriver.codebase.parts import part_of
from codriver.codebase.python.mind import Mind
from codriver.codebase.python.program import Program
from codriver.codebase.snapshot import open_snapshot
from codriver.codebase.typed.imports import ROOT_FILES
from codriver.codebase.typed.resolving import Typed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MOST_TEXT = 24_000_000  # characters held at once
PYTHON = frozenset({".py", ".pyi", ".pyw"})
READ = PYTHON | frozenset(ROOT_FILES) | in_files.ENDINGS | in_files.NAMES | {".sql"}


class Codebase:
    """What questions are put to. `state` is the folder for indexes; None keeps the index in memory."""

    def __init__(
        self,
        path: Path,
        *,
        rev: str = "",
        state: Path | None = None,
        tests: bool = True,
        endings: frozenset[str] | None = None,
    ) -> None:
        self.snapshot = open_snapshot(path, rev, READ | grammars().keys() if endings is None else endings)
        self.name = self.snapshot.name
        self.tests = tests
        self.path, self.rev = path, rev
        self.index = Index(_place(path, state))
        sources = self.index.update(self.snapshot)
        self._sources = by_path(sources)
        self._texts: OrderedDict[str, str] = OrderedDict()
        self._held = 0
        self.paths = tuple(one.path for one in sources)
        self.aside = (
            frozenset() if tests else frozenset(path for path in self.paths if part_of(path) in ("tests", "docs"))
        )
        self.program = Program(self.paths, self.text, self.mentioning, self.inheriting)
        self.mind = Mind(self.program)
        self.typed = Typed(self)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Let go of the index and the repository."""
        self.index.close()
        self.snapshot.close()

    @property
    def minified(self) -> tuple[str, ...]:
        """The files that nobody wrote by hand: not looked into."""
        return self.index.minified

    def mentioning(self, name: str) -> list[str]:
        """The files in which the identifier occurs; their texts are fetched at once."""
        found = [path for path in self.index.mentioning(name) if self.tests or path not in self.aside]
        self._fetch([path for path in found if path not in self._texts])
        return found

    def defining(self, name: str) -> list[str]:
        """The files that seem to define a class, interface or type of this name."""
        return self.mentioning(f"class {name}")

    def inheriting(self, name: str) -> list[str]:
        """The files in which a Python class may derive from one of this name, also under another name."""
        return sorted({*self.mentioning(f"base {name}"), *self.mentioning(f"as {name}")})

    def text(self, path: str) -> str:
        """A file's text; bytes that are no UTF-8 are replaced; empty when it cannot be read."""
        if path not in self._texts:
            self._fetch([path])
        self._texts.move_to_end(path) if path in self._texts else None
        return self._texts.get(path, "")

    def _fetch(self, paths: Sequence[str]) -> None:
        wanted = [self._sources[path] for path in paths if path in self._sources]
        for path, content in self.snapshot.read(wanted).items() if wanted else ():
            self._texts[path] = text = decoded(content)
            self._held += len(text)
        while self._held > MOST_TEXT and len(self._texts) > len(paths) + 1:
            self._held -= len(self._texts.popitem(last=False)[1])


def decoded(content: bytes) -> str:
    """UTF-8, else Latin-1 as Python files of old are."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _place(path: Path, state: Path | None) -> Path | None:
    """One index for each repository, named by its place; all its revisions share it."""
    if state is None:
        return None
    name = hashlib.sha256(str(path.resolve()).encode("utf-8", "replace")).hexdigest()[:16]
    return state / "code" / f"{name}.sqlite"
