"""Power lost while the journal writes: images of its files in which unsynced writes are lost, reordered, torn.

The journal's own code runs on an SQLite whose file system (apsw) notes every write, sync and truncation. Any moment of
that list can be the one at which the power goes: what was synced is there, of the rest any part may be, sector by
sector. Every row that was acknowledged before that moment has to be there, and the chain whole.
"""

import random
import sqlite3
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import apsw

from codriver.errors import JournalError
from codriver.journal.kinds import Note
from codriver.journal.record import FILE, Journal
from codriver.journal.sqlite_file import SqliteFile
from codriver.journal.verify import verify
from codriver.model import Citation, Incident, Ref

AT = datetime(2026, 3, 1, tzinfo=UTC)
SHARED = Incident(title="shared", onset=AT)
SECTOR = 512
WAYS = ("none", "all", "prefix", "subset", "torn")
Operation = tuple[Any, ...]


@dataclass(slots=True)
class Noted:
    """What reached the file system, in order: writes, syncs, truncations, removals, and acknowledged rows."""

    operations: list[Operation] = field(default_factory=list)


class _File(apsw.VFSFile):
    def __init__(self, name: Any, flags: list[int], noted: Noted) -> None:
        self._name = Path(name.filename() if isinstance(name, apsw.URIFilename) else (name or "temporary")).name
        self._noted = noted.operations
        super().__init__("", name, flags)

    def xWrite(self, data: Any, offset: int) -> None:  # noqa: N802 - SQLite's name
        self._noted.append(("write", self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:  # noqa: N802 - SQLite's name
        super().xSync(flags)
        self._noted.append(("sync", self._name))

    def xTruncate(self, size: int) -> None:  # noqa: N802 - SQLite's name
        self._noted.append(("truncate", self._name, size))
        super().xTruncate(size)


class _Files(apsw.VFS):
    def __init__(self, name: str, noted: Noted) -> None:
        self._noted = noted
        super().__init__(name, "")

    def xOpen(self, name: Any, flags: list[int]) -> Any:  # noqa: N802 - SQLite's name
        return _File(name, flags, self._noted)

    def xDelete(self, filename: str, syncdir: Any) -> None:  # noqa: N802 - SQLite's name
        self._noted.operations.append(("remove", Path(filename).name))
        super().xDelete(filename, syncdir)


class _Cursor:
    def __init__(self, rows: list[Any], changes: int) -> None:
        self._rows, self.rowcount = rows, changes

    def fetchall(self) -> list[Any]:
        return self._rows

    def fetchone(self) -> Any:
        return self._rows[0] if self._rows else None


class Recorded:
    """As much of sqlite3's connection as the journal uses, on apsw. `careless` syncs no commit: a control."""

    def __init__(self, file: str, files: str, *, careless: bool) -> None:
        self._db, self._careless = apsw.Connection(file, vfs=files), careless

    def execute(self, query: str, values: Sequence[Any] = ()) -> _Cursor:
        try:
            rows = [tuple(row) for row in self._db.execute(query, tuple(values))]
        except apsw.Error as error:
            raise sqlite3.OperationalError(str(error)) from error
        return _Cursor(rows, self._db.changes())

    def executescript(self, script: str) -> None:
        self.execute(script.replace("synchronous = full", "synchronous = normal") if self._careless else script)

    def close(self) -> None:
        self._db.close()


def written(state: Path, rows: int, rng: random.Random, *, careless: bool = False) -> tuple[bytes, list[Operation]]:
    """The journal's file before, and all that happened to its files while `rows` rows were added."""
    with Journal(state) as journal:
        journal.open_incident(SHARED, AT)
    before = (state / FILE).read_bytes()
    noted = Noted()
    name = f"noted-{rng.random()}"
    files = _Files(name, noted)

    def connect(file: str, **_: object) -> Any:
        return Recorded(file, name, careless=careless)

    with Journal(state, store=SqliteFile(state / FILE, 5, connect)) as journal:
        for number in range(rows):
            cites = [Citation(Ref("files", f"a.log:{number}"), "x" * rng.randrange(400))]
            journal.add(SHARED.id, Note(by="mia", says="y" * rng.randrange(4000)), AT, cites=cites)
            noted.operations.append(("acknowledged", number + 1))
    del files
    return before, noted.operations


def image(before: bytes, happened: Sequence[Operation], rng: random.Random) -> tuple[dict[str, bytes], int]:
    """The files as a loss of power at the end of `happened` may leave them, and how many rows were acknowledged."""
    durable: dict[str, bytearray] = defaultdict(bytearray, {FILE: bytearray(before)})
    pending: dict[str, list[Operation]] = defaultdict(list)
    acknowledged = 0
    for one in happened:
        kind, name = one[0], one[1]
        if kind == "acknowledged":
            acknowledged = one[1]
        elif kind == "remove":
            durable.pop(name, None)
            pending.pop(name, None)
        elif kind == "sync":
            for late in pending.pop(name, []):
                _apply(durable[name], late)
        else:
            pending[name].append(one)
    for name, unsynced in pending.items():
        for one in _survivors(unsynced, rng):
            _apply(durable[name], one)
    return {name: bytes(content) for name, content in durable.items()}, acknowledged


def _survivors(late: list[Operation], rng: random.Random) -> list[Operation]:
    """Which unsynced writes made it to the disk, in which order, and how much of each."""
    way = rng.choice(WAYS)
    if way in ("none", "all"):
        return late if way == "all" else []
    if way == "prefix":
        return late[: rng.randrange(len(late) + 1)]
    some = [one for one in late if rng.random() < 0.5]  # noqa: PLR2004 - a fair coin
    rng.shuffle(some)
    if way == "subset":
        return some
    return [part for one in some for part in _torn(one, rng)]


def _torn(one: Operation, rng: random.Random) -> list[Operation]:
    if one[0] != "write":
        return [one]
    kind, name, offset, content = one
    starts = range(0, len(content), SECTOR)
    return [(kind, name, offset + at, content[at : at + SECTOR]) for at in starts if rng.random() < 0.6]  # noqa: PLR2004 - most, not all


def _apply(content: bytearray, one: Operation) -> None:
    if one[0] == "truncate":
        del content[one[2] :]
        return
    _, _, offset, piece = one
    if len(content) < offset + len(piece):
        content.extend(bytes(offset + len(piece) - len(content)))
    content[offset : offset + len(piece)] = piece


def judged(files: dict[str, bytes], acknowledged: int) -> str:
    """`whole`, or what is wrong with the journal that lies in such files."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            if not name.endswith("-shm"):
                (Path(folder) / name).write_bytes(content)
        try:
            with Journal(Path(folder)) as journal:
                found = verify(journal, SHARED.id)
        except JournalError as error:
            return f"broken: {error.message[-40:]}"
    if not found.sound:
        return "chain broken"
    return "whole" if found.rows >= acknowledged + 1 else "acknowledged rows lost"


def measure(images: int, seed: int = 1, *, careless: bool = False) -> dict[str, int]:
    """How many images are whole, and what is wrong with the others."""
    rng = random.Random(seed)
    found: Counter[str] = Counter()
    each = 200
    for start in range(0, images, each):
        with tempfile.TemporaryDirectory() as folder:
            before, happened = written(Path(folder), 60, rng, careless=careless)
        for _ in range(min(each, images - start)):
            moment = rng.randrange(len(happened) + 1)
            found[judged(*image(before, happened[:moment], rng))] += 1
    return dict(found)
