"""What the few commands print that scripts are hidden in: echo, printf, base64, tr, rev, xxd."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence

from codriver.gate.shell.scan import unescaped
from codriver.gate.shell.tree import UNKNOWN

_CLASSES = {
    "[:upper:]": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "[:lower:]": "abcdefghijklmnopqrstuvwxyz",
    "[:digit:]": "0123456789",
    "[:space:]": " \t\n\r",
}
_SPEC = re.compile(r"%(?:%|[-+ #0]*\d*(?:\.\d+)?([a-zA-Z]))")


def quoted(text: str) -> str:
    """The text as one word of a shell, whatever stands in it."""
    return "'" + text.replace("'", "'\\''") + "'"


def echoed(args: Sequence[str]) -> str:
    """What `echo` prints."""
    words, escapes, end = list(args), False, "\n"
    while words and re.fullmatch("-[neE]+", words[0]):
        option = words.pop(0)
        escapes = escapes or "e" in option
        end = "" if "n" in option else end
    text = " ".join(words)
    return (unescaped(text) if escapes else text) + end


def formatted(args: Sequence[str]) -> str:
    """What `printf` prints; the format is used again while arguments are left."""
    if not args:
        return ""
    form, left = args[0], list(args[1:])
    printed = []
    while True:
        before = len(left)
        printed.append(_once(unescaped(form), left))
        if not left or len(left) == before:
            return "".join(printed)


def _once(form: str, left: list[str]) -> str:
    def filled(found: re.Match[str]) -> str:
        if not found[1]:
            return "%"
        value = left.pop(0) if left else ""
        if found[1] == "b":
            return unescaped(value)
        return quoted(value) if found[1] == "q" else value[:1] if found[1] == "c" else value

    return _SPEC.sub(filled, form)


def decoded(text: str) -> str:
    """What `base64 -d` makes of a text."""
    if UNKNOWN in text:
        return UNKNOWN
    try:
        letters = re.sub(r"[^A-Za-z0-9+/=_-]", "", text)
        return base64.b64decode(letters + "=" * (-len(letters) % 4), altchars=None).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return UNKNOWN


def from_hex(text: str) -> str:
    """What `xxd -r -p` makes of a text."""
    digits = re.sub(r"\s", "", text)
    if not re.fullmatch("([0-9A-Fa-f]{2})*", digits):
        return UNKNOWN
    return bytes.fromhex(digits).decode("utf-8", "replace")


def translated(text: str, args: Sequence[str]) -> str:
    """What `tr` makes of a text."""
    options = [arg for arg in args if re.fullmatch("-[cCdst]+", arg)]
    sets = [_set(arg) for arg in args if arg not in options]
    if UNKNOWN in text or not sets or any("c" in option.lower() or "s" in option for option in options):
        return UNKNOWN
    if options:
        return "".join(char for char in text if char not in sets[0])
    if len(sets) < 2 or not sets[1]:  # noqa: PLR2004 - from one set to the other
        return UNKNOWN
    target = sets[1].ljust(len(sets[0]), sets[1][-1])
    return text.translate(dict(zip(map(ord, sets[0]), target, strict=False)))


def _set(text: str) -> str:
    for name, letters in _CLASSES.items():
        text = text.replace(name, letters)

    def ranged(found: re.Match[str]) -> str:
        return "".join(map(chr, range(ord(found[1]), min(ord(found[2]), ord(found[1]) + 256) + 1)))

    return re.sub(r"(\w)-(\w)", ranged, unescaped(text))
