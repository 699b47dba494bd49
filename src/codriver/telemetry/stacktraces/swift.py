r"""Swift: `main.swift:3: Fatal error: ...`, the backtraces of Swift 5.9 and later, crash reports of Apple's systems.

What it looks for: the fatal error, precondition or uncaught exception, the place it names, and the numbered frames of
the thread that crashed. `ours` is false for system libraries, for the Swift runtime and for frames without a source.
When it is wrong: packages that are built from source count as ours.
"""

import re
from collections.abc import Sequence

from codriver.model import Frame
from codriver.telemetry.stacktraces import StackTrace, kept, lines_of

MARK = (
    r"\.swift:\d+: (?:Fatal error|Precondition failed|Assertion failed)"
    r"|\bFatal error: [^\n]*: file [^\n]*\.swift, line \d+"
    r"|\*\*\* Terminating app due to uncaught exception"
)
_PLACED = re.compile(
    r"(?:^|.*?\s)(\S[^:\n]{0,400}\.swift):(\d{1,9}): (Fatal error|Precondition failed|Assertion failed)(?:: (.*))?$"
)
_OLD = re.compile(
    r"(?:^|.*?\s)(Fatal error|Precondition failed|Assertion failed): (.*): file (\S.{0,400}\.swift), line (\d{1,9})$"
)
_UNCAUGHT = re.compile(r".*\*\*\* Terminating app due to uncaught exception '(\w{1,200})', reason: '(.*)'$")
_SIGNAL = re.compile(r".*(?:Thread \d+ .{0,80}crashed|Program crashed): (.{1,200}?)(?: at 0x\w+)?:?$")
_FRAME = re.compile(
    r"\s*(\d{1,6})\s+(?:\[\w+\]\s+)?(?:[\w.+ -]{1,100}?\s+)?0x[0-9a-f]{4,16}\s+(.{1,1000}?)(?: \+ \d{1,12})?"
    r"(?: in (\S{1,200}))?(?: at (\S.{0,500}?):(\d{1,9})(?::\d{1,9})?| \(([^():]{1,300}):(\d{1,9})\))?$"
)
_INLINED = re.compile(
    r"\s*\d{1,6}\s+\[(?:inlined"
    r"|system)\]\s+(.{1,1000}?)(?: in (\S{1,200}))?(?: at (\S.{0,500}?):(\d{1,9})(?::\d{1,9})?)?$"
)
_FOREIGN = re.compile(
    r"_?swift_|closure #\d+ in (?:_assertionFailure|Sequence)|_assertionFailure|main$|_start|__libc|start$"
    r"|static .*\$main|objc_|-\[NS|__"
)


def read(text: str) -> StackTrace | None:
    """The first crash of Swift in the text, or None."""
    lines = lines_of(text)
    raised = next((what for line in lines if (what := _raised(line))), None)
    crash = next((found[1] for line in lines if "rashed" in line and (found := _SIGNAL.match(line))), "")
    frames = _frames(lines) if raised or crash else []
    if not raised and not (crash and frames):
        return None
    name, message, site = raised or (crash, "", None)
    inner = _from(site, frames) if site else frames
    return StackTrace("swift", name, message, kept(inner[::-1]))


def _raised(line: str) -> tuple[str, str, Frame | None] | None:
    """Type, message and the place that is named."""
    if ".swift" in line and (found := _PLACED.match(line)):
        return _thrown(found[3], found[4] or "", Frame(file=found[1], line=int(found[2]), function=""))
    if ".swift" in line and (found := _OLD.match(line)):
        return _thrown(found[1], found[2], Frame(file=found[3], line=int(found[4]), function=""))
    found = _UNCAUGHT.match(line) if "***" in line else None
    return (found[1], found[2], None) if found else None


def _thrown(kind: str, message: str, site: Frame) -> tuple[str, str, Frame]:
    return kind, message, site


def _frames(lines: Sequence[str]) -> list[Frame]:
    """Innermost first, of the first numbered stack."""
    frames: list[Frame] = []
    last = -1
    for line in lines:
        found = _FRAME.match(line) or _INLINED.match(line)
        if not found:
            continue
        number = int(line.split()[0])
        if number <= last and number == 0:
            break
        last = number
        frames.append(_made(found))
    return frames


def _made(found: re.Match[str]) -> Frame:
    inlined = found.re is _INLINED
    function = found[1] if inlined else found[2]
    file = (found[3] if inlined else found[4] or found[6]) or ""
    line = int((found[4] if inlined else found[5] or found[7]) or 0)
    ours = bool(file) and not _FOREIGN.match(function) and not file.startswith(("/usr/", "<compiler"))
    return Frame(file=file, line=line, function=function, ours=ours)


def _from(site: Frame, frames: list[Frame]) -> list[Frame]:
    """From the named place outwards; that place alone when no frame has it."""
    name = site.file.rpartition("/")[2]
    for at, frame in enumerate(frames):
        if frame.line == site.line and frame.file.rpartition("/")[2] == name:
            return frames[at:]
    return [site, *(frame for frame in frames if frame.ours)]
