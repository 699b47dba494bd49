"""A markdown text -> its pieces by heading, in one pass over its lines: cheap enough to index thousands of documents.

No full reading: the document that is shown in the end is read by `markdown`. When it is wrong: a heading underlined
with `===` divides nothing here, so that its piece is larger.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from codriver.knowledge.spelt import unmarked

LARGEST = 512 * 1024
_MARK = re.compile(r"\n(?:(#{1,6})[ \t]+([^\n]*)|[ \t]{0,3}(```+|~~~+)[^\n]*)")  # a plain beginning: it is sought fast
_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE | re.DOTALL)
_KEY = re.compile(r"^(title|service|services)[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_DRESS = re.compile(r"\[([^\]]*)\]\([^)]*\)|[`*]|<[^>]*>|\{[#.:%][^}]*\}")
_DRESSED = re.compile(r"[\[`*<{]")
_DASHES = re.compile(r"[-_.]+")
_INDEXES = ("readme", "index", "_index", "overview")


class Chunk(NamedTuple):
    """What stands below one heading: the headings above it and its own, joined by ` > `, and its first line."""

    heading: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Page:
    """One document in pieces. `title` falls back to its first heading, then to its file's name."""

    name: str
    title: str
    service: str
    chunks: tuple[Chunk, ...]


def page(name: str, text: str) -> Page:
    """The document in `text`; `name` is its root-relative name."""
    text = unmarked(text[:LARGEST])
    front = _FRONT.match(text)
    told = {key: value.strip("'\"") for key, value in _KEY.findall(front[1])} if front else {}
    chunks = tuple(_chunks(text, front.end() if front else 0))
    title = told.get("title") or next((c.heading for c in chunks if c.heading and " > " not in c.heading), "")
    return Page(name, title or called(name), told.get("service") or told.get("services", ""), chunks)


def called(name: str) -> str:
    """What a file's name says: without folders and endings; an index is called after its folder."""
    *folders, last = name.split("/")
    stem = last.partition(".")[0] or last
    if stem.lower() in _INDEXES and folders:
        stem = folders[-1]
    return _DASHES.sub(" ", stem).strip()


def is_index(name: str) -> bool:
    """Whether the file is the first page of its folder."""
    return name.rpartition("/")[2].partition(".")[0].lower() in _INDEXES


def _chunks(text: str, start: int) -> list[Chunk]:
    text = f"\n{text}"  # so that a heading of the first line begins like every other; all places are one further
    found: list[Chunk] = []
    trail: list[tuple[int, str]] = []
    fence, line, at, below = "", text.count("\n", 0, start + 1) or 1, start, start + 1
    for mark in _MARK.finditer(text, start):
        if mark[3]:
            fence = "" if fence and mark[3].startswith(fence) else fence or mark[3]
        elif not fence:
            _close(found, trail, text[below : mark.start()], line)
            line += text.count("\n", at, mark.start())
            at, below = mark.start(), mark.end()
            level = len(mark[1])
            words = mark[2].rstrip("# \t\r")
            words = _DRESS.sub(r"\1", words) if _DRESSED.search(words) else words
            trail = [*(one for one in trail if one[0] < level), (level, words.strip())]
    _close(found, trail, text[below:], line)
    return found


def _close(found: list[Chunk], trail: list[tuple[int, str]], text: str, line: int) -> None:
    if text.strip() or trail:
        found.append(Chunk(" > ".join(words for _, words in trail), text, line))
