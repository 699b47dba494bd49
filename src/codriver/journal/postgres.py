"""The journal in PostgreSQL, for teams: one URL, tables in a schema of their own, the same rows as in SQLite.

Writers take one lock of the database in turn, so that nobody reads the last hash and then comes too late. A server that
went away is an error with a hint; the next call connects anew.
"""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

from codriver.errors import JournalError
from codriver.journal.postgres_tables import MIGRATIONS, TABLES, TURN, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

    from codriver.journal.store import Answer

_INSTALL = "pip install 'codriver[postgres]'"
_AGAIN = "run it again once the server answers: nothing acknowledged is lost"
_LOCKED = ("55P03", "57014")  # lock_not_available, query_canceled: somebody else writes for too long


class Postgres:
    """The store behind `url` (postgresql://user@host/database). `wait_s` is how long it may take to answer."""

    def __init__(self, url: str, wait_s: float) -> None:
        self._url, self._wait_s = url, wait_s
        self.place = re.sub(r"(?<=//)[^@/]*@|\?.*", "", url)  # never with a password in it
        self._db: psycopg.Connection[tuple[object, ...]] | None = None
        with self._in_words():
            self._connected()

    def asked(self, query: str, *values: object) -> Answer:
        """All rows of the answer."""
        with self._in_words():
            return self._run(query, values).fetchall()

    def changed(self, query: str, *values: object) -> int:
        """How many rows the statement added."""
        with self._in_words():
            return self._run(query, values).rowcount

    @contextlib.contextmanager
    def writing(self) -> Iterator[_Transaction]:
        """A transaction that holds the writers' lock."""
        with self._in_words(), self._connected().transaction():
            self._run(f"select pg_advisory_xact_lock({TURN})", ())
            yield _Transaction(self)

    def close(self) -> None:
        """Give the connection back."""
        if self._db is not None:
            self._db.close()

    def _run(self, query: str, values: tuple[object, ...]) -> psycopg.Cursor[tuple[object, ...]]:
        return self._connected().execute(query.replace("?", "%s").encode(), values or None)

    def _connected(self) -> psycopg.Connection[tuple[object, ...]]:
        if self._db is None or self._db.closed:
            self._db = _connected(self._url, self._wait_s)
            try:
                _made(self._db)
            except BaseException:
                self._db.close()
                raise
        return self._db

    @contextlib.contextmanager
    def _in_words(self) -> Iterator[None]:
        """PostgreSQL's complaints as a JournalError; a broken connection is given up, so that the next call heals."""
        import psycopg

        try:
            yield
        except psycopg.Error as error:
            gone = isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
            locked = error.sqlstate in _LOCKED
            if gone and not locked and self._db is not None:
                self._db.close()
            hint = "another codriver is writing: run this again" if locked else _AGAIN
            first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            raise JournalError(f"journal {self.place}: {first}", hint=hint) from error


class _Transaction:
    """What writes inside the transaction: it never connects anew in the middle."""

    def __init__(self, store: Postgres) -> None:
        self.asked, self.changed = store.asked, store.changed


def _connected(url: str, wait_s: float) -> psycopg.Connection[tuple[object, ...]]:
    import psycopg

    wait = max(1, round(wait_s))
    settings = f"-c lock_timeout={wait}s -c search_path=codriver -c synchronous_commit=on"
    return psycopg.connect(url, autocommit=True, connect_timeout=wait, options=settings)


def _made(db: psycopg.Connection[tuple[object, ...]]) -> None:
    """The tables of this version: made, or brought up, by whoever comes first."""
    with db.transaction():
        db.execute(f"select pg_advisory_xact_lock({TURN})".encode())
        db.execute(b"create schema if not exists codriver")
        db.execute(b"create table if not exists version (number integer not null)")
        found = db.execute(b"select number from version").fetchall()
        version = int(str(found[0][0])) if found else 0
        if version > VERSION:
            hint = "use the codriver that wrote it, or the newest one"
            raise JournalError(f"journal: of version {version}, this codriver knows {VERSION}", hint=hint)
        for step in (TABLES,) if version == 0 else MIGRATIONS[version:]:
            db.execute(step.encode())
        if version != VERSION:
            db.execute(b"delete from version")
            db.execute(b"insert into version values (%s)", (VERSION,))


def available() -> None:
    """Raise a JournalError with a hint unless the driver is installed."""
    try:
        import psycopg
    except ImportError as error:
        raise JournalError("a journal in PostgreSQL needs psycopg", hint=_INSTALL) from error
    del psycopg
