"""Text -> its words in small letters, as the index keeps them: no case, no punctuation, no accents."""

from __future__ import annotations

import re
import unicodedata

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_CAMEL = re.compile(r"[a-z][A-Z]")  # most texts have no such name, and this tells it fast
_NAME = re.compile(r"[^\W_]*[a-z][A-Z][^\W_]*")
MARKS = "\x02\x03\x04"
"""Control characters that stay, because the index parts fields with them; a document's own are taken out."""

_ACCENT = re.compile("[\u0300-\u036f]+")
_FOREIGN = re.compile("[^\0-\x7f]+")
_RUN = re.compile(rf"[^\W_]+|[{MARKS}]")
_MARK = re.compile(rf"[{MARKS}]")
_PLAIN = bytes(
    ord(chr(one).lower()) if one < 128 and (chr(one).isalnum() or chr(one) in MARKS) else 32  # noqa: PLR2004 - ASCII ends
    for one in range(256)
)


def spelt(text: str) -> str:
    """The words, parted by blanks. One table over bytes: this is where indexing spends its time."""
    if text.isascii():
        return text.encode("ascii").translate(_PLAIN).decode("ascii")
    if not any(map(str.isalnum, "".join(_FOREIGN.findall(text)))):
        return text.encode("ascii", "replace").translate(_PLAIN).decode("ascii")
    return " ".join(_RUN.findall(_ACCENT.sub("", unicodedata.normalize("NFKD", text)).lower()))


def unmarked(text: str) -> str:
    """The text without `MARKS`."""
    return _MARK.sub(" ", text) if "\x02" in text or "\x03" in text or "\x04" in text else text


def spread(text: str) -> str:
    """The text with the parts of names such as `KafkaConsumerLag` beside the whole."""
    return _NAME.sub(lambda name: f"{name[0]} {_HUMP.sub(' ', name[0])}", text) if _CAMEL.search(text) else text
