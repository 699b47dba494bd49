r"""Python tracebacks: chained, grouped, with 3.11's markers, inside JSON strings once or twice escaped, with prefixes.

What it looks for: `Traceback (most recent call last):` and `File "x.py", line 3, in f`; a SyntaxError needs no header.
Of chained exceptions the last is the one that was raised, the first the root cause; of a group the group comes first.
`ours` is false below site-packages, dist-packages, the standard library and frozen modules.
When it is wrong: code that runs from an unusual place (a zip, a notebook) counts as ours.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from codriver.model import Frame
from codriver.telemetry.stacktraces import StackTrace

LONGEST = 200_000  # characters that are looked at
_HEADER = "Traceback (most recent call last):"
_FRAME = re.compile(r'File "([^"\n]{1,500})", line (\d{1,9})(?:, in ([^\n]{1,300}))?$')
_EXCEPTION = re.compile(r"((?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*)(?:: ?(.*))?$")
_DRAWING = re.compile(r"^[\s|+-]*(?:\| |\+ |\+-)")
_MARKER = re.compile(r"^\s*[\^~]+\s*$")
_FOREIGN = re.compile(
    r"[/\\](?:site|dist)-packages[/\\]|[/\\]lib(?:64)?[/\\]python\d|[/\\]Python3?\d*[/\\]lib[/\\]|^<", re.IGNORECASE
)
_NO_TRACE = ("During handling of the above", "The above exception was", "[Previous line repeated")


def read(text: str) -> StackTrace | None:
    """The traceback in the text, or None."""
    lines = _plain(text[:LONGEST]).splitlines()
    grouped = any(f"Exception Group {_HEADER}" in line for line in lines)
    found = [trace for section in _sections(lines) if (trace := _section(section))]
    if not found:
        return None
    main, causes = (found[0], found[1:]) if grouped else (found[-1], found[:-1])
    return replace(main, causes=tuple(causes))


def _plain(text: str) -> str:
    """The text with line ends as such, however often it went through JSON."""
    for _ in range(2):
        if "\\n" not in text or re.search(r"\n\s*[|+ -]*File \"", text):
            return text
        text = re.sub(r'\\(["\\/nrt])', lambda found: {"n": "\n", "r": "", "t": "\t"}.get(found[1], found[1]), text)
    return text


def _sections(lines: Sequence[str]) -> list[list[str]]:
    """One list of lines per exception, each without the prefix that stands before its header."""
    starts = [at for at, line in enumerate(lines) if _HEADER in line]
    if not starts:
        starts = [at for at, line in enumerate(lines) if _FRAME.search(line)][:1]
    ends = [*starts, len(lines)][1:]
    return [_without_prefix(lines[start:end]) for start, end in zip(starts, ends, strict=True)]


def _without_prefix(lines: Sequence[str]) -> list[str]:
    header = lines[0]
    width = header.find(_HEADER) if _HEADER in header else 0
    width = header.find(f"Exception Group {_HEADER}") if f"Exception Group {_HEADER}" in header else width
    prefix = header[:width]
    if _DRAWING.match(prefix):
        return [_DRAWING.sub("", line, count=1) for line in lines]
    inside_json = width and not prefix.endswith((" ", "\t", "|", ":"))
    shared = width and not inside_json and len(lines) > 1 and _alike(lines[1][:width], prefix)
    return [line[width:] if shared else line for line in lines]


def _alike(start: str, prefix: str) -> bool:
    """Whether two lines start the same but for digits, as a time or a container's name in front of each does."""
    return bool(prefix.strip()) and re.sub(r"\d", "0", start) == re.sub(r"\d", "0", prefix)


def _section(lines: Sequence[str]) -> StackTrace | None:
    spots = [(at, found) for at, line in enumerate(lines) if (found := _FRAME.search(line))]
    if not spots:
        return None
    frames = tuple(_frame(found, lines, at) for at, found in spots)
    name, message = _raised(lines[spots[-1][0] + 1 :])
    return StackTrace("python", name, message, frames) if name else None


def _frame(found: re.Match[str], lines: Sequence[str], at: int) -> Frame:
    following = lines[at + 1] if at + 1 < len(lines) else ""
    code = following.strip() if following.startswith((" ", "\t")) and not _is_mark(following) else ""
    return Frame(
        file=found[1],
        line=int(found[2]),
        function=(found[3] or "<module>").strip(),
        ours=not _FOREIGN.search(found[1]),
        code=code[:300],
    )


def _is_mark(line: str) -> bool:
    return bool(_MARKER.match(line) or _FRAME.search(line) or line.strip().startswith(_NO_TRACE))


def _raised(lines: Sequence[str]) -> tuple[str, str]:
    """The exception's name and message: the first line after the frames that is not indented."""
    for line in lines:
        if line.strip() and not line.startswith((" ", "\t")):
            found = _EXCEPTION.match(line.strip().rstrip('"}'))
            return (found[1], (found[2] or "").strip()) if found else ("", "")
    return "", ""
