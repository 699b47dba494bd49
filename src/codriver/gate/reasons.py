"""The reason that a confirmation asks for: a person's own, in a few words. "The AI suggested it" goes back."""

from __future__ import annotations

import re

_THEY = r"(ai|a\.i\.|llm|gpt|chat ?gpt|claude|copilot|gemini|codex|cursor|assistant|agent|bot|model|codriver)"
_SAID = r"(said|says|suggest\w*|recommend\w*|propos\w*|told|tells|thinks?|wants?|advis\w*|asked|decided|chose)"
_BORROWED = re.compile(
    rf"\b{_THEY}\b[^.;,]{{0,40}}\b{_SAID}\b"
    rf"|\b({_SAID}|according|generated)\b[^.;,]{{0,30}}\b(by|to|from)\b[^.;,]{{0,20}}\b{_THEY}\b"
    rf"|\b(trust|follow(ing)?|because of|per)\b[^.;,]{{0,15}}\b{_THEY}\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"^(just )?(do it|because|ok(ay)?|yes|yep|sure|fine|go|fix( it)?|test(ing)?|asdf\w*|n/?a|none|reason|whatever|lgtm"
    r"|pls|please)[ .!]*$",
    re.IGNORECASE,
)
_LEAST_WORDS, _LEAST_LETTERS = 2, 8


def flaw(reason: str) -> str:
    """What is wrong with a reason; empty when it will do."""
    words = re.findall(r"[^\W\d_]{2,}", reason)
    letters = sum(map(len, words))
    if _BORROWED.search(reason):
        return "that somebody or something suggested it is no reason: say what you saw"
    if _EMPTY.match(reason.strip()) or len(set(map(str.lower, words))) < _LEAST_WORDS or letters < _LEAST_LETTERS:
        return "say in a few words what you saw, and what this should change"
    if len(set(reason.lower())) < 5:  # noqa: PLR2004 - a key held down
        return "that is no word"
    return ""
