"""SQL cut into statements of tokens, as the standard or as MySQL reads it: one text can be two different things."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORDS = r"""|(?P<word>[A-Za-z_\ue000][\w$\ue000]*)|(?P<number>\d[\w.]*)|(?P<mark>[^\s])"""
_STANDARD = re.compile(  # a backslash is a letter, except in E'...'; $tag$ quotes; # is an operator
    r"""(?P<comment>--[^\n]*|/\*.*?(?:\*/|$))|(?P<dollar>\$(\w*)\$.*?(?:\$\3\$|$))"""
    r"""|(?P<string>[eE]'(?:[^'\\]|''|\\.)*(?:'|$)|'(?:[^']|'')*(?:'|$))|(?P<quoted>"(?:[^"]|"")*(?:"|$))""" + _WORDS,
    re.DOTALL,
)
_MYSQL = re.compile(  # a backslash escapes, also in "..."; `--` needs a blank; what stands in /*! */ is run
    r"""(?P<comment>--(?=\s|$)[^\n]*|\#[^\n]*|/\*(?!!).*?(?:\*/|$))|(?P<dollar>\Z\A())"""
    r"""|(?P<string>'(?:[^'\\]|''|\\.)*(?:'|$)|"(?:[^"\\]|""|\\.)*(?:"|$))|(?P<quoted>`[^`]*(?:`|$))""" + _WORDS,
    re.DOTALL,
)


def statements(text: str, *, mysql: bool = False) -> Iterator[list[str]]:
    """The tokens of each statement; strings are kept as `'...'`, comments are left out, names lose their quotes."""
    tokens: list[str] = []
    for found in _MYSQL.finditer(re.sub(r"/\*!\d*", " ", text)) if mysql else _STANDARD.finditer(text):
        kind = found.lastgroup
        if kind == "mark" and found[0] == ";":
            if tokens:
                yield tokens
            tokens = []
        elif found["dollar"]:
            tokens.append("$" + found["dollar"])
        elif kind == "quoted":
            tokens.append(found[0].strip('"`'))
        elif kind != "comment":
            tokens.append(found[0])
    if tokens:
        yield tokens
