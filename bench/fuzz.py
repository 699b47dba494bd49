"""Broken input, made at random: `python -m bench.fuzz SEEDS [--seconds 60] [--seed 1]`.

SEEDS is a folder of logs and traces (or one file); lines of them are cut, doubled, mixed and spoilt, then folded and
read as traces. Reported with the input that did it, and exit code 1: an exception, an input that takes longer than its
share, more patterns than the bound. Runs until the time is over.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from codriver.telemetry.logs import fold
from codriver.telemetry.logs.tally import Bounds
from codriver.telemetry.rows import LogBlock
from codriver.telemetry.stacktraces import best, readers

SLOWEST = 5.0  # CPU seconds for one input
LONGEST = 200_000  # bytes of one input
MOST_SEEDS = 50_000  # lines
NASTY = (
    *(
        b"\x00",
        b"\xff\xfe",
        b"\x1b[31m",
        b"\n",
        b"\r\n",
        b'"',
        b"{",
        b"[" * 300,
        b"\\u0000",
        b"a1 " * 400,
        b"NaN",
        b"\\n",
    ),
    *(b"#0 0x0 in f()", b'  File "x", line 1', b"\tat a.b(C.java:1)", b"1" * 40, b"=" * 99, "\u202e\ue000".encode()),
)


def seeds(place: Path) -> list[bytes]:
    """Lines of every file below, at most so many."""
    files = sorted(path for path in place.rglob("*") if path.is_file()) if place.is_dir() else [place]
    lines = (line for path in files for line in path.read_bytes()[: 1 << 22].split(b"\n"))
    return [line for _, line in zip(range(MOST_SEEDS), lines, strict=False)] or [b""]


def spoilt(draw: random.Random, lines: list[bytes]) -> bytes:
    """A few lines, each perhaps cut, doubled, joined to another, or with something nasty inside."""
    made = [_spoilt_line(draw, draw.choice(lines)) for _ in range(draw.choice((1, 2, 5, 30, 200)))]
    return draw.choice((b"\n", b"\r\n", b"\n\n", b"")).join(made)[:LONGEST]


def _spoilt_line(draw: random.Random, line: bytes) -> bytes:
    at = draw.randrange(len(line) + 1)
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: line,
        lambda: line[:at],
        lambda: line[:at] + draw.choice(NASTY) + line[at:],
        lambda: line * draw.choice((2, 3, 20)),
        lambda: line[:at] + draw.randbytes(draw.randrange(20)) + line[at:],
        lambda: b"2026-11-01T12:00:00.1Z stdout " + draw.choice((b"P ", b"F ", b"X ")) + line,
    )
    return draw.choice(ways)()


def tried(data: bytes) -> str:
    """What went wrong with this input, or ""."""
    began = time.process_time()
    try:
        half = data.find(b"\n", len(data) // 2) + 1
        parts = [part for part in (data[:half], data[half:]) if part]
        blocks = [LogBlock("log", "fuzz.log", 1 + data[:half].count(b"\n") * at, part) for at, part in enumerate(parts)]
        table = fold(blocks)
        best(data.decode("utf-8", "replace"), readers())
    except Exception as error:  # noqa: BLE001 - whatever is raised is the finding
        return f"{type(error).__name__}: {error}"[:300]
    if len(table.patterns) > Bounds().patterns:
        return f"{len(table.patterns)} patterns"
    spent = time.process_time() - began
    return f"took {spent:.1f} CPU seconds" if spent > SLOWEST else ""


def main() -> int:
    """Try until the time is over; 1 when something was found."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("seeds", type=Path)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    draw, lines = random.Random(asked.seed), seeds(asked.seeds)
    began, count, found = time.monotonic(), 0, 0
    while time.monotonic() - began < asked.seconds:
        data = spoilt(draw, lines)
        count += 1
        if wrong := tried(data):
            found += 1
            print(f"input {count}: {wrong}\n  {data[:400]!r}")
    print(f"{count} inputs, {found} went wrong")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
