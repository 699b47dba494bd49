"""The record of incidents: rows that are only ever added, each sealed with the hash of the one before it."""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from codriver.errors import ConfigError, JournalError
from codriver.journal.tables import connected, in_words
from codriver.model import Citation, Incident, Ref, Status, iso, plain

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

FILE = "journal.sqlite"
_MOST_NAMED = 5
_RECENT = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One entry: `number` counts from 1 within its incident; `hash` seals everything else and `previous`."""

    incident: str
    number: int
    kind: str
    at: datetime
    body: Mapping[str, Any]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A citation as it was quoted, and the incident (the one worked on last) that keeps it."""

    citation: Citation
    incident: str


class Journal:
    """The journal in the folder `state`; made when missing. Use it in a `with`, or close it; one per thread.

    Several programs may write at once. Every method may raise a JournalError: the file is broken, locked for longer
    than `wait_s` seconds, not writable, or another program's.
    """

    def __init__(self, state: Path, *, wait_s: float = 10.0) -> None:
        self._file = state / FILE
        self._db = connected(self._file, wait_s)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._db.close()

    def open_incident(self, incident: Incident, at: datetime) -> None:
        """Remember the incident, with a first row `opened`; nothing when it is known."""
        body = _canonical(incident)
        with self._writing() as db:
            if not db.execute("insert or ignore into incidents values (?, ?)", (incident.id, body)).rowcount:
                return
            _add(db, incident.id, "opened", body, iso(at))

    def append(
        self, incident: str, kind: str, body: Mapping[str, Any], at: datetime, *, cites: Iterable[Citation] = ()
    ) -> Row:
        """Add a row to an incident that was opened, and keep the quotes of `cites`; all of it or nothing.

        `body` is what JSON can hold (also times and dataclasses); floats are kept to six significant digits.
        """
        text = _canonical(dict(body))
        with self._writing() as db:
            if not db.execute("select 1 from incidents where id = ?", (incident,)).fetchone():
                raise JournalError(f"no incident {incident}", hint="run `codriver triage` first")
            for cite in cites:
                _keep(db, incident, cite)
            return _add(db, incident, kind, text, iso(at))

    def rows(self, incident: str) -> tuple[Row, ...]:
        """The incident's rows in order; none for an incident that is not known."""
        found = self._asked(_OF_INCIDENT, incident)
        return tuple(map(_row, found))

    def incident(self, incident: str) -> Incident | None:
        """The incident of that id."""
        found = self._asked("select body from incidents where id = ?", incident)
        return _incident(found[0][0]) if found else None

    def latest(self) -> Incident | None:
        """The incident to which something was added last; None in an empty journal."""
        found = self._asked(_LATEST)
        return _incident(found[0][0]) if found else None

    def recent(self) -> tuple[str, ...]:
        """The ids of the incidents to which something was added last, that one first; at most a hundred."""
        return tuple(row[0] for row in self._asked(_BY_RECENCY))

    def citation(self, start: str) -> Kept | None:
        """The kept citation whose id is `start`, or begins with it in the incident worked on last; None when none does.

        Raises:
            ConfigError: several of one incident begin so; it names some.
        """
        found = self._asked(_BY_ID, start, start + "\U0010ffff")
        exact = [row for row in found if row[0] == start]
        nearest = exact or [row for row in found if row[4] == found[0][4]]
        ids = sorted({row[0] for row in nearest})
        if len(ids) > 1:
            named = ", ".join(ids[:_MOST_NAMED]) + (" ..." if len(ids) > _MOST_NAMED else "")
            raise ConfigError(f"several citations begin with `{start}`: {named}", hint="type one more letter")
        return next((Kept(Citation(Ref(row[1], row[2]), row[3]), row[4]) for row in nearest), None)

    def _asked(self, query: str, *values: str) -> list[Any]:
        with in_words(self._file):
            return self._db.execute(query, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that takes the writer's place at once: nobody reads the last hash and then comes too late."""
        with in_words(self._file):
            self._db.execute("begin immediate")
            try:
                yield self._db
            except BaseException:
                self._db.rollback()
                raise
            self._db.execute("commit")


_OF_INCIDENT = """
select incident, number, kind, at, body, previous, hash from rows where incident = ? order by number
"""
_NEW_ROW = "insert into rows (incident, number, kind, at, body, previous, hash) values (?, ?, ?, ?, ?, ?, ?)"
_LATEST = "select body from incidents where id = (select incident from rows order by place desc limit 1)"
_BY_RECENCY = f"select incident from rows group by incident order by max(place) desc limit {_RECENT}"  # noqa: S608 - a number of ours
_BY_ID = """
select c.id, c.source, c.locator, c.quote, cited.incident
from citations c join cited using (digest)
where c.id >= ? and c.id < ?
order by (select max(place) from rows where rows.incident = cited.incident) desc, c.digest
"""


def _add(db: sqlite3.Connection, incident: str, kind: str, body: str, at: str) -> Row:
    last = db.execute(
        "select number, hash from rows where incident = ? order by number desc limit 1", (incident,)
    ).fetchone()
    number, previous = (last[0] + 1, last[1]) if last else (1, "")
    seal = _seal(previous, incident, number, kind, at, body)
    row = (incident, number, kind, at, body, previous, seal)
    db.execute(_NEW_ROW, row)
    return _row(row)


def _seal(previous: str, *row: object) -> str:
    return hashlib.sha256(f"{previous}\n{_canonical(row)}".encode()).hexdigest()


def _keep(db: sqlite3.Connection, incident: str, cite: Citation) -> None:
    digest = hashlib.sha256(_canonical(cite).encode()).hexdigest()  # an id is too short to hold for all incidents
    row = (digest, cite.id, cite.ref.source, cite.ref.locator, cite.quote)
    db.execute("insert or ignore into citations values (?, ?, ?, ?, ?)", row)
    db.execute("insert or ignore into cited values (?, ?)", (digest, incident))


def _canonical(value: object) -> str:
    return json.dumps(plain(value), sort_keys=True, ensure_ascii=True, separators=(",", ":"))


def _row(row: tuple[str, int, str, str, str, str, str]) -> Row:
    incident, number, kind, at, body, previous, seal = row
    return Row(incident, number, kind, datetime.fromisoformat(at), json.loads(body), previous, seal)


def _incident(body: str) -> Incident:
    words = json.loads(body)
    onset = datetime.fromisoformat(words["onset"]) if words["onset"] else None
    return Incident(**{**words, "onset": onset, "status": Status(words["status"])})
