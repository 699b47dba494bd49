"""Patterns that others wrote, on RE2: linear time, bounded memory. Never Python's `re`, which one of them can hang."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import re2  # type: ignore[import-untyped]  # it ships no types; `_Machine` says what we use

from codriver.access.files.limits import MIB
from codriver.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_PATTERN = 4_000
LONGEST_TEXT = MIB
_MEMORY = 8 * MIB
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # RE2 reads utf-8, which has none
_HINTS = (
    ("(?=", "RE2 has no look-ahead: match the text around it instead"),
    ("(?!", "RE2 has no look-ahead: match the text around it instead"),
    ("(?<", "RE2 has no look-behind: match the text around it instead"),
    ("(?>", "RE2 has no atomic groups and needs none: use (?:...)"),
    ("repetition", "repeat at most 1000 times, counting nested repeats"),
    ("too large", "the pattern needs too much memory: repeat fewer times"),
    ("escape", "RE2 has no back-references; known escapes are at github.com/google/re2/wiki/Syntax"),
)


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a pattern matched: offsets in characters, the matched text, the named groups that took part."""

    start: int
    end: int
    text: str
    groups: Mapping[str, str]


class _Match(Protocol):
    def span(self) -> tuple[int, int]: ...
    def groupdict(self) -> dict[str, str | None]: ...


class _Machine(Protocol):
    def search(self, text: str) -> _Match | None: ...


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that cannot hang; made by `compile`."""

    text: str
    _machine: _Machine

    def search(self, text: str) -> Hit | None:
        """The first match in the first `LONGEST_TEXT` characters."""
        seen = text[:LONGEST_TEXT]
        match = self._machine.search(seen if seen.isascii() else seen.translate(_SURROGATES))
        if match is None:
            return None
        start, end = match.span()
        groups = {name: found for name, found in match.groupdict().items() if found is not None}
        return Hit(start, end, seen[start:end], groups)


def compile(pattern: str, *, where: str = "") -> Pattern:  # noqa: A001 - `patterns.compile` reads as `re.compile` does
    """The pattern, ready to search; case matters unless it says `(?i)`, `.` stops at a line end.

    `where` names the place that the pattern comes from, in the message.

    Raises:
        SourceError: RE2 does not know it, it is broken, or it needs too much memory.
    """
    if len(pattern) > LONGEST_PATTERN:
        raise _refused(pattern, where, f"longer than {LONGEST_PATTERN} characters", "split it into several")
    try:
        return Pattern(pattern, re2.compile(pattern, _quiet()))
    except re2.error as error:
        reason = _reason(error)
        raise _refused(pattern, where, reason, _hint(reason)) from error
    except UnicodeEncodeError as error:
        raise _refused(pattern, where, "holds half a surrogate pair", "write the character itself") from error


def _quiet() -> re2.Options:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    return options


def _reason(error: Exception) -> str:
    said = error.args[0] if error.args else "broken"
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)


def _hint(reason: str) -> str:
    matching = (hint for sign, hint in _HINTS if sign in reason)
    return next(matching, "the syntax is at github.com/google/re2/wiki/Syntax")


def _refused(pattern: str, where: str, reason: str, hint: str) -> SourceError:
    shown = pattern if len(pattern) <= 80 else f"{pattern[:79]}…"  # noqa: PLR2004 - one line of a screen
    place = f"{where}: " if where else ""
    return SourceError(f"{place}pattern `{shown}` cannot be used: {reason}", hint=hint)
