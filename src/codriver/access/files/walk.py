"""Walks a folder in one fixed order. Never leaves it through a link, and says what it passed by."""

from __future__ import annotations

import heapq
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codriver.access.files.limits import Limits, amount
from codriver.access.files.opening import unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

IGNORED = frozenset({".git", "node_modules", "__pycache__", ".venv"})
_SPECIAL = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}


@dataclass(frozen=True, slots=True)
class Found:
    """One readable file; `name` is its path below the root with `/`, the same on every machine."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """One path (root-relative) that is not read, why, and how to have it read."""

    path: str
    why: str
    hint: str = ""


@dataclass(slots=True)
class _Count:
    """What one walk has taken so far."""

    files: int = 0
    size: int = 0
    full: bool = False


def walk(root: Path, limits: Limits | None = None) -> Iterator[Found | Skipped]:
    """The files below `root` in order of name, or `root` itself when it is a file.

    A link that stays inside the root is passed by in silence: what it points at is read under its own name. Folders
    named in `IGNORED` are passed by too. At the first file that is too many or too much, the walk says so and ends.

    Raises:
        SourceError: `root` is missing or cannot be looked at.
    """
    bounds = limits or Limits()
    try:
        real = root.resolve(strict=True)
        mode = real.stat().st_mode
    except (OSError, RuntimeError, ValueError) as error:
        raise unreadable(_shown(root.name or str(root)), _as_os_error(error)) from error
    if stat.S_ISDIR(mode):
        yield from _folder(real, real, bounds, _Count())
    else:
        yield _file(real, root.name, bounds, _Count())


def _folder(folder: Path, root: Path, limits: Limits, count: _Count) -> Iterator[Found | Skipped]:
    try:
        names = _names(folder, limits.max_files)
    except OSError as error:
        yield _refused(_name(folder, root), error)
        return
    for name in names:
        yield from _entry(folder / name, root, limits, count)
        if count.full:
            return


def _names(folder: Path, most: int) -> list[str]:
    """The first names in order; one more than can be read, so that the surplus is noticed without holding it all."""
    with os.scandir(folder) as entries:
        return heapq.nsmallest(most + 1, (entry.name for entry in entries if entry.name not in IGNORED))


def _entry(path: Path, root: Path, limits: Limits, count: _Count) -> Iterator[Found | Skipped]:
    name = _name(path, root)
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        yield _refused(name, error)
        return
    if stat.S_ISLNK(mode):
        yield from _link(path, root, name)
    elif not stat.S_ISDIR(mode):
        yield _file(path, name, limits, count)
    elif len(path.relative_to(root).parts) > limits.max_depth:
        yield Skipped(name, f"deeper than {limits.max_depth} folders", "give this folder itself as a path")
    else:
        yield from _folder(path, root, limits, count)


def _link(path: Path, root: Path, name: str) -> Iterator[Skipped]:
    try:
        target = path.resolve(strict=True)
    except FileNotFoundError:
        yield Skipped(name, "a link to nothing", "mend the link, or give the file that it meant")
    except (OSError, RuntimeError):
        yield Skipped(name, "a link that cannot be followed, or leads to itself", "give the file that it meant")
    else:
        if not target.is_relative_to(root):
            yield Skipped(name, "a link that leads out of the folder", "give what it points at as a path of its own")
        elif path.is_relative_to(target):
            yield Skipped(name, "a link back to a folder that holds it", "nothing is lost: that folder is read once")


def _file(path: Path, name: str, limits: Limits, count: _Count) -> Found | Skipped:
    try:
        seen = path.stat()
    except OSError as error:
        return _refused(name, error)
    if not stat.S_ISREG(seen.st_mode):
        kind = _SPECIAL.get(stat.S_IFMT(seen.st_mode), "a special file")
        return Skipped(_shown(name), f"{kind}, not a file", "pipe its content in: `... | codriver triage -`")
    if not os.access(path, os.R_OK):
        return _refused(name, PermissionError())
    return _counted(Found(path, _shown(name)), seen.st_size, limits, count)


def _counted(found: Found, size: int, limits: Limits, count: _Count) -> Found | Skipped:
    count.files += 1
    count.size += size
    count.full = count.files > limits.max_files or count.size > limits.max_total_bytes
    if not count.full:
        return found
    most = f"{limits.max_files} files" if count.files > limits.max_files else f"{amount(limits.max_total_bytes)} in all"
    return Skipped(found.name, f"more than {most}: this file and all after it are not read", "give a smaller folder")


def _refused(name: str, error: OSError) -> Skipped:
    said = unreadable(_shown(name), error)
    return Skipped(_shown(name), said.message.removeprefix(f"{_shown(name)}: "), said.hint)


def _name(path: Path, root: Path) -> str:
    return _shown(path.relative_to(root).as_posix())


def _shown(name: str) -> str:
    """A name whose odd bytes are spelled out, so that it can be stored, hashed and printed."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _as_os_error(error: OSError | RuntimeError | ValueError) -> OSError | ValueError:
    return error if isinstance(error, (OSError, ValueError)) else OSError(str(error))
