"""A markdown document as values that know their lines: front matter, sections by heading, code blocks."""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from codriver.access import bounded_yaml
from codriver.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from markdown_it.token import Token

SOURCE = "knowledge"
"""What citations call this room."""

LARGEST = 512 * 1024
_LINE_END = re.compile(r"\r\n?|\n")  # as markdown-it counts lines
_FENCE = re.compile(r"---[ \t]*")
_KEY = re.compile(r"#|[\w.\"'-]+[ \t]*:")
_CLOSED = re.compile(r"(?:---|\.\.\.)[ \t]*")
_DRESS = re.compile(r"\[([^\]]*)\]\([^)]*\)|[`*]|<[^>]*>|[ \t]+#+[ \t]*$")


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """A code block: `info` is what stands behind its opening fence, `text` its content without indentation.

    `line` is the line of its first content, from 1.
    """

    info: str
    text: str
    line: int

    @property
    def language(self) -> str:
        """The first word behind the fence, in small letters."""
        return self.info.partition(" ")[0].strip("{}.").lower()


@dataclass(frozen=True, slots=True)
class Section:
    """What stands between one heading and the next; `level` is 0 for what comes before the first heading.

    `trail` are the headings above it and its own. Lines count from 1 and hold the heading; `text` does not.
    """

    trail: tuple[str, ...]
    level: int
    first_line: int
    last_line: int
    text: str
    blocks: tuple[CodeBlock, ...]


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading: its first line and the first line below it, from 0."""

    start: int
    below: int
    level: int
    words: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its front matter's values by name (small letters, `_` for `-`), its title, its sections in order."""

    name: str
    title: str
    front: Mapping[str, object]
    sections: tuple[Section, ...]
    lines: tuple[str, ...]

    def word(self, key: str) -> str:
        """The front matter's value as one line of text; a list joined by commas; empty when there is none."""
        value = self.front.get(key)
        many = value if isinstance(value, list) else [value]
        return ", ".join(str(one) for one in many if isinstance(one, str | int | float))

    def quote(self, line: int) -> str:
        """The line (from 1) without the blanks around it, at most its first 400 characters."""
        return self.lines[line - 1].strip()[:400]


def read(name: str, text: str) -> Document:
    """The document in `text`; `name` is its root-relative name.

    Raises:
        KnowledgeError: the front matter is no YAML, or the document is larger than `LARGEST` characters.
    """
    if len(text) > LARGEST:
        raise KnowledgeError("larger than 512 KiB", file=name, line=1, hint="split it into several documents")
    lines = tuple(_LINE_END.split(text))
    front, body_at = _front_matter(name, lines)
    sections = tuple(_sections(lines, body_at, _blocks_of(lines[body_at:])))
    title = str(front.get("title") or "") or _first_title(sections) or _from_name(name)
    return Document(name, title, front, tuple(_below(title, section) for section in sections), lines)


def _front_matter(name: str, lines: Sequence[str]) -> tuple[dict[str, object], int]:
    """The values above the text, and how many lines they take. Two rules around prose are no front matter."""
    if not _FENCE.fullmatch(lines[0]) or not _KEY.match("".join(lines[1:2])):
        return {}, 0
    end = next((number for number, line in enumerate(lines) if number and _CLOSED.fullmatch(line)), 0)
    try:
        value = bounded_yaml.read("\n".join(lines[1:end])).value
    except bounded_yaml.BrokenYaml as error:
        raise KnowledgeError(
            f"front matter: {error.message}", file=name, line=error.line + 1, hint=error.hint
        ) from error
    if not end or not isinstance(value, dict):
        return {}, 0
    return {str(key).lower().replace("-", "_"): item for key, item in value.items()}, end + 1


def _blocks_of(lines: Iterable[str]) -> list[Token]:
    reader = MarkdownIt("commonmark")
    reader.core.ruler.enableOnly(["normalize", "block"])  # what is bold in a line is of no interest here
    return reader.parse("\n".join(lines))


def _sections(lines: Sequence[str], body_at: int, tokens: Sequence[Token]) -> Iterable[Section]:
    """Sections from the headings that stand at the left edge; one in a list or a quote divides nothing."""
    blocks = [_code_block(token, body_at) for token in tokens if token.type in ("fence", "code_block")]
    at = [block.line for block in blocks]
    marks = [_Heading(body_at, body_at, 0, ""), *_headings(tokens, body_at), _Heading(len(lines), len(lines), 0, "")]
    trail: list[_Heading] = []
    for mark, following in pairwise(marks):
        trail = [*(above for above in trail if above.level < mark.level), *([mark] if mark.level else [])]
        yield Section(
            trail=tuple(above.words for above in trail),
            level=mark.level,
            first_line=mark.start + 1,
            last_line=following.start,
            text="\n".join(lines[mark.below : following.start]).strip("\n"),
            blocks=tuple(blocks[bisect(at, mark.start) : bisect(at, following.start)]),
        )


def _headings(tokens: Sequence[Token], body_at: int) -> Iterable[_Heading]:
    for token, words in pairwise(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map:
            start, below = token.map
            yield _Heading(start + body_at, below + body_at, int(token.tag[1:]), _undressed(words.content))


def _code_block(token: Token, body_at: int) -> CodeBlock:
    start = (token.map[0] if token.map else 0) + body_at
    fenced = token.type == "fence"
    return CodeBlock(token.info.strip(), token.content, start + (2 if fenced else 1))


def _first_title(sections: Iterable[Section]) -> str:
    return next((section.trail[-1] for section in sections if section.level == 1), "")


def _from_name(name: str) -> str:
    stem = name.rpartition("/")[2].rpartition(".")[0] or name
    return stem.replace("-", " ").replace("_", " ").strip()


def _below(title: str, section: Section) -> Section:
    """The section with the document's own title taken off its trail."""
    return replace(section, trail=section.trail[1:]) if section.trail[:1] == (title,) else section


def _undressed(heading: str) -> str:
    return " ".join(_DRESS.sub(r"\1", heading).split())
