"""The record of incidents: rows that are only ever added, each sealed with the hash of the one before it."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Self

from codriver.errors import AlreadyRecorded, ConfigError, JournalError
from codriver.journal.rows import COLUMNS, Row, Written, canonical, digest, digests, written
from codriver.journal.sqlite_file import SqliteFile
from codriver.journal.together import Together
from codriver.model import Citation, Incident, Ref, Status, iso

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from codriver.journal.kinds import Entry
    from codriver.journal.store import Store, Write

FILE = "journal.sqlite"
_MOST_NAMED = 5
_RECENT = 100


@dataclass(frozen=True, slots=True)
class Kept:
    """A citation as it was quoted, and the incident (the one worked on last) that keeps it."""

    citation: Citation
    incident: str


class Journal:
    """The journal in the folder `state`, made when missing, or in the `store` that is handed in.

    Use it in a `with`, or close it. Several programs may write at once; threads may share one, and then share commits.
    Every method may raise a JournalError: the file is broken, locked for longer than `wait_s` seconds, not writable,
    or another program's; the database does not answer.
    """

    def __init__(self, state: Path, *, wait_s: float = 10.0, store: Store | None = None) -> None:
        self._store = store or SqliteFile(state / FILE, wait_s)
        self._together = Together(self._store)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._store.close()

    @property
    def place(self) -> str:
        """Where it lies, as a person names it."""
        return self._store.place

    def open_incident(self, incident: Incident, at: datetime) -> None:
        """Remember the incident, with a first row `opened`; nothing when it is known."""
        body, moment = canonical(incident), iso(at)

        def work(db: Write) -> None:
            if db.changed("insert into incidents values (?, ?) on conflict do nothing", incident.id, body):
                _add(db, incident.id, ("opened", moment, body, "", ""))

        self._together.write(work)

    def add(self, incident: str, entry: Entry, at: datetime, *, cites: Iterable[Citation] = ()) -> Row:
        """Add a typed entry (see `kinds`) to an incident that was opened.

        Raises:
            AlreadyRecorded: the entry can be recorded one time only, and it is there.
        """
        return self.append(incident, entry.kind, entry.body(), at, cites=cites, once=entry.once)

    def append(
        self,
        incident: str,
        kind: str,
        body: Mapping[str, object],
        at: datetime,
        *,
        cites: Iterable[Citation] = (),
        once: str = "",
    ) -> Row:
        """Add a row to an incident that was opened, and keep the quotes of `cites`; all of it or nothing.

        `body` is what JSON can hold (also times and dataclasses); floats are kept to six significant digits. Nothing
        else of the incident bears the same `once`.
        """
        quotes = tuple(cites)
        fields = (kind, iso(at), canonical(dict(body)), digests(quotes), once)
        kept = [_columns(cite) for cite in quotes]

        def work(db: Write) -> Row:
            if not db.asked("select 1 from incidents where id = ?", incident):
                raise JournalError(f"no incident {incident}", hint="run `codriver triage` first")
            if once and db.asked("select 1 from rows where incident = ? and once = ?", incident, once):
                raise AlreadyRecorded(f"{kind}: recorded already ({once})", hint="it counts one time only")
            for row in kept:
                db.changed(_KEEP, *row)
                db.changed("insert into cited values (?, ?) on conflict do nothing", row[0], incident)
            return _add(db, incident, fields)

        return self._together.write(work)

    def take_in(self, incident: str, body: str, rows: Sequence[Written], quotes: Sequence[tuple[str, Citation]]) -> int:
        """Add rows of another journal as they were sealed there; how many were new. Whoever calls has verified them.

        Raises:
            JournalError: this journal tells the incident differently.
        """
        known = self.written(incident)
        if known != tuple(rows[: len(known)]) or self.opened(incident) not in ("", body):
            raise JournalError(f"{incident} is told differently here", hint="import it into an empty CODRIVER_STATE")

        def work(db: Write) -> int:
            db.changed("insert into incidents values (?, ?) on conflict do nothing", incident, body)
            for name, cite in quotes:
                db.changed(_KEEP, name, *_columns(cite)[1:])
                db.changed("insert into cited values (?, ?) on conflict do nothing", name, incident)
            for row in rows[len(known) :]:
                db.changed(_NEW_ROW, *astuple(row))
            return len(rows) - len(known)

        return self._together.write(work)

    def rows(self, incident: str) -> tuple[Row, ...]:
        """The incident's rows in order; none for an incident that is not known."""
        return tuple(row.opened() for row in self.written(incident))

    def written(self, incident: str) -> tuple[Written, ...]:
        """The same rows as they were sealed, not looked at yet."""
        return tuple(map(written, self._together.asked(_OF_INCIDENT, incident)))

    def incident(self, incident: str) -> Incident | None:
        """The incident of that id, as it was opened."""
        found = self._together.asked("select body from incidents where id = ?", incident)
        return _incident(found[0][0]) if found else None

    def opened(self, incident: str) -> str:
        """How the incident was written down when it was opened; empty when it is not known."""
        found = self._together.asked("select body from incidents where id = ?", incident)
        return str(found[0][0]) if found else ""

    def latest(self) -> Incident | None:
        """The incident to which something was added last; None in an empty journal."""
        found = self.recent()
        return self.incident(found[0]) if found else None

    def recent(self, most: int = _RECENT) -> tuple[str, ...]:
        """The ids of the incidents to which something was added last, that one first; at most a hundred."""
        return tuple(row[0] for row in self._together.asked(_BY_RECENCY, most))

    def quotes(self, incident: str) -> tuple[tuple[str, Citation], ...]:
        """Every quote kept for the incident, with the digest that rows name it by."""
        found = self._together.asked(_QUOTES, incident)
        return tuple((row[0], Citation(Ref(row[1], row[2]), row[3])) for row in found)

    def citation(self, start: str) -> Kept | None:
        """The kept citation whose id is `start`, or begins with it in the incident worked on last; None when none does.

        Raises:
            ConfigError: several of one incident begin so; it names some.
        """
        found = self._together.asked(_BY_ID, start, start + "\U0010ffff")
        exact = [row for row in found if row[0] == start]
        nearest = exact or [row for row in found if row[4] == found[0][4]]
        ids = sorted({row[0] for row in nearest})
        if len(ids) > 1:
            named = ", ".join(ids[:_MOST_NAMED]) + (" ..." if len(ids) > _MOST_NAMED else "")
            raise ConfigError(f"several citations begin with `{start}`: {named}", hint="type one more letter")
        return next((Kept(Citation(Ref(row[1], row[2]), row[3]), row[4]) for row in nearest), None)


_OF_INCIDENT = f"select {COLUMNS} from rows where incident = ? order by number"  # noqa: S608 - names of ours
_NEW_ROW = f"insert into rows ({COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - names of ours
_LAST = "select number, hash from rows where incident = ? order by number desc limit 1"
_BY_RECENCY = "select incident from rows group by incident order by max(place) desc limit ?"
_KEEP = "insert into citations values (?, ?, ?, ?, ?) on conflict do nothing"
_QUOTES = """
select c.digest, c.source, c.locator, c.quote
from citations c join cited on cited.digest = c.digest
where cited.incident = ? order by c.digest
"""
_BY_ID = """
select c.id, c.source, c.locator, c.quote, cited.incident
from citations c join cited on cited.digest = c.digest
where c.id >= ? and c.id < ?
order by (select max(place) from rows where rows.incident = cited.incident) desc, c.digest
"""


def _add(db: Write, incident: str, fields: tuple[str, str, str, str, str]) -> Row:
    last = db.asked(_LAST, incident)
    number, previous = (last[0][0] + 1, last[0][1]) if last else (1, "")
    kind, at, body, cites, once = fields
    row = Written(incident, number, kind, at, body, previous, "", cites, once or None)
    row = replace(row, hash=row.sealed())
    db.changed(_NEW_ROW, *astuple(row))
    return row.opened()


def _columns(cite: Citation) -> tuple[str, str, str, str, str]:
    return digest(cite), cite.id, cite.ref.source, cite.ref.locator, cite.quote


def _incident(body: str) -> Incident:
    words = json.loads(body)
    onset = datetime.fromisoformat(words["onset"]) if words["onset"] else None
    return Incident(**{**words, "onset": onset, "status": Status(words["status"])})
