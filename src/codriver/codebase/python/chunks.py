"""One Python file cut into statements without parsing it: what a question does not touch need never be parsed.

Strings, comments and the headers of classes are seen for what they are; classes are cut further, functions are not.
When it is wrong (a line inside brackets that begins like a statement): the piece does not parse, and the file is parsed
as a whole instead.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

LONGEST = 40  # lines of plain statements that are kept together
_TOKEN = re.compile(
    r'"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""'
    r"|'''[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'''"
    r'|"[^"\\\n]*(?:\\.[^"\\\n]*)*"?'
    r"|'[^'\\\n]*(?:\\.[^'\\\n]*)*'?"
    r"|\#[^\n]*|\\\n[ \t]*"
    r"|\n([ \t\f]*)(?=[^\s#)\]}])((?:async[ \t]+)?def\b|class\b|@|(?:else|elif|except|finally)\b)?",
    re.DOTALL,
)
_NAME = re.compile(r"[ \t]*(\w+)")
_HEADER = re.compile(
    r'"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""|"[^"\\\n]*(?:\\.[^"\\\n]*)*"|\'[^\'\\\n]*(?:\\.[^\'\\\n]*)*\'|\#[^\n]*|[()\[\]{}:]',
    re.DOTALL,
)
_FOLLOWS = frozenset({"else", "elif", "except", "finally"})


@dataclass(slots=True, eq=False)
class Chunk:
    """A statement, or a few plain ones; of a class only its header, its statements stand in `body`.

    `start` and `end` are offsets into the text (of a class with a body: to the end of that), `line` is its first line.
    """

    kind: str  # def, class, plain
    name: str
    start: int
    end: int
    line: int
    above: Chunk | None = None
    header: int = 0  # of a class: where its header ends
    indent: str = ""
    body: list[Chunk] = field(default_factory=list)
    opened: bool = False


@dataclass(slots=True, eq=False)
class Cut:
    """The chunks of a file: the outermost, and all of them in the order of the text."""

    outermost: list[Chunk]
    every: list[Chunk]
    starts: list[int]
    _classes: list[Chunk] | None = None

    def with_classes(self, text: str) -> list[Chunk]:
        """The classes, and the pieces that hold one somewhere inside."""
        if self._classes is None:
            every = self.every
            self._classes = [c for c in every if c.kind == "class" or text.find("class ", c.start, c.end) >= 0]
        return self._classes

    def at(self, offset: int) -> Chunk | None:
        """The chunk in which an offset lies; of a class's body the innermost."""
        found = bisect_right(self.starts, offset) - 1
        return self.every[found] if found >= 0 else None


@dataclass(slots=True)
class _Block:
    """A body that is being cut: of the file or of a class."""

    owner: Chunk | None
    outer: int  # the indentation of the class
    chunks: list[Chunk]
    inner: int = -1
    decorated: bool = False


def cut(text: str) -> Cut:
    """The chunks of a text whose lines end with a plain newline."""
    outermost: list[Chunk] = []
    every: list[Chunk] = []
    stack = [_Block(None, -1, outermost)]
    whole = f"\n{text}"
    line, counted, header = 1, 1, 0
    for token in _TOKEN.finditer(whole):
        indent = token[1]
        if indent is None or token.end(1) < header:
            continue
        while len(stack) > 1 and len(indent) <= stack[-1].outer:
            stack.pop()
        block = stack[-1]
        block.inner = len(indent) if block.inner < 0 else block.inner
        if len(indent) > block.inner:
            continue
        start = token.start() + 1
        line += whole.count("\n", counted, start)
        counted = start
        made = _made(block, token, whole, line)
        if made is not None:
            every.append(made)
        if block.chunks and block.chunks[-1].kind == "class" and not block.decorated and token[2] == "class":
            header = _header_end(whole, token.end(2))
            block.chunks[-1].header = header - 1
            stack.append(_Block(block.chunks[-1], len(indent), block.chunks[-1].body))
    _close(outermost, len(text))
    return Cut(outermost, every, [one.start for one in every])


def _made(block: _Block, token: re.Match[str], whole: str, line: int) -> Chunk | None:
    """A new chunk, or None when the statement belongs to the one before it."""
    word = (token[2] or "").rpartition(" ")[2].rpartition("\t")[2]
    last = block.chunks[-1] if block.chunks else None
    kind = word if word in ("def", "class") else "plain"
    name = ""
    if kind != "plain":
        found = _NAME.match(whole, token.end(2))
        name = found[1] if found else ""
    if block.decorated and last is not None and word != "@":
        last.kind, last.name, block.decorated = kind, name, False
        return None
    if word == "@":
        if block.decorated:
            return None
        block.decorated = True
    elif last is not None and last.kind == "plain" and kind == "plain" and _joins(last, word, line):
        return None
    start = token.start()
    made = Chunk(kind, name, start, start, line, block.owner, indent=token[1])
    block.chunks.append(made)
    return made


def _joins(last: Chunk, word: str, line: int) -> bool:
    return word in _FOLLOWS or line - last.line < LONGEST


def _header_end(whole: str, start: int) -> int:
    """Behind the colon that ends the header of a class."""
    depth = 0
    for token in _HEADER.finditer(whole, start):
        letter = token[0]
        if letter == ":" and depth <= 0:
            return token.end()
        depth += (letter in "([{") - (letter in ")]}") if len(letter) == 1 else 0
    return len(whole)


def _close(chunks: list[Chunk], end: int) -> None:
    """Each ends where the next begins."""
    waiting = [(chunks, end)]
    while waiting:
        some, last = waiting.pop()
        ends = [*(other.start for other in some[1:]), last]
        for one, after in zip(some, ends, strict=False):
            one.end = after
            if one.body:
                waiting.append((one.body, after))
