"""The files of a code base at one moment: a work tree as it lies there, or a revision out of git, also a bare one.

A file is known by its git blob hash, so that what was learnt of it holds in every revision. Nothing is executed; links
are not followed; what is too large, minified or no text is left out, and said.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from codriver.access.files import Found, Limits, walk
from codriver.access.files.limits import MIB
from codriver.access.files.opening import open_regular
from codriver.access.git import open_history
from codriver.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from codriver.access.git import Repository

LARGEST = 4 * MIB  # a source file; more is generated
LONG_LINES = 1_000  # bytes a line on average: minified
SKIPPED_FOLDERS = frozenset(
    [
        "node_modules",
        ".git",
        ".hg",
        ".svn",
        ".tox",
        ".nox",
        ".venv",
        "venv",
        "site-packages",
        "__pycache__",
        ".mypy_cache",
        ".ruff_cache",
        ".gradle",
    ]
)
_LIMITS = Limits(max_files=300_000, max_depth=40, max_total_bytes=40_000 * MIB)


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its path below the root, its blob's hash, and for a work tree the stamp by which a change is seen."""

    path: str
    blob: str
    stamp: str = ""


@dataclass(slots=True)
class WorkTree:
    """A folder, with or without git."""

    root: Path
    endings: frozenset[str]
    name: str = ""
    _notes: list[str] = field(default_factory=list)

    def sources(self) -> tuple[Source, ...]:
        """All files below the folder that have one of the endings."""
        found = []
        for one in walk(self.root, _LIMITS):
            if not isinstance(one, Found):
                self._notes.append(f"{one.path}: {one.why}")
            elif _is_wanted(one.name, self.endings) and not SKIPPED_FOLDERS & set(one.name.split("/")[:-1]):
                found += self._source(one)
        return tuple(found)

    def _source(self, one: Found) -> list[Source]:
        try:
            seen = one.path.stat()
        except OSError as error:
            self._notes.append(f"{one.name}: {error.strerror}")
            return []
        if seen.st_size > LARGEST:
            self._notes.append(f"{one.name}: larger than {LARGEST // MIB} MiB, not read")
            return []
        return [Source(one.name, "", f"{seen.st_mtime_ns}-{seen.st_size}-{seen.st_ino}")]

    def read(self, sources: Iterable[Source]) -> Mapping[str, bytes]:
        """As they are on disk now."""
        found = {}
        for one in sources:
            try:
                with open_regular(self.root / one.path, name=one.path, follow=False) as file:
                    found[one.path] = file.read(LARGEST + 1)[:LARGEST]
            except (SourceError, OSError) as error:
                self._notes.append(f"{one.path}: {error}")
        return found

    def close(self) -> None:
        """Nothing is held."""

    def notes(self) -> tuple[str, ...]:
        """What was left out, each once."""
        return tuple(dict.fromkeys(self._notes))


@dataclass(slots=True)
class Revision:
    """The tree of one commit."""

    history: Repository
    rev: str
    endings: frozenset[str]
    name: str = ""
    _notes: list[str] = field(default_factory=list)

    def sources(self) -> tuple[Source, ...]:
        """All files of the commit that have one of the endings."""
        found = [Source(path, blob) for path, blob in self.history.blobs(self.rev) if _is_wanted(path, self.endings)]
        found = [one for one in found if not SKIPPED_FOLDERS & set(one.path.split("/")[:-1])]
        sizes = self.history.sizes([one.blob for one in found])
        self._notes += [f"{one.path}: its content is not in this clone" for one in found if one.blob not in sizes]
        large = {one.path for one in found if sizes.get(one.blob, 0) > LARGEST}
        self._notes += [f"{path}: larger than {LARGEST // MIB} MiB, not read" for path in sorted(large)]
        return tuple(one for one in found if one.blob in sizes and one.path not in large)

    def read(self, sources: Iterable[Source]) -> Mapping[str, bytes]:
        """Out of git, a few hundred at once."""
        wanted = list(sources)
        found: dict[str, bytes] = {}
        for start in range(0, len(wanted), 1_000):
            some = wanted[start : start + 1_000]
            contents = self.history.contents([one.blob for one in some])
            found |= {one.path: contents[one.blob] for one in some if one.blob in contents}
        return found

    def close(self) -> None:
        """Let go of the repository."""
        self.history.close()

    def notes(self) -> tuple[str, ...]:
        """What was left out."""
        return tuple(dict.fromkeys(self._notes))


def open_snapshot(path: Path, rev: str, endings: frozenset[str]) -> WorkTree | Revision:
    """The work tree at `path`, or the revision that is asked for; of a bare repository or a bundle, its HEAD.

    Raises:
        SourceError: the path is missing, or there is no such revision.
    """
    if not rev and path.is_dir() and not _is_bare(path):
        return WorkTree(path, endings, path.name)
    return Revision(open_history(path, deadline=120.0), rev or "HEAD", endings, f"{path.name}@{rev or 'HEAD'}")


def blob_hash(content: bytes) -> str:
    """As git names it."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def minified(content: bytes) -> bool:
    """Whether nobody wrote it by hand: very long lines, or zero bytes."""
    lines = content.count(b"\n") + 1
    return b"\0" in content[:8_000] or (len(content) > 20_000 and len(content) / lines > LONG_LINES)  # noqa: PLR2004 - bytes


def _is_bare(path: Path) -> bool:
    return (path / "HEAD").is_file() and (path / "objects").is_dir() and not (path / ".git").exists()


def _is_wanted(path: str, endings: frozenset[str]) -> bool:
    """By its ending, or by its name; of a name such as `.env.production`, by what it begins with."""
    name = path.rpartition("/")[2]
    return _ending(path) in endings or name in endings or (name[:1] == "." and f".{name.split('.')[1]}" in endings)


def _ending(path: str) -> str:
    name = path.rpartition("/")[2]
    return f".{name.rpartition('.')[2].lower()}" if "." in name else name
