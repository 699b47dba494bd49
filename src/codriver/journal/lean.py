"""The journal for a lock that has a tenth of a second: rows read as they lie, and one kind of row appended.

The same rows, the same seal as in `record.py`, without its imports; a test holds the two together. It makes no file.
SQLite is opened here; `lean_postgres.py` opens the other store.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

_OURS, _VERSION = 0x436F4472, 2
_RECENT = 20  # incidents
_STATES = ("resolved", "status")
_INSERT = """
insert into rows (incident, number, kind, at, body, previous, hash, cites, once) values (?, ?, ?, ?, ?, ?, ?, '', ?)
"""


class Answer(Protocol):
    """What a statement gives."""

    def fetchone(self) -> Sequence[object] | None: ...
    def fetchall(self) -> Sequence[Sequence[object]]: ...


class Db(Protocol):
    """One connection to a journal; placeholders are `?`."""

    def begin(self) -> None: ...  # and from here on nobody else writes
    def execute(self, query: str, values: Sequence[object] = (), /) -> Answer: ...
    def close(self) -> None: ...


class _File(sqlite3.Connection):
    def begin(self) -> None:
        self.execute("begin immediate")


class Lean(NamedTuple):
    """One row: what a lock needs of it. `whole` says that its seal fits."""

    number: int
    kind: str
    at: datetime
    body: Mapping[str, object]
    whole: bool


class Unusable(Exception):  # noqa: N818 - it is the journal's state, not a fault of the caller
    """There is a journal, and it cannot be read."""


class TooLate(Unusable):
    """It did not answer in time, and somebody is still asking."""


def opened(path: str, wait_s: float) -> Db | None:
    """The journal's file; None when there is none.

    Raises:
        Unusable: it is there, and it is no journal of this version.
    """
    try:
        place = f"file:{_escaped(path)}?mode=rw"
        connection = sqlite3.connect(place, uri=True, timeout=wait_s, isolation_level=None, factory=_File)
        owner = connection.execute("pragma application_id").fetchone()[0]
        version = connection.execute("pragma user_version").fetchone()[0]
        connection.execute("pragma synchronous = full")
    except sqlite3.OperationalError as error:
        if "unable to open" in str(error):
            return None
        raise Unusable(str(error)) from error
    except sqlite3.Error as error:
        raise Unusable(str(error)) from error
    if (owner, version) != (_OURS, _VERSION):
        raise Unusable("another program's file, or of another version")
    return connection


def _escaped(path: str) -> str:
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def awake(db: Db, since: datetime) -> tuple[str, ...]:
    """The incidents that are open, and in which something was recorded since then; the latest first."""
    found = db.execute("select incident from rows group by incident order by max(place) desc limit ?", (_RECENT,))
    recent = [str(row[0]) for row in found.fetchall()]
    return tuple(one for one in recent if _is_open(db, one) and _last(db, one) >= since)


def _last(db: Db, incident: str) -> datetime:
    row = db.execute("select at from rows where incident = ? order by number desc limit 1", (incident,)).fetchone()
    return datetime.fromisoformat(str(row[0]) if row else "")


def _is_open(db: Db, incident: str) -> bool:
    query = "select kind, body from rows where incident = ? and kind in (?, ?) order by number desc limit 1"
    last = db.execute(query, (incident, *_STATES)).fetchone()
    return not last or (last[0] == "status" and json.loads(str(last[1])).get("status") != "resolved")


def lines(db: Db, incident: str) -> list[Lean]:
    """The incident's rows in order."""
    query = "select number, kind, at, body, previous, hash, cites, once from rows where incident = ? order by number"
    return [_line(incident, row) for row in db.execute(query, (incident,)).fetchall()]


def _line(incident: str, row: Sequence[object]) -> Lean:
    number, kind, at, body, previous, sealed, cites, once = row
    fields: list[object] = [incident, number, kind, at, body]
    if cites or once:
        fields += [cites, once or ""]
    told = json.loads(str(body))
    return Lean(
        int(str(number)),
        str(kind),
        datetime.fromisoformat(str(at)),
        told if isinstance(told, dict) else {},
        _seal(str(previous), fields) == sealed,
    )


def _seal(previous: str, fields: Sequence[object]) -> str:
    return hashlib.sha256(f"{previous}\n{_canonical(list(fields))}".encode()).hexdigest()


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":"))


def spend(
    db: Db,
    incident: str,
    decide: Callable[[list[Lean]], tuple[str, Mapping[str, object], str] | None],
    at: str,
) -> bool:
    """Append the row (kind, body, once) that `decide` makes of the rows as they stand; nobody writes in between.

    False when it makes none, or when somebody else recorded the same `once` before.
    """
    db.begin()
    try:
        row = decide(lines(db, incident))
        added = row is not None and _added(db, incident, row, at)
        db.execute("commit" if added else "rollback")
    except BaseException:
        db.close()  # and with it the transaction: nothing half done stays
        raise
    return added


def _added(db: Db, incident: str, row: tuple[str, Mapping[str, object], str], at: str) -> bool:
    kind, body, once = row
    if once and db.execute("select 1 from rows where incident = ? and once = ?", (incident, once)).fetchone():
        return False
    last = db.execute(
        "select number, hash from rows where incident = ? order by number desc limit 1", (incident,)
    ).fetchone()
    number, previous = (int(str(last[0])) + 1, str(last[1])) if last else (1, "")
    text = _canonical(dict(body))
    fields: list[object] = [incident, number, kind, at, text, *(["", once] if once else [])]
    db.execute(
        _INSERT,
        (incident, number, kind, at, text, previous, _seal(previous, fields), once or None),
    )
    return True
