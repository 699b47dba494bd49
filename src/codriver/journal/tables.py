"""The journal's file: made whole or not at all, recognised, opened durable; SQLite's complaints in the user's words."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from typing import TYPE_CHECKING

from codriver.errors import JournalError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_OURS = 0x436F4472  # "CoDr", in SQLite's field for "whose file is this"
_VERSION = 1
_TABLES = """
create table incidents (
    id text primary key,
    body text not null
) strict, without rowid;
create table rows (
    place integer primary key autoincrement,
    incident text not null references incidents (id),
    number integer not null,
    kind text not null,
    at text not null,
    body text not null,
    previous text not null,
    hash text not null,
    unique (incident, number)
) strict;
create table citations (
    digest text primary key,
    id text not null,
    source text not null,
    locator text not null,
    quote text not null
) strict, without rowid;
create index citations_by_id on citations (id);
create table cited (
    digest text not null references citations (digest),
    incident text not null references incidents (id),
    primary key (digest, incident)
) strict, without rowid;
create trigger rows_stay_as_they_are before update on rows begin select raise(abort, 'append-only'); end;
create trigger rows_stay before delete on rows begin select raise(abort, 'append-only'); end;
"""
_ELSEWHERE = "set CODRIVER_STATE to a folder of your own on a local disk"
_ASIDE = "move the file aside; codriver then begins a new one"
_HINTS = {
    "SQLITE_BUSY": "another codriver is writing: wait for it, or end it, then run this again",
    "SQLITE_LOCKED": "another codriver is writing: wait for it, or end it, then run this again",
    "SQLITE_READONLY": _ELSEWHERE,
    "SQLITE_CANTOPEN": _ELSEWHERE,
    "SQLITE_PERM": _ELSEWHERE,
    "SQLITE_FULL": "the disk is full: make room",
    "SQLITE_IOERR": "the disk does not answer: look at the system log",
    "SQLITE_NOTADB": _ASIDE,
    "SQLITE_CORRUPT": f"keep a copy, try `sqlite3 FILE .recover`; or {_ASIDE}",
}


def connected(file: Path, wait_s: float) -> sqlite3.Connection:
    """A connection to the journal in `file`, which is made if it is missing (its folder too, for its owner only).

    Every commit reaches the disk before it is acknowledged. `wait_s` is how long another writer is waited for.

    Raises:
        JournalError: the file cannot be made or opened, or is no journal of this version.
    """
    with in_words(file):
        if not file.exists():
            _make(file)
        connection = sqlite3.connect(file, timeout=wait_s, isolation_level=None)
        try:
            _recognise(connection, file)
            connection.executescript("pragma synchronous = full; pragma foreign_keys = on; pragma trusted_schema = off")
        except BaseException:
            connection.close()
            raise
        return connection


@contextlib.contextmanager
def in_words(file: Path) -> Iterator[None]:
    """SQLite's and the system's complaints about `file` as a JournalError with a hint."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        hint = next((hint for start, hint in _HINTS.items() if name.startswith(start)), _ASIDE)
        raise JournalError(f"journal {file}: {error}", hint=hint) from error
    except OSError as error:
        raise JournalError(f"journal {file}: {error.strerror or error}", hint=_ELSEWHERE) from error


def _make(file: Path) -> None:
    """A new journal under its name at once: whoever comes second finds it finished, and uses that one."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_RDWR | os.O_TRUNC | os.O_CLOEXEC, 0o600))
        with contextlib.closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            connection.executescript(f"pragma application_id = {_OURS}; pragma user_version = {_VERSION};")
            connection.executescript(f"begin; {_TABLES} commit; pragma journal_mode = wal;")
        _named(draft, file)
    finally:
        draft.unlink(missing_ok=True)


def _named(draft: Path, file: Path) -> None:
    try:
        os.link(draft, file)
    except FileExistsError:
        return
    except OSError:  # a disk without hard links: a second codriver that starts in this very moment may lose its row
        draft.rename(file)


def _recognise(connection: sqlite3.Connection, file: Path) -> None:
    (owner,) = connection.execute("pragma application_id").fetchone()
    (version,) = connection.execute("pragma user_version").fetchone()
    if owner != _OURS:
        raise JournalError(f"journal {file}: belongs to another program", hint=_ELSEWHERE)
    if version != _VERSION:
        hint = "use the codriver that wrote it, or the newest one"
        raise JournalError(f"journal {file}: of version {version}, this codriver knows {_VERSION}", hint=hint)
