r"""Text from outside made safe to print: nothing in it can move the cursor, hide, reorder or pretend.

Colour sequences are taken out; every other control or invisible character is spelled out (`\x1b`, `\u202e`), so that
nothing disappears unseen. Pure. Not an escape for HTML or for Rich's markup.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

ELLIPSIS = "…"
_PLAIN = re.compile(r"[ -~]*")
_COLOURS = re.compile(r"(?:\x1b\[|\x9b)[0-9;:]*m")
_INVISIBLE = frozenset("\u115f\u1160\u17b4\u17b5\u3164\uffa0\u034f") | {chr(code) for code in range(0xE0100, 0xE01F0)}
_STYLES = frozenset(chr(code) for code in range(0xFE00, 0xFE10))  # choose a glyph's look; carry nothing
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})
_MARKS = frozenset({"Mn", "Me"})
_MOST_MARKS = 4  # on one letter; a tower of them covers the lines around it


def safe(text: str, *, width: int | None = None, multiline: bool = False) -> str:
    """`text` fit for a terminal; each line at most `width` columns, an ellipsis standing for the rest.

    Without `multiline` the answer is one line: tabs and line ends become spaces. With it line ends stay and a tab
    becomes four spaces. Safe text given again comes back unchanged.
    """
    if not multiline:
        return _fitted(_one_line(text), width)
    lines = text.replace("\r\n", "\n").replace("\t", "    ").split("\n")
    return "\n".join(_fitted(_clean(line), width) for line in lines)


def columns(text: str) -> int:
    """How many terminal columns safe text takes: wide characters two, combining marks none."""
    return len(text) if text.isascii() else sum(map(_columns_of, text))


def _one_line(text: str) -> str:
    return _clean(text.replace("\r\n", " ").replace("\n", " ").replace("\t", " "))


def _clean(line: str) -> str:
    if _PLAIN.fullmatch(line):
        return line
    spelled = "".join(map(_spelled, _COLOURS.sub("", line)))
    return spelled if spelled.isascii() else _few_marks(spelled)


def _spelled(char: str) -> str:
    if char in _STYLES:
        return ""
    if char in _INVISIBLE or unicodedata.category(char) in _UNSAFE:
        return char.encode("ascii", "backslashreplace").decode() if char > "\x7f" else f"\\x{ord(char):02x}"
    return char


def _few_marks(line: str) -> str:
    runs = groupby(line, key=lambda char: unicodedata.category(char) in _MARKS)
    return "".join("".join(run)[: _MOST_MARKS if marks else None] for marks, run in runs)


def _fitted(line: str, width: int | None) -> str:
    if width is None or columns(line) <= width:
        return line
    kept, left = [], width - 1
    for char in line:
        left -= _columns_of(char)
        if left < 0:
            break
        kept.append(char)
    return "".join(kept) + ELLIPSIS if width > 0 else ""


def _columns_of(char: str) -> int:
    if unicodedata.category(char) in _MARKS:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
