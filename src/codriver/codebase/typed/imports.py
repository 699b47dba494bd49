"""From what an import says to files: relative paths by folder, others by the end of the path; and what is near."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.codebase.languages import Grammar, grammars

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codriver.codebase.typed.outline import Outline

MOST_FILES = 60
_SCRIPTS = ("", ".ts", ".tsx", ".js", ".jsx", ".mts", ".mjs")
_FAMILIES = {
    "tsx": "script", "typescript": "script", "javascript": "script", "c": "c", "cpp": "c",
    "kotlin": "jvm", "java": "jvm", "scala": "jvm",
}  # fmt: skip


def files_of(paths: Sequence[str], path: str, importer: str) -> list[str]:
    """The files that an import's path means."""
    if path.startswith("."):
        return _relative(paths, path, importer)
    parts = [part for part in re.split(r"[./:\\]+", path) if part]
    ending = importer.rpartition(".")[2]
    for start in range(max(0, len(parts) - 4), len(parts)):
        inside = "/".join(parts[start:])
        found = [one for one in paths if one.endswith(f".{ending}") and _lies_in(one, inside)]
        if found:
            return found[:MOST_FILES]
    return []


def _relative(paths: Sequence[str], path: str, importer: str) -> list[str]:
    folders = [part for part in folder(importer).split("/") if part]
    for part in path.split("/"):
        if part == "..":
            folders = folders[:-1]
        elif part not in ("", "."):
            folders = [*folders, part]
    stem = "/".join(folders)
    plain = re.sub(r"\.(m|c)?jsx?$", "", stem)
    known = set(paths)
    tries = (f"{root}{end}" for root in (stem, plain, f"{plain}/index") for end in _SCRIPTS)
    return [one for one in tries if one in known][:1]


def nearness(path: str, importer: str, imported: Sequence[str]) -> int:
    """0: the same file; 1: imported; 2: the same folder; 3: anywhere."""
    if path == importer:
        return 0
    stem = path.rpartition(".")[0]
    if any(_matches(stem, one) for one in imported):
        return 1
    return 2 if folder(path) == folder(importer) else 3


def _matches(stem: str, imported: str) -> bool:
    inside = imported.rpartition("/")[2] if imported.startswith(".") else imported.replace(".", "/").strip("/")
    return f"/{stem}".endswith(f"/{inside}") or f"/{folder(stem)}".endswith(f"/{inside}")


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


def originals(name: str, at: Outline) -> list[str]:
    """What the file imports under this name, when it is known by another."""
    found = {original for alias, _, original in at.imports if alias == name}
    return sorted(found - {"", "default", name})
