"""The journal as one SQLite file: made whole or not at all, recognised, opened durable; its complaints in words."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from typing import TYPE_CHECKING

from codriver.errors import JournalError
from codriver.journal.sqlite_tables import MIGRATIONS, TABLES, VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from codriver.journal.store import Answer

    Connect = Callable[..., sqlite3.Connection]

_OURS = 0x436F4472  # "CoDr", in SQLite's field for "whose file is this"
_DURABLE = "pragma synchronous = full; pragma foreign_keys = on; pragma trusted_schema = off"
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


class SqliteFile:
    """The store in `file`, which is made if it is missing (its folder too, for its owner only).

    Every commit reaches the disk before it is acknowledged. `wait_s` is how long another writer is waited for.
    `connect` is SQLite's own; a measurement that simulates a loss of power hands in another.
    """

    def __init__(self, file: Path, wait_s: float, connect: Connect = sqlite3.connect) -> None:
        self.place = str(file)
        self._file = file
        with in_words(file):
            if not file.exists():
                _make(file, connect)
            self._db = _opened(file, wait_s, connect)

    def asked(self, query: str, *values: object) -> Answer:
        """All rows of the answer."""
        with in_words(self._file):
            return self._db.execute(query, values).fetchall()

    def changed(self, query: str, *values: object) -> int:
        """How many rows the statement added."""
        return self._db.execute(query, values).rowcount

    @contextlib.contextmanager
    def writing(self) -> Iterator[SqliteFile]:
        """A transaction; itself is what writes in it."""
        with in_words(self._file):
            self._db.execute("begin immediate")
            try:
                yield self
                self._db.execute("commit")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):  # a full disk has rolled back already
                    self._db.execute("rollback")
                raise

    def close(self) -> None:
        """Give the file back."""
        self._db.close()


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


def _opened(file: Path, wait_s: float, connect: Connect) -> sqlite3.Connection:
    # Threads share it, one at a time: the journal's lock sees to that.
    connection = connect(str(file), timeout=wait_s, isolation_level=None, check_same_thread=False)
    try:
        _recognise(connection, file)
        connection.executescript(_DURABLE)
    except BaseException:
        connection.close()
        raise
    return connection


def _make(file: Path, connect: Connect) -> None:
    """A new journal under its name at once: whoever comes second finds it finished, and uses that one."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_RDWR | os.O_TRUNC | os.O_CLOEXEC, 0o600))
        with contextlib.closing(connect(str(draft), isolation_level=None)) as connection:
            connection.executescript(f"pragma application_id = {_OURS}; pragma user_version = {VERSION};")
            connection.executescript(f"begin; {TABLES} commit; pragma journal_mode = wal;")
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
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the name too has to outlive a loss of power
    finally:
        os.close(folder)


def _recognise(connection: sqlite3.Connection, file: Path) -> None:
    (owner,) = connection.execute("pragma application_id").fetchone()
    if owner != _OURS:
        raise JournalError(f"journal {file}: belongs to another program", hint=_ELSEWHERE)
    if _version(connection) < VERSION:
        _migrate(connection)
    if (version := _version(connection)) != VERSION:
        hint = "use the codriver that wrote it, or the newest one"
        raise JournalError(f"journal {file}: of version {version}, this codriver knows {VERSION}", hint=hint)


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("pragma user_version").fetchone()
    return int(version)


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring an older journal up, in one transaction: a second codriver waits, and finds it done."""
    connection.execute("begin immediate")
    try:
        for step in MIGRATIONS[_version(connection) :]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"pragma user_version = {VERSION}")
        connection.execute("commit")
    except BaseException:
        connection.execute("rollback")
        raise
