"""Where a file is not parsed, or cannot be: every line that looks like it, as such, and the answer says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.codebase.answers import Site, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.codebase.python.mind import Mind

MANY = "too many places mention it: this one was judged by its words"
UNPARSED = "this place could not be parsed"


def shared(path: str, other: str) -> int:
    """How many folders two files share."""
    pairs = zip(path.split("/"), other.split("/"), strict=False)
    return next((at for at, (one, two) in enumerate(pairs) if one != two), 99)


def called_by_words(
    mind: Mind, path: str, name: str, why: str, *, called: bool = True, tier: Tier = Tier.TEXT
) -> Iterator[Site]:
    """In a file that is not parsed: every line that looks like a call (of a property: like a reading)."""
    pattern = rf"\b{re.escape(name)}\b\s*\(" if called else rf"\.{re.escape(name)}\b(?!\s*\()"
    for number, line, at in lines_with(mind.program.text(path), pattern):
        if not line.lstrip().startswith(("def ", "async def ", "class ")):
            yield Site(path, number, at, tier, why, "call" if called else "read", "", line.strip()[:300])


def lines_with(text: str, pattern: str) -> Iterator[tuple[int, str, int]]:
    """Number, line and column of each place; comments are left out."""
    number, counted = 1, 0
    for found in re.finditer(pattern, text):
        start = text.rfind("\n", 0, found.start()) + 1
        end = text.find("\n", found.start())
        line = text[start : end if end >= 0 else len(text)]
        number, counted = number + text.count("\n", counted, start), start
        if not line.lstrip().startswith("#"):
            yield number, line, found.start() - start
