"""The marks that stand for what varies, `<num>` say: one character each while a template is being made."""

import re

TYPES = ("num", "ip", "hex", "id", "time", "duration", "email", "str", "query", "path", "url", "host", "value", "flag",
         "list", "size", "name", "*")  # fmt: skip
FIRST = 0xE000  # private use: no message means anything by these
MARKS = {kind: chr(FIRST + place) for place, kind in enumerate(TYPES)}
ANY = f"[{MARKS[TYPES[0]]}-{MARKS[TYPES[-1]]}]"
_SPELT = {f"<{kind}>": mark for kind, mark in MARKS.items()}
_WORDS = re.compile("|".join(map(re.escape, _SPELT)))
_FOREIGN = re.compile(r"[\ue000-\uf8ff]")
_ONE = re.compile(ANY)
_NAMES = {mark: spelt for spelt, mark in _SPELT.items()}


def marked(shape: str) -> str:
    """The shape with one character for each `<num>`, `<ip>` and so on."""
    return _WORDS.sub(lambda found: _SPELT[found[0]], _FOREIGN.sub("?", shape))


def spelt(text: str) -> str:
    """The text with its marks spelt out again."""
    return _ONE.sub(lambda found: _NAMES[found[0]], text)


def erased(text: str) -> str:
    """The text with every mark made the same: what kind of value stands there is no part of a template's identity."""
    return _ONE.sub(MARKS["*"], text)
