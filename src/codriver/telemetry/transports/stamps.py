"""Loggers' prefixes, time first, on each line; and lines of other requests, known by such a prefix, in between."""

import re

from codriver.telemetry.transports.plain import streams

_TIME = (
    r"\[?(?:\d{4}[-/]\d\d[-/]\d\d[T _]\d\d:\d\d:\d\d(?:[.,:]\d{1,9})?(?: ?Z| ?UTC| ?[+-]\d\d:?\d\d)?"
    r"|\d{1,2}[/ -][A-Z][a-z]{2}[/ -]\d{2,4}[: ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?: [+-]\d{4})?"
    r"|[A-Z][a-z]{2} [ \d]?\d,? (?:\d{4},? )?\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?(?: [AP]M)?"
    r"|\d\d:\d\d:\d\d(?:[.,]\d{1,9})?|\d{10}(?:\d{3}|\.\d{1,9})?)\]?:?"
)
_WORDS = "TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|ERR|CRIT(?:ICAL)?|ALERT|EMERG|FATAL|SEVERE"
_LOWER = r"trace|debug|info|notice|warn(?:ing)?|error|err|crit(?:ical)?|alert|emerg|fatal(?! error\b)|severe"
_LEVEL = rf"(?:{_WORDS}|{_LOWER}|[IWEFD]):?(?! \w{{1,40}}Sanitizer:| DATA RACE)"  # not `Error:`, which begins a message
_TOKEN = (
    rf"{_LEVEL}|\[(?!\w{{0,80}}(?:Error|Exception)\b)[^\]\n]{{1,120}}\]:?|\([^()\n]{{1,60}}\)|-{{1,3}}:?"
    r"|\||\d{1,8}(?! {3})|stdout|stderr"  # a number in a wide column counts frames
    r"|[\w.-]{1,80}\[\d{1,8}\]:|[\w.-]{1,40}=[^\s\"]{1,120}"
)
_PREFIX = re.compile(rf"(?:{_TIME})(?P<rest>(?:[ \t](?:{_TOKEN})(?=[ \t]|$)){{0,8}})(?:[ \t](?P<said>.*)|)$")
_OTHERS = re.compile(
    r"(?:INFO|DEBUG|TRACE|WARN(?:ING)?)\b[: ]|\d{1,3}(?:\.\d{1,3}){3} - |\[?(?:info|debug|trace|warn)\]? ?[:|\]]"
    r"|[IWEFD]\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ \S+\] "
)
_LEVELS = re.compile(rf"\[?{_LEVEL}\]?$")
_LOGGER = re.compile(r"[a-z][\w.-]{0,100}(?: -|:) ")  # before what is said first, as `shop.till: `
MOSTLY = 0.5  # from this share of lines on, the prefix is the logger's own and no neighbour's


def stamped(text: str) -> list[str]:
    """The lines without their prefix, for each thread or request its own; or the lines that never had one."""
    lines = [line for line in text.split("\n") if line.strip()]
    found = [_PREFIX.match(line) for line in lines]
    foreign = [bool(match) or bool(_OTHERS.match(line)) for line, match in zip(lines, found, strict=True)]
    if not any(foreign):
        return []
    bare = [line for line, other in zip(lines, foreign, strict=True) if not other]
    between = _between(lines, found, foreign)
    with_own = [match for match in found if match]
    if len(with_own) < len(lines) * MOSTLY:
        return [*between, "\n".join(bare)] if bare else []
    return [*_stripped(with_own), *(between if bare else [])]


def _between(lines: list[str], found: list[re.Match[str] | None], foreign: list[bool]) -> list[str]:
    """The lines without a prefix, and what was said right before the first of them: also without its logger's name."""
    kept = [line for line, other in zip(lines, foreign, strict=True) if not other]
    first = next((at for at, other in enumerate(foreign) if not other), 0)
    before = found[first - 1] if first else None
    said = (before["said"] or "") if before else ""
    starts = dict.fromkeys((_LOGGER.sub("", said, count=1), said))
    return ["\n".join([start] * bool(before) + kept) for start in starts]


def _stripped(found: list[re.Match[str]]) -> list[str]:
    parts: dict[str, list[str]] = {}
    for match in found:
        parts.setdefault(_thread(match["rest"]), []).append(match["said"] or "")
    every = [match["said"] or "" for match in found]
    each = streams(parts) if len(parts) > 1 else []
    return [
        *each,
        "\n".join(every),
        *_without_common(every),
        *(one for part in each for one in _without_common(part.split("\n"))),
    ]


def _thread(rest: str) -> str:
    """Who speaks, whatever the level."""
    return " ".join(token for token in rest.split() if not _LEVELS.match(token))


def _without_common(said: list[str]) -> list[str]:
    """The lines without the words that they all begin with, as a logger's name: it ends before the first indent."""
    first, last = min(filled := [line for line in said if line.strip()], default=""), max(filled, default="")
    common = first[: next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), 0)]
    name = re.match(r".*[^\s\w](?: |$)", common)
    return ["\n".join(line[name.end() :] for line in said)] if name and name.end() else []
