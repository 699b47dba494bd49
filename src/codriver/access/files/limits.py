"""How much of the outside is taken in, and the value that says what was not."""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB
GIB = 1024 * MIB


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read; sizes in bytes, `max_depth` in folders below the root.

    `max_file_bytes` counts what comes out of a gzip file, `max_total_bytes` what the files of one walk take on disk.
    `max_growth` is how many times its size on disk a gzip file may unpack to, once it is past `growth_from` bytes:
    logs shrink to a tenth or a fiftieth, a bomb to a thousandth.
    """

    max_files: int = 20_000
    max_depth: int = 12
    max_file_bytes: int = 20 * GIB
    max_total_bytes: int = 200 * GIB
    max_line_bytes: int = MIB
    max_growth: int = 100
    growth_from: int = 64 * MIB


@dataclass(frozen=True, slots=True)
class Problem:
    """What was read in part only: where (a root-relative name), why, and how to see the rest."""

    where: str
    why: str
    hint: str = ""


def amount(size: int) -> str:
    """A number of bytes for the eye: `64 KiB`, `1.5 GiB`; rounded to one digit."""
    for unit, name in ((GIB, "GiB"), (MIB, "MiB"), (KIB, "KiB")):
        if size >= unit:
            return f"{round(size / unit, 1):g} {name}"
    return f"{size} bytes"
