"""Which files mention an identifier: postings in SQLite by git blob hash, built in parallel, once for each content."""

from __future__ import annotations

import re
import sqlite3
from array import array
from collections import deque
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import suppress
from itertools import chain, islice
from multiprocessing import get_context
from typing import TYPE_CHECKING

from codriver.codebase.snapshot import Source, blob_hash, minified

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from codriver.codebase.snapshot import Revision, WorkTree

SCHEMA = 3
IN_PARALLEL = 6_000_000  # bytes: below, two more Pythons cost more than they bring
CHUNK = 2_500_000  # bytes that one worker is given at once
IDENTIFIER = re.compile(rb"[A-Za-z_\x80-\xff][A-Za-z0-9_\x80-\xff]*")
CLASS = re.compile(
    rb"\b(?:class|interface|struct|enum|record|trait|object|type|module|union|protocol)\s+([A-Za-z_][A-Za-z0-9_]*)"
)
HEADER = re.compile(rb"\bclass[ \t]+\w+[ \t]*(?:\[[^\]]*\])?\(([^()]{1,2000}(?:\([^()]*\)[^()]*){0,9})\)\s*:")
RENAMED = re.compile(rb"\b(\w+)[ \t]+as[ \t]+\w|^\w+[ \t]*=[ \t]*(?:\w+\.)*([A-Z]\w*)[ \t\r]*$", re.MULTILINE)
Found = tuple[list[tuple[str, str, int]], dict[bytes, bytes]]  # (path, blob, lines) of each; name -> which of them
_TABLES = """
pragma journal_mode = wal; pragma synchronous = off; pragma temp_store = memory;
create table if not exists blob (id integer primary key, sha text unique, lines integer, skipped integer);
create table if not exists posting (name blob, part integer, blobs blob, primary key (name, part)) without rowid;
create table if not exists seen (path text primary key, stamp text, sha text) without rowid;
"""


def extract(files: Sequence[tuple[str, bytes]]) -> Found:
    """The identifiers of some files; runs in a worker."""
    about: list[tuple[str, str, int]] = []
    names: dict[bytes, array[int]] = {}
    for at, (path, content) in enumerate(files):
        skip = minified(content)
        about.append((path, blob_hash(content), -1 if skip else content.count(b"\n") + 1))
        for name in () if skip else _names(content, python=path.endswith((".py", ".pyi", ".pyw"))):
            names.setdefault(name, array("I")).append(at)
    return about, {name: which.tobytes() for name, which in names.items()}


def _names(content: bytes, *, python: bool) -> set[bytes]:
    """The identifiers; and what some are there: `class NAME` defined, `base NAME` derived from, `as NAME` renamed."""
    found = set(IDENTIFIER.findall(content))
    found.update(b"class " + name for name in CLASS.findall(content))
    if python:
        bases = b" ".join(HEADER.findall(content))
        found.update(b"base " + name for name in set(IDENTIFIER.findall(bases)))
        found.update(b"as " + (first or second) for first, second in RENAMED.findall(content))
    return found


class Index:
    """The postings of one code base, in a file (or in memory), brought up to date by `update`."""

    def __init__(self, file: Path | None) -> None:
        self._db = _opened(file)
        self._paths: dict[int, list[str]] = {}
        self.lines = 0
        self.minified: tuple[str, ...] = ()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def update(self, snapshot: WorkTree | Revision, *, workers: int = 2) -> tuple[Source, ...]:
        """Learn the contents that are new; the sources, each with its blob. In memory while another one writes."""
        try:
            return self._updated(snapshot, workers)
        except sqlite3.OperationalError:  # locked, or the disk is full
            self._db.close()
            self._db = _opened(None)
            return self._updated(snapshot, workers)

    def _updated(self, snapshot: WorkTree | Revision, workers: int) -> tuple[Source, ...]:
        sources = self._with_known(snapshot.sources())
        known = {sha for (sha,) in self._db.execute("select sha from blob")}
        new = [one for one in sources if one.blob not in known or not one.blob]
        told = dict(self._learn(snapshot, new, workers)) if new else {}
        sources = tuple(Source(one.path, told.get(one.path, one.blob), one.stamp) for one in sources)
        self._remember(sources)
        return sources

    def mentioning(self, name: str) -> list[str]:
        """The paths in which the identifier occurs, in order."""
        rows = self._db.execute("select blobs from posting where name = ?", (name.encode("utf-8", "replace"),))
        found: set[str] = set()
        for (blobs,) in rows:
            which = array("I")
            which.frombytes(blobs)
            for one in which:
                found.update(self._paths.get(one, ()))
        return sorted(found)

    def _with_known(self, sources: tuple[Source, ...]) -> tuple[Source, ...]:
        """Files of a work tree that were seen with the same stamp need no reading."""
        if not sources or not sources[0].stamp:
            return sources
        seen = {path: (stamp, sha) for path, stamp, sha in self._db.execute("select path, stamp, sha from seen")}
        matched = ((one, seen.get(one.path, ("", ""))) for one in sources)
        return tuple(Source(one.path, sha if stamp == one.stamp else "", one.stamp) for one, (stamp, sha) in matched)

    def _learn(self, snapshot: WorkTree | Revision, new: Sequence[Source], workers: int) -> Iterator[tuple[str, str]]:
        ids = {sha: number for number, sha in self._db.execute("select id, sha from blob")}
        names: dict[bytes, array[int]] = {}
        for about, found in _extracted(_chunks(snapshot, new), workers):
            fresh = self._add(about, ids)
            for name, which in found.items():
                local = array("I")
                local.frombytes(which)
                names.setdefault(name, array("I")).extend(fresh[at] for at in local if fresh[at])
            yield from ((path, sha) for path, sha, _ in about)
        part = self._db.execute("select coalesce(max(part), 0) + 1 from posting").fetchone()[0]
        rows = ((name, part, which.tobytes()) for name, which in sorted(names.items()) if which)
        self._db.executemany("insert into posting values (?, ?, ?)", rows)
        self._db.commit()

    def _add(self, about: Iterable[tuple[str, str, int]], ids: dict[str, int]) -> list[int]:
        """The number of each blob that is new; 0 for one that was known."""
        fresh: list[int] = []
        for _, sha, lines in about:
            if sha in ids:
                fresh.append(0)
                continue
            ids[sha] = len(ids) + 1
            self._db.execute(
                "insert or ignore into blob values (?, ?, ?, ?)", (ids[sha], sha, max(lines, 0), lines < 0)
            )
            fresh.append(ids[sha])
        return fresh

    def _remember(self, sources: tuple[Source, ...]) -> None:
        known = {
            sha: (number, lines, skipped) for number, sha, lines, skipped in self._db.execute("select * from blob")
        }
        self._paths = {}
        self.minified = tuple(one.path for one in sources if known.get(one.blob, (0, 0, 0))[2])
        for one in sources:
            if one.blob in known:
                self._paths.setdefault(known[one.blob][0], []).append(one.path)
        self.lines = sum(known[one.blob][1] for one in sources if one.blob in known)
        if sources and sources[0].stamp:
            self._db.execute("delete from seen")
            self._db.executemany("insert into seen values (?, ?, ?)", [(s.path, s.stamp, s.blob) for s in sources])
            self._db.commit()


def _opened(file: Path | None) -> sqlite3.Connection:
    """The file; anew when it is damaged or of another schema; in memory when it cannot be written."""
    if file is not None:
        for _ in range(2):
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                return _prepared(sqlite3.connect(file))
            except (sqlite3.DatabaseError, OSError):
                with suppress(OSError):
                    file.unlink()
    return _prepared(sqlite3.connect(":memory:"))


def _prepared(db: sqlite3.Connection) -> sqlite3.Connection:
    version = db.execute("pragma user_version").fetchone()[0]
    if version not in (0, SCHEMA):
        raise sqlite3.DatabaseError
    db.executescript(_TABLES)
    db.execute(f"pragma user_version = {SCHEMA}")
    return db


def _chunks(snapshot: WorkTree | Revision, new: Sequence[Source]) -> Iterator[list[tuple[str, bytes]]]:
    """Files with their contents, a few megabytes at a time."""
    chunk: list[tuple[str, bytes]] = []
    size = 0
    waiting = iter(new)
    while some := list(islice(waiting, 500)):
        for path, content in snapshot.read(some).items():
            chunk.append((path, content))
            size += len(content)
            if size > CHUNK:
                yield chunk
                chunk, size = [], 0
    if chunk:
        yield chunk


def _extracted(chunks: Iterator[list[tuple[str, bytes]]], workers: int) -> Iterator[Found]:
    """In this Python while it is little; else in workers, spawned."""
    first = list(islice(chunks, IN_PARALLEL // CHUNK))
    if sum(len(content) for chunk in first for _, content in chunk) < IN_PARALLEL - CHUNK or workers < 2:  # noqa: PLR2004 - one is us
        yield from map(extract, first)
        yield from map(extract, chunks)
        return
    yield from _in_workers([*first], chunks, workers)


def _in_workers(
    first: list[list[tuple[str, bytes]]], chunks: Iterator[list[tuple[str, bytes]]], workers: int
) -> Iterator[Found]:
    """By workers as long as they can be had; what they did not do is done here."""
    undone: deque[list[tuple[str, bytes]]] = deque()
    every = chain(first, chunks)
    try:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            waiting: deque[Future[Found]] = deque()
            for chunk in every:
                undone.append(chunk)
                waiting.append(pool.submit(extract, chunk))
                if len(waiting) > 2 * workers:
                    yield waiting.popleft().result()
                    undone.popleft()
            while waiting:
                yield waiting.popleft().result()
                undone.popleft()
    except (BrokenExecutor, RuntimeError, OSError):  # a main module without a guard, no more processes
        yield from map(extract, chain(undone, every))


def by_path(sources: Iterable[Source]) -> Mapping[str, Source]:
    """The sources by their path."""
    return {one.path: one for one in sources}
