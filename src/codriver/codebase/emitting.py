"""From a log line (or its template) to the line of code that emits it: literals with their placeholders, any language.

`%s` and `%(name)s`, `{}` and `{name!r}` (f-strings, Rust, SLF4J), `${name}`, `#{name}`, `"a" + b`, and the constant
message of structured loggers. When it is wrong: a message that is put together elsewhere, translated, or all variables.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codriver.codebase.answers import Answer, Site, Target, Tier
from codriver.codebase.symbols import find
from codriver.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.codebase.opened import Codebase

MOST_WORDS, MOST_FILES, MOST_SITES = 40, 80, 20
LONGEST = 2_000  # characters of the line
FEWEST = 8  # letters of a literal that say something
WELL, SOME, HARDLY = 0.7, 0.4, 0.2  # share of the line's letters that the literal accounts for
_WORD = re.compile(r"[A-Za-z_]{3,}")
_LITERAL = re.compile(
    r'"""((?:[^"\\]|\\.|"(?!""))*)"""|\'\'\'((?:[^\'\\]|\\.|\'(?!\'\'))*)\'\'\''
    r'|"((?:[^"\\\n]|\\.)*)"|\'((?:[^\'\\\n]|\\.)*)\'|`((?:[^`\\]|\\.)*)`',
    re.DOTALL,
)
_JOINS = re.compile(r"[\s+\\.]*[rbfuRBFU]{0,2}(?:(?:\+|\.\.?)\s*[\w.()\[\]]+\s*(?:\+|\.\.?)\s*)?")
_PLACE = re.compile(
    r"%(?:\([\w.]+\))?[-+ #0]*(?:\*|\d+)?(?:\.(?:\*|\d+))?[hlLqjzt]*[a-zA-Z%]|[$#]?\{[^{}]*\}|\$\w+|<[^<>]*>|\d+|\x00"
)
_LOGS = re.compile(
    r"\b(?:\w*log\w*|slog|zap|sugar|console|fmt|print\w*|puts|warn\w*|error\w*|info\w*|debug\w*|critical|exception|fatal\w*"
    r"|panic\w*|trace\w*|echo|msg|message)\b[^\n\"'`;]{0,60}$",
    re.IGNORECASE,
)
_RAISES = re.compile(
    r"\b(?:raise|throw|new\s+\w*(?:Error|Exception)|\w*(?:Error|Exception)\w*\(|errors\.New)[^\n;]{0,60}$"
)


@dataclass(frozen=True, slots=True, order=True)
class _Match:
    lost: int  # minus the letters that it accounts for: the best comes first
    path: str
    line: int
    column: int
    how: str  # logged, raised, or empty


def emits(base: Codebase, said: str) -> Answer:
    """The places whose text makes this line, those that account for most of it first.

    Raises:
        ConfigError: there are no words in it.
    """
    message = " ".join(said[:LONGEST].split())
    words = list(dict.fromkeys(_WORD.findall(message)))[:MOST_WORDS]
    if not words:
        raise ConfigError("there are no words to look for", hint="give the text of a log line, quoted")
    known, paths = _candidates(base, words)
    found = sorted(one for path in paths for one in _in(base.text(path), path, message))
    whole = sum(len(word) for word in _WORD.findall(message) if word in known) or 1
    sites = [site for one in found[: 4 * MOST_SITES] for site in _site(base, one, whole, found)]
    target = Target("log line", words[0], message[:120], "", 0)
    notes = (f"only the {MOST_SITES} best are shown",) if len(sites) > MOST_SITES else ()
    return Answer("emits", target, tuple(sites[:MOST_SITES]), 0, len(base.paths), (), (*notes, *base.snapshot.notes()))


def _candidates(base: Codebase, words: list[str]) -> tuple[set[str], list[str]]:
    """The words that stand in the code at all, and the files that hold most of them, rare ones counting more."""
    score: Counter[str] = Counter()
    known: set[str] = set()
    for word in words:
        paths = [path for path in base.index.mentioning(word) if path not in base.aside]
        known |= {word} if paths else set()
        score.update(dict.fromkeys(paths, 1_000_000 // (len(paths) + 1)))
    return known, [path for path, _ in sorted(score.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_FILES]]


def _in(text: str, path: str, message: str) -> Iterator[_Match]:
    """The literals of one file that fit into the message."""
    number, counted = 1, 0
    for start, literal in _literals(text):
        letters = _fits(literal, message)
        if letters >= FEWEST:
            number, counted = number + text.count("\n", counted, start), start
            column = start - text.rfind("\n", 0, start) - 1
            before = text[max(0, start - 120) : start].replace("\n", " ")
            how = "raised" if _RAISES.search(before) else "logged" if _LOGS.search(before) else ""
            yield _Match(-letters, path, number, column, how)


def _literals(text: str) -> Iterator[tuple[int, str]]:
    """Where each begins and what it says; neighbours that become one text are put together."""
    start, end, held = -1, -1, ""
    for one in _LITERAL.finditer(text):
        inner = next((part for part in one.groups() if part is not None), "")
        between = text[end : one.start()] if end >= 0 and one.start() - end < 200 else "x;"  # noqa: PLR2004 - a gap
        if held and _JOINS.fullmatch(between):
            held, end = f"{held}{_joint(between)}{inner}", one.end()
            continue
        if held:
            yield start, held
        start, end, held = one.start(), one.end(), inner
    if held:
        yield start, held


def _joint(between: str) -> str:
    return "\x00" if re.search(r"\w{2}|\w\s*[+.]", between) else ""


def _fits(literal: str, message: str) -> int:
    """How many letters of the message the literal accounts for: all its fixed pieces must stand there, in order."""
    if len(literal) > LONGEST:
        return 0
    plain = re.sub(r"\\(.)", lambda found: " " if found[1] in "ntr" else found[1], literal)
    pieces = [" ".join(piece.split()) for piece in _PLACE.split(plain)]
    at = letters = 0
    for piece in filter(None, pieces):
        found = message.find(piece, at)
        if found < 0:
            return 0
        at = found + len(piece)
        letters += sum(len(word) for word in _WORD.findall(piece))
    return letters


def _site(base: Codebase, one: _Match, whole: int, every: list[_Match]) -> Iterator[Site]:
    share = min(1.0, -one.lost / whole)
    alone = sum(other.lost == one.lost for other in every) == 1 and one is every[0]
    if one.how and share >= WELL and alone:
        tier = Tier.CERTAIN
    elif share >= WELL or (one.how and share >= SOME):
        tier = Tier.LIKELY
    elif share >= HARDLY:
        tier = Tier.POSSIBLE
    else:
        return
    around = next(iter(find(base, f"{one.path}:{one.line}")), None)
    lines = base.text(one.path).splitlines()
    code = lines[one.line - 1].strip()[:300] if one.line <= len(lines) else ""
    reason = f"{one.how or 'a text'} here, accounts for {100 * share:.0f} % of the line's words that the code knows"
    function = around.target.qual if around is not None else ""
    yield Site(one.path, one.line, one.column, tier, reason, "emits", function, code)
