"""A code base in Python: files parsed when somebody asks about them, imports followed to files, never executed."""

from __future__ import annotations

import sys
from collections import OrderedDict, defaultdict
from typing import TYPE_CHECKING

from codriver.codebase.python.scopes import Meter, Module, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

MOST_PARSED = 1_500  # files held at once
LARGEST = 4_000_000  # characters of one file
ENDINGS = (".py", ".pyi", ".pyw")


class Program:
    """The Python files of a code base. `unparsed` names those that were asked for and could not be parsed."""

    def __init__(
        self,
        paths: Iterable[str],
        read: Callable[[str], str],
        mentioning: Callable[[str], Sequence[str]],
        inheriting: Callable[[str], Sequence[str]] | None = None,
    ) -> None:
        self.paths = frozenset(path for path in paths if path.endswith(ENDINGS))
        self._unparsed: set[str] = set()
        self.meter = Meter()
        self._read = read
        self._mentioning = mentioning
        self._inheriting = inheriting or mentioning
        self._parsed: OrderedDict[str, Module | None] = OrderedDict()
        self._by_tail: dict[str, list[str]] = defaultdict(list)
        self._packages = {path.rpartition("/")[0] for path in self.paths if path.endswith("__init__.py")}
        for path in sorted(self.paths):
            self._by_tail[_stem(path)].append(path)

    def module(self, path: str) -> Module | None:
        """The parsed file, if it is one and can be parsed."""
        if path in self._parsed:
            self._parsed.move_to_end(path)
            return self._parsed[path]
        module = self._parse(path)
        self._parsed[path] = module
        if len(self._parsed) > MOST_PARSED:
            self._parsed.popitem(last=False)
        return module

    @property
    def unparsed(self) -> set[str]:
        """The files of which something was asked for that could not be parsed."""
        return self._unparsed | {one.path for one in self._parsed.values() if one is not None and one.broken}

    def forget(self) -> None:
        """Let go of all that was parsed."""
        self._unparsed = self.unparsed
        self._parsed.clear()
        self.meter.parsed = 0

    def text(self, path: str) -> str:
        """The file as it stands."""
        return self._read(path)

    def mentioning(self, name: str) -> list[str]:
        """The files in which the identifier occurs."""
        return [path for path in self._mentioning(name) if path in self.paths]

    def inheriting(self, name: str) -> list[str]:
        """The files in which a class may derive from one of this name."""
        return [path for path in self._inheriting(name) if path in self.paths]

    def dotted(self, path: str) -> str:
        """The name by which others import the file: from the outermost package inwards."""
        folder = path.rpartition("/")[0]
        parts = [] if path.endswith("__init__.py") else [_stem(path)]
        while folder and (folder in self._packages or folder.rpartition("/")[0] in self._packages):
            folder, _, name = folder.rpartition("/")
            parts.insert(0, name)
        return ".".join(parts)

    def find(self, dotted: str, importer: str) -> str | None:
        """The file that `import dotted` means in `importer`, if it is one of ours."""
        parts = dotted.split(".")
        inside = "/".join(parts)
        found = [
            path
            for path in self._by_tail.get(parts[-1], ())
            if _is(path, inside) and self._may_start(_root(path, inside), parts[0], importer)
        ]
        return max(
            found, key=lambda path: (_shared(path, importer), not path.endswith(".pyi"), -len(path)), default=None
        )

    def beside(self, importer: str, level: int, dotted: str) -> str | None:
        """The file that a relative import means: up by folders, then down by the dotted name."""
        folders = importer.split("/")[:-level]
        stem = "/".join((*folders, *(part for part in dotted.split(".") if part)))
        tries = (f"{stem}.py", f"{stem}/__init__.py", f"{stem}.pyi", f"{stem}/__init__.pyi")
        return next((path.lstrip("/") for path in tries if path.lstrip("/") in self.paths), None)

    def _may_start(self, root: str, first: str, importer: str) -> bool:
        """Whether absolute imports can start here: no package itself; what hides the standard library, only inside."""
        if root and root in self._packages:
            return False
        return first not in sys.stdlib_module_names or importer.startswith(f"{root}/{first}/".lstrip("/"))

    def _parse(self, path: str) -> Module | None:
        if path not in self.paths:
            return None
        text = self._read(path)
        if len(text) > LARGEST:
            self._unparsed.add(path)
            return None
        return parse(path, self.dotted(path), text, is_package=_is_package(path), meter=self.meter)


def _is_package(path: str) -> bool:
    return path.rpartition("/")[2].startswith("__init__.")


def _stem(path: str) -> str:
    folder, _, file = path.rpartition("/")
    stem = file.rpartition(".")[0]
    return folder.rpartition("/")[2] if stem == "__init__" else stem


def _is(path: str, inside: str) -> bool:
    stem = path.rpartition(".")[0].removesuffix("/__init__")
    return stem == inside or stem.endswith(f"/{inside}")


def _root(path: str, inside: str) -> str:
    stem = path.rpartition(".")[0].removesuffix("/__init__")
    return stem[: -len(inside)].rstrip("/")


def _shared(one: str, other: str) -> int:
    pairs = zip(one.split("/"), other.split("/"), strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), 1)
