"""Text that is laid out by indentation, as `kubectl describe` prints it: entries with what stands below them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_KEYED = re.compile(r"^([^:\s][^:]*?):(?:\s+(.*))?$")
_CELL = re.compile(r"\S+(?: \S+)*")
_DASHES = re.compile(r"^\s*-{2,}(\s+-{2,})*\s*$")
NONE = ("<none>", "<unset>", "<nil>", "<unknown>")


@dataclass(slots=True)
class Entry:
    """One line: `key` is empty where it has none; `below` are the lines that are indented deeper."""

    key: str
    value: str
    raw: str
    line: int
    indent: int
    below: list[Entry] = field(default_factory=list)

    def get(self, key: str) -> Entry | None:
        """The first entry below that bears this key."""
        return next((entry for entry in self.below if entry.key == key), None)

    def all(self, key: str) -> list[Entry]:
        """Every entry below that bears this key."""
        return [entry for entry in self.below if entry.key == key]

    def say(self, *path: str) -> str:
        """The value at the path of keys; empty where it is missing or said to be none."""
        here: Entry | None = self
        for key in path:
            here = here.get(key) if here else None
        return "" if here is None or here.value in NONE else here.value

    def listed(self, key: str) -> list[tuple[str, int]]:
        """What is listed behind the key and on the lines below it, with the line of each."""
        entry = self.get(key)
        if entry is None:
            return []
        own = [(entry.value, entry.line)] if entry.value else []
        return [(one, line) for one, line in (*own, *((e.raw, e.line) for e in entry.below)) if one not in NONE]


def outline(lines: Sequence[str], first: int = 1) -> Entry:
    """The lines as a tree; `first` is the number of the first of them."""
    root = Entry("", "", "", first, -1)
    stack = [root]
    for number, line in enumerate(lines, first):
        bare = line.strip()
        if not bare:
            continue
        indent = len(line) - len(line.lstrip())
        while stack[-1].indent >= indent:
            stack.pop()
        keyed = _KEYED.match(bare)
        key, value = (keyed[1].strip(), (keyed[2] or "").strip()) if keyed else ("", bare)
        entry = Entry(key, value, bare, number, indent)
        stack[-1].below.append(entry)
        stack.append(entry)
    return root


def table_below(entry: Entry | None, lines: Sequence[str], first: int = 1) -> Iterator[tuple[dict[str, str], int]]:
    """The rows of the table that stands below the entry, by the names in its head; `lines` are those of the outline.

    A line that begins deeper than the first column belongs to the last cell of the row before it.
    """
    every = sorted(_lines_of(entry)) if entry else []
    if not every:
        return
    head = lines[every[0] - first]
    ruled = len(every) > 1 and _DASHES.match(lines[every[1] - first])
    starts = [cell.start() for cell in _CELL.finditer(lines[every[1] - first] if ruled else head)]
    if ruled:
        starts = [cell.start() for cell in re.finditer(r"-+", lines[every[1] - first])]
    names = cut(head, starts)
    rows: list[tuple[list[str], int]] = []
    for number in every[2 if ruled else 1 :]:
        line = lines[number - first]
        if rows and len(line) - len(line.lstrip()) > starts[0] + 1:
            rows[-1][0][-1] += " " + line.strip()
        else:
            rows.append((cut(line, starts), number))
    yield from ((dict(zip(names, cells, strict=False)), number) for cells, number in rows)


def cut(line: str, starts: Sequence[int]) -> list[str]:
    """The line's cells: at the columns where they fit, else parted by two spaces or more."""
    if all(start >= len(line) or line[start - 1].isspace() for start in starts[1:]):
        ends = [*starts[1:], None]
        return [line[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    return re.split(r"\s{2,}", line.strip(), maxsplit=len(starts) - 1)


def pairs(items: Sequence[tuple[str, int]]) -> dict[str, str]:
    """`key=value` lines as a mapping."""
    parted = (item.partition("=") for item, _ in items)
    return {key.strip(): value.strip() for key, sign, value in parted if sign}


def _lines_of(entry: Entry) -> Iterator[int]:
    for one in entry.below:
        yield one.line
        yield from _lines_of(one)
