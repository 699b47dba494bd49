r"""PHP: `Fatal error: Uncaught Type: message in file:line` with `#0 file(line): f()`, and warnings `in file on line N`.

What it looks for: an uncaught or printed exception and its numbered frames; `Next` leads from a cause to what it led
to; Laravel's `[stacktrace]`. The place that the message names is the throw site, in the function that frame #0 calls.
`ours` is false below vendor folders and for PHP's internal functions.
When it is wrong: a framework outside a vendor folder counts as ours.
"""

import re
from collections.abc import Sequence

from codriver.model import Frame
from codriver.telemetry.stacktraces import MOST_FRAMES, StackTrace, chained, kept, lines_of

MARK = (
    r"(?:^|\n|\\n)#\d+ (?:/|[A-Z]:|\[internal function\]|\{main\})"
    r"|\bFatal error: +Uncaught |\bthrown in \S+ on line \d+"
)
_TYPE = r"\\?[A-Za-z_]\w{0,200}(?:\\\w{1,200}){0,30}"
_UNCAUGHT = re.compile(rf"\b(?:Uncaught|Next) (?:exception )?({_TYPE})(?:: (.*))?$")
_RAISED = re.compile(rf"(?:^|[\s:\]\"'(])({_TYPE})(?:\(code: [^()]{{0,40}}\))?: (.*)$")
_CAPITAL = re.compile(
    rf"(?:^|[\s:\]\"'(])((?=[A-Z\\]|\w+\\){_TYPE}): (.*)$"
)  # words of the log may stand before the type
_OLD = re.compile(rf"\bexception '({_TYPE})' with message '(.*)'$", re.IGNORECASE)
_PLACE = re.compile(r"((?:/|[A-Za-z]:[/\\]|[\w.-])[^:\n]{0,500}):(\d{1,9})\)?\s*$")
_PLAIN = re.compile(
    r"(?:^|.*?\s)(?:PHP )?((?:Fatal|Parse|Recoverable fatal|Core|Compile) error|Warning|Notice|Deprecated): +"
    r"(?! *Uncaught )(.*?) in (\S.{0,500}?) on line (\d{1,9})"
)
_FRAME = re.compile(r"\s*#(\d{1,6}) (?:(.{1,500}?)\((\d{1,9})\)|(\[internal function\])): (.{1,1000})$")
_MAIN = re.compile(r"\s*#\d{1,6} \{main\}")
_FOREIGN = re.compile(r"[/\\]vendor[/\\]|^\[internal|^phar://|/usr/share/php")
MOST_MESSAGE = 20  # lines


def read(text: str) -> StackTrace | None:
    """The first exception, else the first error or warning, of PHP in the text; None without one."""
    lines = lines_of(text)
    raised: list[StackTrace] = []
    for at, line in enumerate(lines):
        if not line.lstrip().startswith("#") and (found := _exception(lines, at)):
            if raised and "Next " not in line:
                break
            raised.append(found)
    if raised:
        return chained(raised[::-1])
    plain = next((match for line in lines if " on line " in line and (match := _PLAIN.match(line))), None)
    return _alone(plain) if plain else None


def _exception(lines: Sequence[str], at: int) -> StackTrace | None:
    """What this line says was raised, if the line or one that its message goes on to ends in a place."""
    placed = _placed(lines[at])
    if not placed:
        start = _UNCAUGHT.search(lines[at])
        return _long(start, lines, at) if start else None
    head, file, line = placed
    found = _OLD.search(head) or _UNCAUGHT.search(head) or _CAPITAL.search(head) or _RAISED.search(head)
    if not found:
        return None
    frames = _frames(lines[at + 1 : at + 1 + MOST_FRAMES])
    believed = frames is not None or "Uncaught " in head
    return _trace((found[1], found[2] or "", file, line), frames or []) if believed else None


def _long(start: re.Match[str], lines: Sequence[str], at: int) -> StackTrace | None:
    """A message of several lines: the place stands at the end of the last."""
    for more in range(at + 1, min(at + MOST_MESSAGE, len(lines))):
        if placed := _placed(lines[more]):
            said = "\n".join((start[2] or "", *lines[at + 1 : more], placed[0]))
            frames = _frames(lines[more + 1 : more + 1 + MOST_FRAMES]) or []
            return _trace((start[1], said, placed[1], placed[2]), frames)
    return None


def _placed(line: str) -> tuple[str, str, int] | None:
    """What stands before ` in file:line` or ` at file:line`, the file and the line."""
    cut = max(line.rfind(" in "), line.rfind(" at "))
    place = _PLACE.match(line[cut + 4 :]) if cut >= 0 else None
    return (line[:cut], place[1], int(place[2])) if place else None


def _frames(lines: Sequence[str]) -> list[tuple[str, int, str]] | None:
    """File, line and what is called there, of each numbered frame; None when no frames begin here."""
    frames: list[tuple[str, int, str]] = []
    begun = False
    for line in lines:
        if found := _FRAME.match(line):
            if found[1] == "0" and frames:
                break
            frames.append((found[2] or found[4], int(found[3] or 0), _called(found[5])))
        elif not (_MAIN.match(line) or "tack trace:" in line or "[stacktrace]" in line):
            break
        begun = True
    return frames if begun else None


def _called(call: str) -> str:
    return call.partition("(")[0] if not call.startswith("{") else call.partition("}")[0] + "}"


def _trace(raised: tuple[str, str, str, int], frames: list[tuple[str, int, str]]) -> StackTrace:
    """Each frame is where a call stands; the function around it is the one that the next frame calls."""
    name, message, file, line = raised
    places = [(file, line), *((place, number) for place, number, _ in frames)]
    around = [*(called for *_, called in frames), ""]
    told = [_made(*place, function) for place, function in zip(places, around, strict=True)]
    if len(told) > 1 and places[0] == places[1]:
        told = told[1:]  # an internal function throws where it is called
    return StackTrace("php", name.lstrip("\\"), message, kept(told[::-1]))


def _alone(found: re.Match[str]) -> StackTrace:
    return StackTrace("php", found[1], found[2], (_made(found[3], int(found[4]), ""),))


def _made(file: str, line: int, function: str) -> Frame:
    return Frame(file=file, line=line, function=function, ours=not _FOREIGN.search(file))
