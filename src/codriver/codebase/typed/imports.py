"""From what an import says to files: by folder, by the roots of modules, else by the end of the path; what is near."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from codriver.codebase.languages import Grammar, grammars

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from codriver.codebase.typed.outline import Outline

MOST_FILES = 400
ROOT_FILES = ("go.mod", "package.json")  # files that say what a folder is called by importers
LARGEST_ROOT = 1_000_000  # characters
_SCRIPTS = (".ts", ".tsx", ".js", ".jsx", ".mts", ".mjs", ".cts", ".cjs", ".d.ts")
_ALIASES = frozenset({"@", "~", "#", "src", ""})  # how folders of our own begin, in path mappings
_MODULE = re.compile(r"^\s*module\s+\"?([^\s\"]+)", re.MULTILINE)
_FAMILIES = {
    "tsx": "script", "typescript": "script", "javascript": "script", "c": "c", "cpp": "c",
    "kotlin": "jvm", "java": "jvm", "scala": "jvm",
}  # fmt: skip


@dataclass(slots=True)
class Places:
    """The paths of a code base, found by their ends; and what its folders are called by importers."""

    paths: Sequence[str]
    read: Callable[[str], str]
    _roots: dict[str, dict[str, str]] = field(default_factory=dict)
    _answers: dict[tuple[str, str, str, str], list[str]] = field(default_factory=dict)
    _known: frozenset[str] = frozenset()
    _by_tail: dict[str, list[str]] = field(default_factory=dict)

    def files_of(self, path: str, importer: str, language: str) -> list[str]:
        """The files that an import's path means."""
        key = (path, folder(importer), language, importer.rpartition(".")[2])
        if key not in self._answers:
            self._answers[key] = self._files_of(path, importer, language)
        return self._answers[key]

    def _files_of(self, path: str, importer: str, language: str) -> list[str]:
        kind = family(language)
        if kind == "c":
            return self._included(path, importer)
        if path.startswith("."):
            return self._relative(path, importer) if kind == "script" else self._by_end(path, importer)
        if not path:
            return []
        if language == "go" and self.roots("go.mod"):
            return self._below_root(path, importer)
        return self._package(path, importer) if kind == "script" else self._by_end(path, importer)

    def roots(self, name: str) -> Mapping[str, str]:
        """What the files of this name say: module or package -> its folder."""
        if name not in self._roots:
            found = [one for one in self.paths if one.rpartition("/")[2] == name]
            told = ((_root_name(name, self.read(one)), folder(one)) for one in sorted(found, key=len, reverse=True))
            self._roots[name] = {root: where for root, where in told if root}
        return self._roots[name]

    def _below_root(self, path: str, importer: str) -> list[str]:
        """Go: the folder below the module that the path begins with."""
        inside = [root for root in self.roots("go.mod") if path == root or path.startswith(f"{root}/")]
        if not inside:
            return []
        root = max(inside, key=len)
        where = "/".join(part for part in (self.roots("go.mod")[root], path[len(root) :].strip("/")) if part)
        ending = importer.rpartition(".")[2]
        found = [one for one in self._tails(f".{ending}") if folder(one) == where and not one.endswith("_test.go")]
        return found[:MOST_FILES]

    def _package(self, path: str, importer: str) -> list[str]:
        """Script: a package of this repository, or a path below a folder of ours."""
        for root, where in self.roots("package.json").items():
            if path == root or path.startswith(f"{root}/"):
                rest = path[len(root) :].strip("/")
                tries = [f"{where}/{rest}", f"{where}/src/{rest}", f"{where}/lib/{rest}"]
                return next((found for one in tries if (found := self._script(one.strip("/")))), [])
        parts = path.split("/")
        while parts and parts[0] in _ALIASES:
            parts = parts[1:]
        mapped = len(parts) < len(path.split("/"))
        if len(parts) < 2 and not mapped:  # noqa: PLR2004 - one word is a library
            return []
        inside = "/".join(parts)
        ends = [f"/{inside}{end}" for root in ("", "/index") for end in (f"{root}{one}" for one in _SCRIPTS)]
        found = [one for end in ends for one in self._tails(end) if f"/{one}".endswith(end)]
        return sorted(found, key=lambda one: -_shared(one, importer))[:1]

    def _relative(self, path: str, importer: str) -> list[str]:
        folders = [part for part in folder(importer).split("/") if part]
        for part in path.split("/"):
            if part == "..":
                folders = folders[:-1]
            elif part not in ("", "."):
                folders = [*folders, part]
        return self._script("/".join(folders))

    def _script(self, stem: str) -> list[str]:
        """The file of this stem, or the index of this folder."""
        if not self._known:
            self._known = frozenset(self.paths)
        plain = re.sub(r"\.(m|c)?jsx?$", "", stem)
        index = f"{plain}/index" if plain else "index"
        tries = (stem, *(f"{root}{end}" for root in (plain, index) for end in _SCRIPTS))
        return [one for one in tries if one in self._known][:1]

    def _included(self, path: str, importer: str) -> list[str]:
        """`#include`: beside the file, else the path that ends so and shares most folders."""
        beside = "/".join(part for part in (folder(importer), path) if part)
        found = [one for one in self._tails(path) if one == beside or f"/{one}".endswith(f"/{path}")]
        return sorted(found, key=lambda one: (one != beside, -_shared(one, importer)))[:1]

    def _by_end(self, path: str, importer: str) -> list[str]:
        """The longest end of the path that is a file or a folder."""
        parts = [part for part in re.split(r"[./:\\]+", path) if part]
        ending = importer.rpartition(".")[2]
        for start in range(max(0, len(parts) - 4), len(parts)):
            inside = "/".join(parts[start:])
            found = [one for one in self._tails(f".{ending}") if _lies_in(one, inside)]
            if found:
                return found[:MOST_FILES]
        return []

    def _tails(self, end: str) -> list[str]:
        """The paths with the ending of `end`."""
        if not self._by_tail:
            for one in self.paths:
                self._by_tail.setdefault(one.rpartition(".")[2], []).append(one)
        return self._by_tail.get(end.rpartition(".")[2], [])


def _root_name(file: str, text: str) -> str:
    if file == "go.mod":
        found = _MODULE.search(text)
        return found[1] if found else ""
    try:
        said = json.loads(text[:LARGEST_ROOT])
    except (ValueError, RecursionError):
        return ""
    return str(said.get("name") or "") if isinstance(said, dict) else ""


def _shared(path: str, importer: str) -> int:
    """How many folders two files have in common."""
    pairs = zip(path.split("/"), importer.split("/"), strict=False)
    return next((at for at, (one, other) in enumerate(pairs) if one != other), 0)


def nearness(path: str, importer: str, imported: Sequence[str]) -> int:
    """0: the same file; 1: imported; 2: the same folder; 3: anywhere."""
    if path == importer:
        return 0
    stem = path.rpartition(".")[0]
    if any(_matches(stem, one) for one in imported):
        return 1
    return 2 if folder(path) == folder(importer) else 3


def _matches(stem: str, imported: str) -> bool:
    inside = imported.rpartition("/")[2] if imported.startswith(".") else re.sub(r"[.\\:]+", "/", imported).strip("/")
    return bool(inside) and (f"/{stem}".endswith(f"/{inside}") or f"/{folder(stem)}".endswith(f"/{inside}"))


def _lies_in(path: str, inside: str) -> bool:
    return f"/{folder(path)}".endswith(f"/{inside}") or f"/{path.rpartition('.')[0]}".endswith(f"/{inside}")


def folder(path: str) -> str:
    """Where the file lies."""
    return path.rpartition("/")[0]


def grammar_of(at: Outline) -> Grammar:
    """The grammar that an outline was made by."""
    return next(one for one in grammars().values() if one.name == at.language)


def family(language: str) -> str:
    """Languages whose files use each other's names."""
    return _FAMILIES.get(language, language)


def imported_as(name: str, at: Outline) -> Iterator[tuple[str, str]]:
    """The path and the original name of what the file imports under this name."""
    return ((path, original) for alias, path, original in at.imports if alias == name and path)


def originals(name: str, at: Outline) -> list[str]:
    """What the file imports under this name, when it is known by another."""
    found = {original for alias, _, original in at.imports if alias == name}
    return sorted(found - {"", "default", name})
