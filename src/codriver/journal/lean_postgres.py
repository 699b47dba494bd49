"""The team's journal for a lock: PostgreSQL asked within a second, or not at all.

The driver is imported here only. A thread does the asking, so that whatever hangs (a name that nobody answers for, a
server that took the connection and says nothing) is left behind when the time is over. It makes no tables.
"""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, TypeVar

from codriver.journal.lean import TooLate, Unusable
from codriver.journal.postgres_tables import TURN, VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import psycopg

    from codriver.journal.lean import Answer, Db

_T = TypeVar("_T")


class _Server:
    """A connection as `lean.Db` wants it."""

    def __init__(self, connection: psycopg.Connection[tuple[object, ...]], complaints: type[Exception]) -> None:
        self._connection, self._complaints = connection, complaints

    def begin(self) -> None:
        self.execute("begin")
        self.execute(f"select pg_advisory_xact_lock({TURN})")

    def execute(self, query: str, values: Sequence[object] = (), /) -> Answer:
        try:
            return self._connection.execute(query.replace("?", "%s").encode(), values or None)
        except self._complaints as error:
            raise Unusable(_first(error)) from error

    def close(self) -> None:
        self._connection.close()


def reached(url: str, wait_s: float) -> Db | None:
    """The journal at `url`; None when there is none in that database.

    Raises:
        Unusable: no driver, no answer, or a journal of another version.
    """
    import psycopg

    limit = f"-c statement_timeout={int(wait_s * 1000)} -c search_path=codriver -c synchronous_commit=on"
    try:
        connection = psycopg.connect(url, autocommit=True, connect_timeout=2, options=limit)
    except psycopg.Error as error:
        raise Unusable(_first(error)) from error
    server = _Server(connection, psycopg.Error)
    if server.execute("select to_regclass('codriver.version')").fetchall()[0][0] is None:
        connection.close()
        return None
    found = [number for (number,) in server.execute("select number from version").fetchall()]
    if found != [VERSION]:
        connection.close()
        raise Unusable("a journal of another version")
    return server


def driver() -> None:
    """Load the driver, which takes its time and is not the server's fault.

    Raises:
        Unusable: it is not installed.
    """
    try:
        import psycopg
    except ImportError as error:
        raise Unusable("it is in PostgreSQL, and psycopg is missing: pip install 'codriver[postgres]'") from error
    del psycopg


def within(seconds: float, ask: Callable[[], _T]) -> _T:
    """What `ask` answers in that time.

    Raises:
        TooLate: it gave none. The thread is left behind; whoever calls ends the program.
    """
    answers: list[_T] = []
    failures: list[Exception] = []

    def asking() -> None:
        try:
            answers.append(ask())
        except (Unusable, OSError, ValueError, KeyError) as error:  # what a record can do; raised again below
            failures.append(error)

    thread = threading.Thread(target=asking, daemon=True)
    thread.start()
    thread.join(seconds)
    for failure in failures:
        raise failure
    if not answers and thread.is_alive():
        raise TooLate(f"PostgreSQL did not answer within {seconds:g} s")
    if not answers:
        raise Unusable("asking PostgreSQL failed")
    return answers[0]


def _first(error: Exception) -> str:
    """The first line of a complaint, without anybody's password."""
    lines = str(error).strip().splitlines()
    return "PostgreSQL: " + re.sub(r"(?<=//)[^@/\s]*@", "", lines[0] if lines else type(error).__name__)
