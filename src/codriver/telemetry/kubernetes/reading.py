"""Text that somebody pasted or saved: the descriptions, tables and unit states in it -> things.

Several outputs may follow one another in one text; what is none of them (a prompt, a remark) is passed by.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes import tables, units
from codriver.telemetry.kubernetes.describing import describe
from codriver.telemetry.kubernetes.probing import CALL, called
from codriver.telemetry.kubernetes.tables import event, tabled
from codriver.telemetry.kubernetes.units import unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codriver.telemetry.kubernetes.thing import Thing

_NAME = re.compile(r"^Name: {2,}\S")
_PROMPT = re.compile(r"^\s*(?:[$#>]|\S+[$#])\s+\S")
_UNIT_BEFORE = re.compile(r"^(Service|Node): [\w.@-]+$")


def things_of_text(text: str, *, source: str, name: str) -> Iterator[Thing]:
    """Every object that the text describes or lists, in the order of the text."""
    lines = text.splitlines()
    for start, end, what in _sections(lines):
        yield from _READ[what](lines[start:end], start + 1, source=source, name=name, every=lines)


def begun(line: str) -> str:
    """What begins with this line: description, table, unit, event or call; empty for nothing."""
    return _begins(line)


def looks_like(text: str) -> bool:
    """Whether any line of the text begins something that is read here."""
    return any(_begins(line) for line in text.splitlines())


def _sections(lines: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """First line, end and sort of each section; a table ends at an empty line, the rest where another begins."""
    start, sort = -1, ""
    for number, line in enumerate(lines):
        begins = _begins(line)
        ends = begins or _PROMPT.match(line) or (sort == "table" and not line.strip())
        if sort == "unit" and begins == "unit" and not units.HEAD.match(lines[start]) and number - start <= 2:  # noqa: PLR2004 - two lines may name service and node
            continue
        if sort and ends:
            yield start, number, sort
            sort = ""
        if begins:
            start, sort = number, begins
    if sort:
        yield start, len(lines), sort


def _begins(line: str) -> str:
    if _NAME.match(line):
        return "description"
    if tables.HEAD.match(line):
        return "table"
    if tables.EVENT.match(line):
        return "event"
    if CALL.match(line):
        return "call"
    return "unit" if units.HEAD.match(line) or _UNIT_BEFORE.match(line) else ""


_READ = {"description": describe, "table": tabled, "unit": unit, "call": called, "event": event}
