"""Errors as exact keys: the shape of a line without what is never the same twice, the fingerprint of a stack trace."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.knowledge.asked import without_noise
from codriver.knowledge.spelt import spelt
from codriver.telemetry.fingerprints import fingerprint
from codriver.telemetry.stacktraces import best, readers

if TYPE_CHECKING:
    from collections.abc import Mapping

_FEWEST = 4  # words: fewer are shared by chance
_MOST_LINES, _LONGEST, _LARGEST = 2_000, 2_000, 200_000
_ERROR = re.compile(r"(?i)error|exception|fail|fatal|panic|refused|denied|timed? ?out|cannot|unable|abort|exceeded")
_DRESS = re.compile(r"^[\s>|`*-]+")
_FINGERPRINT = re.compile(r"\bst-[0-9a-f]{12}\b")
_MASK = re.compile(r"<[^<>\s]{0,20}>")


def keys(text: str) -> Mapping[str, str]:
    """Key -> the line that it stands for: of every line that tells of an error, of the trace that says most.

    A fingerprint that is written in the text is a key as it stands.
    """
    text = text[:_LARGEST]
    found: dict[str, str] = {key: key for key in _FINGERPRINT.findall(text)}
    for line in text.splitlines()[:_MOST_LINES]:
        if len(line) <= _LONGEST and _ERROR.search(line):
            key = _shape(line)
            if key:
                found.setdefault(key, line.strip())
    trace = best(text, readers()) if "\n" in text else None
    if trace and trace.root.frames:
        found[fingerprint(trace)] = trace.root.exception
    return found


def _shape(line: str) -> str:
    """The line's words without stamps, level, numbers, ids and addresses; empty when too few are left."""
    words = [word for word in spelt(_MASK.sub(" ", without_noise(_DRESS.sub("", line)))).split() if word.isalpha()]
    return " ".join(words) if len(words) >= _FEWEST else ""
