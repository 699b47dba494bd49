"""Stretches of a text that must not leave, and the text without them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `start` to `end` stands a secret of that `kind`."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """The text without its secrets, and where in the old one they stood."""

    text: str
    spans: tuple[Span, ...]


def without(text: str, found: Iterable[Span]) -> Redacted:
    """The text with `[redacted:kind]` where the spans stood; overlapping ones become one, named after the longest."""
    spans = _joined(found)
    parts, place = [], 0
    for span in spans:
        parts += [text[place : span.start], f"[redacted:{span.kind}]"]
        place = span.end
    return Redacted("".join([*parts, text[place:]]), spans)


def _joined(found: Iterable[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    longest = 0
    for span in sorted(set(found), key=lambda one: (one.start, -one.end, one.kind)):
        if joined and span.start < joined[-1].end:
            last, size = joined[-1], span.end - span.start
            kind = span.kind if size > longest else last.kind
            joined[-1] = Span(last.start, max(last.end, span.end), kind)
            longest = max(longest, size)
        else:
            joined.append(span)
            longest = span.end - span.start
    return tuple(joined)
