"""Is the record kept? `python -m bench.journal [--quick] [--json]`: needs no data.

500 processes killed in the middle of writing, 2,000 images of a lost power (and the same without syncs, as a control),
1,000 tamperings held against a checkpoint, two writers at once, and what group commit gives. `--quick`: a twentieth.
"""

import argparse
import json
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from shutil import copy
from threading import Thread

from bench import powerloss
from bench.powerloss import AT, SHARED
from codriver.journal.kinds import Note
from codriver.journal.record import FILE, Journal
from codriver.journal.verify import Checkpoint, verify
from codriver.model import Citation, Incident, Ref

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from codriver.journal.kinds import Note
from codriver.journal.record import Journal
from codriver.model import Citation, Incident, Ref
at, incident = datetime(2026, 3, 1, tzinfo=UTC), Incident(title=sys.argv[2])
with Journal(Path(sys.argv[1]), wait_s=60) as journal:
    journal.open_incident(incident, at)
    for number in range(int(sys.argv[3])):
        cite = Citation(Ref("files", f"a.log:{number}"), "q" * (number % 300))
        journal.add(incident.id, Note(by=sys.argv[2], says="n" * (number * 97 % 3000)), at, cites=[cite])
        print(number + 1, flush=True)
"""


def kills(count: int, seed: int = 1) -> dict[str, int]:
    """Processes killed after a random number of acknowledged rows, all in one journal."""
    rng = random.Random(seed)
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            title, wanted = f"killed {number}", rng.randrange(1, 25)
            acknowledged = _killed(Path(folder), title, wanted)
            with Journal(Path(folder)) as journal:
                seen = verify(journal, Incident(title=title).id)
            whole = seen.sound and seen.rows >= acknowledged + 1
            found["whole" if whole else "rows lost or chain broken"] += 1
            found["rows acknowledged"] += acknowledged
    return dict(found)


def _killed(state: Path, title: str, wanted: int) -> int:
    command = [sys.executable, "-c", WRITER, str(state), title, "1000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        for line in writer.stdout:
            if int(line) >= wanted:
                break
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read().split("\n")
    return max([wanted, *(int(line) for line in rest if line.strip().isdigit())])


def _altered(text: str, rng: random.Random) -> str:
    place = rng.randrange(len(text)) if text else 0
    return text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :] if text else "x"


def _once(db: sqlite3.Connection, rng: random.Random) -> None:
    db.execute("update rows set once = once || 'x' where number = ?", (rng.randrange(2, 41),))


def _change(column: str) -> Callable[[sqlite3.Connection, random.Random], None]:
    def change(db: sqlite3.Connection, rng: random.Random) -> None:
        number = rng.randrange(2, 41)
        (old,) = db.execute(f"select coalesce({column}, '') from rows where number = ?", (number,)).fetchone()  # noqa: S608 - ours
        db.execute(f"update rows set {column} = ? where number = ?", (_altered(str(old), rng), number))  # noqa: S608 - ours

    return change


def _delete(db: sqlite3.Connection, rng: random.Random) -> None:
    db.execute("delete from rows where number = ?", (rng.randrange(1, 41),))


def _cut(db: sqlite3.Connection, rng: random.Random) -> None:
    db.execute("delete from rows where number > ?", (rng.randrange(1, 40),))


def _swap(db: sqlite3.Connection, rng: random.Random) -> None:
    one, other = rng.sample(range(2, 41), 2)
    bodies = dict(db.execute("select number, body from rows where number in (?, ?)", (one, other)).fetchall())
    db.execute("update rows set body = ? where number = ?", (bodies[other], one))
    db.execute("update rows set body = ? where number = ?", (bodies[one], other))


def _reseal(db: sqlite3.Connection, rng: random.Random) -> None:
    """Somebody who knows the format alters a row and seals all that follow anew."""
    from codriver.journal.rows import COLUMNS, written

    first = rng.randrange(2, 41)
    rows = [written(row) for row in db.execute(f"select {COLUMNS} from rows order by number")]  # noqa: S608 - ours
    previous = rows[first - 2].hash
    for row in rows[first - 1 :]:
        body = row.body.replace('"by":"mia"', '"by":"eve"') if row.number == first else row.body
        forged = replace(row, body=body, previous=previous)
        previous = forged.sealed()
        values = (forged.body, forged.previous, previous, row.number)
        db.execute("update rows set body = ?, previous = ?, hash = ? where number = ?", values)


def _cut_and_reseal(db: sqlite3.Connection, rng: random.Random) -> None:
    _cut(db, rng)
    (last,) = db.execute("select max(number) from rows").fetchone()
    if last > 1:
        db.execute('update rows set body = replace(body, \'"by":"mia"\', \'"by":"eve"\') where number = ?', (last,))


def _quote(db: sqlite3.Connection, rng: random.Random) -> None:
    rows = db.execute("select digest, quote from citations order by digest").fetchall()
    name, quote = rng.choice(rows)
    db.execute("update citations set quote = ? where digest = ?", (_altered(quote, rng), name))


def _forget(db: sqlite3.Connection, rng: random.Random) -> None:
    rows = db.execute("select digest from cited order by digest").fetchall()
    db.execute("delete from cited where digest = ?", rng.choice(rows))


def _retitle(db: sqlite3.Connection, rng: random.Random) -> None:
    del rng
    db.execute("update incidents set body = replace(body, 'shared', 'shored')")


TAMPERINGS = (
    *map(_change, ("body", "at", "kind", "hash", "previous", "cites")),
    *(_once, _delete, _cut, _cut, _swap, _reseal, _reseal, _cut_and_reseal, _quote, _forget, _retitle),
)


def tamperings(count: int, seed: int = 1) -> dict[str, int]:
    """Random tamperings with the file, each with a fresh copy, held against the checkpoint that was kept."""
    rng = random.Random(seed)
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        whole, copied = Path(folder) / "whole", Path(folder) / "copied"
        copied.mkdir()
        kept = _forty_rows(whole)
        for number in range(count):
            copy(whole / FILE, copied / FILE)
            _tamper(copied / FILE, TAMPERINGS[number % len(TAMPERINGS)], rng)
            with Journal(copied) as journal:
                seen = verify(journal, SHARED.id, [kept])
            found["missed" if seen.sound else "found"] += 1
            for late in copied.iterdir():
                late.unlink()
    return dict(found)


def _forty_rows(state: Path) -> Checkpoint:
    with Journal(state) as journal:
        journal.open_incident(SHARED, AT)
        for number in range(39):
            cites = [Citation(Ref("files", f"a.log:{number}"), f"line {number}")]
            journal.append(
                SHARED.id, "note", Note(by="mia", says=str(number)).body(), AT, cites=cites, once=str(number)
            )
        checkpoint = verify(journal, SHARED.id).checkpoint
    assert checkpoint is not None
    with closing(sqlite3.connect(state / FILE)) as db:
        db.execute("pragma wal_checkpoint(truncate)")
    return checkpoint


def _tamper(file: Path, how: Callable[[sqlite3.Connection, random.Random], None], rng: random.Random) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("drop trigger rows_stay")
        db.execute("drop trigger rows_stay_as_they_are")
        how(db, rng)
        db.execute("pragma wal_checkpoint(truncate)")


def writers(rows: int) -> dict[str, int]:
    """Two processes write into one incident at once."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", WRITER, folder, "shared", str(rows)]
        both = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(2)]
        codes = [writer.wait() for writer in both]
        with Journal(Path(folder)) as journal:
            seen = verify(journal, Incident(title="shared").id)
    return {"rows": seen.rows - 1, "expected": 2 * rows, "failed": sum(map(bool, codes)), "whole": int(seen.sound)}


def group_commit(threads: int, rows: int) -> float:
    """Rows a second of wall time, every one of them on the disk before it is acknowledged."""
    with tempfile.TemporaryDirectory() as folder, Journal(Path(folder)) as journal:
        journal.open_incident(SHARED, AT)

        def write() -> None:
            for number in range(rows // threads):
                journal.add(SHARED.id, Note(by="mia", says=str(number)), AT)

        workers = [Thread(target=write) for _ in range(threads)]
        began = time.perf_counter()
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        return round(rows / (time.perf_counter() - began), 1)


def measure(part: int) -> dict[str, object]:
    """Everything; `part` divides the counts."""
    began = time.process_time()
    return {
        "kill -9": kills(500 // part),
        "power lost": powerloss.measure(2_000 // part),
        "power lost, commits not synced (control)": powerloss.measure(2_000 // part, careless=True),
        "tampered": tamperings(1_000 // part),
        "two writers": writers(400 // part),
        "rows a second, one thread": group_commit(1, 800 // part),
        "rows a second, sixteen threads": group_commit(16, 3_200 // part),
        "cpu_s of this process": round(time.process_time() - began, 1),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", help="not needed")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    figures = measure(20 if chosen.quick else 1)
    if chosen.json:
        print(json.dumps(figures, indent=2))
    else:
        for name, value in figures.items():
            print(f"{name}: {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
