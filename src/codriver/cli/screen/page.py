"""How lines are laid out: wrapped at words, indented, made safe; never cut without a mark."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from codriver.model import Citation
from codriver.room.words import columns, safe

MORE = "…"
SHORTEST = 6  # hex digits of a shortened id: with four, two incidents of one journal often share one
_CITES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Page:
    """The paper: its width in columns, whether everything is asked for, and the citations' shortened ids."""

    width: int = 80
    everything: bool = False
    short: Mapping[str, str] = field(default_factory=dict)

    def some(self, count: int) -> int | None:
        """How many of a list to show: `count`, or all."""
        return None if self.everything else count


def shortened(ids: Iterable[str]) -> dict[str, str]:
    """Each id to its shortest prefix that no other of them begins with, at least four hex digits."""
    every = sorted(set(ids))
    return {
        key: _shortest(key, before, after)
        for before, key, after in zip(["", *every], every, [*every[1:], ""], strict=False)
    }


def para(page: Page, text: str, *, indent: str = "", first: str | None = None) -> list[str]:
    """`text` wrapped into lines of the page's width, the first after `first` (else `indent`), the rest indented."""
    begin = indent if first is None else first
    lines, line, empty = [], begin, True
    for word in _words(safe(text), page.width - columns(indent)):
        if line.strip() and columns(line) + (not empty) + columns(word) > page.width:
            lines.append(line.rstrip())
            line, empty = indent, True
        line, empty = (line + word if empty else f"{line} {word}"), False
    return [*lines, line.rstrip()]


def clipped(lines: list[str], most: int, page: Page) -> list[str]:
    """At most `most` lines; the last then ends in an ellipsis: the whole stands further down the page."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while columns(last) > page.width - 2:
        last = last.rpartition(" ")[0].rstrip() or last[:-1]
    return [*lines[: most - 1], f"{last} {MORE}"]


def command(text: str, indent: str) -> list[str]:
    """A command to paste: its own lines, never wrapped, safe to show, and no prompt that would be pasted along."""
    return [f"{indent}{line}" for line in safe(text, multiline=True).splitlines() if line.strip()]


def rows(lines: Iterable[str], width: int) -> int:
    """How many rows of a terminal the lines take once it has folded the long ones."""
    return sum(max(1, -(-columns(line) // width)) for line in lines)


def cited(page: Page, text: str, cites: tuple[Citation, ...]) -> str:
    """The text with the ids of its citations behind it, three of them unless everything is asked for."""
    ids = list(dict.fromkeys(cite.id for cite in cites))
    shown = ids[: page.some(_CITES_SHOWN)]
    marks = "".join(f" [{page.short.get(key, key)}]" for key in shown)
    more = f" [+{len(ids) - len(shown)}: --all]" if len(ids) > len(shown) else ""
    return f"{text}{marks}{more}"


def _shortest(key: str, before: str, after: str) -> str:
    """In a sorted list only the neighbours can share a prefix that nobody nearer shares."""
    shared = max(_shared(key, before), _shared(key, after))
    return key[: max(shared + 1, key.rfind("-") + 1 + SHORTEST)]


def _shared(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _words(text: str, width: int) -> Iterable[str]:
    """The words; one that no line could hold comes in pieces."""
    for word in text.split():
        rest = word
        while columns(rest) > width:
            size = next(n for n in range(len(rest), 0, -1) if columns(rest[:n]) <= width or n == 1)
            yield rest[:size]
            rest = rest[size:]
        yield rest
