"""One file per log format: drop one in and it is read, there is no list. A format is a module with two functions.

    def recognise(sample_lines: Sequence[str]) -> float: ...   # 0 (not mine) to 1: how much of the sample it can read
    def columns(lines: pl.Series) -> Frame: ...                # one row per line, same order

`columns` returns text columns, any of: `stamp` (the time as written; `clocks.py` reads it), `level` (as written),
`service`, `host` (machine or pod), `trace` (the trace's id), `message`, `stack` (a stack trace inside the record).
A null `message` says: this line is not mine; it is then offered to the next best format, unless the flag `continues` is
true: the line belongs to the record before it. `WRAPS = True` says that `message` is itself a line of some other format
(what a container runtime adds around each line): it is read further, and the wrapper fills in what the inside does not
tell. A format that needs the lines beside a line says so with `looks_around(lines)`; all others see each kind of line
once, whatever its digits.
"""

import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache
from typing import Protocol, cast

from codriver.telemetry.columns import Frame, pl

COLUMNS = ("stamp", "level", "service", "host", "trace", "message", "stack")
CONTINUES = "continues"


class Format(Protocol):
    """What is asked of a module in this folder."""

    def recognise(self, sample_lines: Sequence[str]) -> float: ...

    def columns(self, lines: pl.Series) -> Frame: ...


@cache
def formats() -> tuple[Format, ...]:
    """Every format in this folder, in order of its name."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__) if not found.name.startswith("_"))
    return tuple(cast("Format", importlib.import_module(f"{__name__}.{name}")) for name in names)


def looks_around(log_format: Format, lines: pl.Series) -> bool:
    """Whether what the format makes of one of these lines depends on its neighbours."""
    asked = getattr(log_format, "looks_around", None)
    return asked is not None and bool(asked(lines))


def wraps(log_format: Format) -> bool:
    """Whether the format's messages are lines of another format."""
    return bool(getattr(log_format, "WRAPS", False))
