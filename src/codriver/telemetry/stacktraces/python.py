r"""Python tracebacks: chained, grouped, with 3.11's markers, also cut short.

What it looks for: `Traceback (most recent call last):` and `File "x.py", line 3, in f`; a SyntaxError needs no header.
Of chained exceptions the last is the one that was raised, the first the root cause; of a group the group comes first.
`ours` is false below site-packages, dist-packages, the standard library and frozen modules. When the text was cut
before the exception's name, the name is that which the last line of code raises.
When it is wrong: code that runs from an unusual place (a zip, a notebook) counts as ours.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from codriver.model import Frame
from codriver.telemetry.stacktraces import MOST_CHAINED, StackTrace, kept, lines_of

MARK = r"Traceback \(most recent call last\)|(?:^|\n)\s+File \"[^\"]+\", line \d+"
_HEADER = "Traceback (most recent call last):"
_FRAME = re.compile(r'File "([^"\n]{1,500})", line (\d{1,9})(?:, in ([^\n]{1,300}))?$')
_EXCEPTION = re.compile(r"((?:(?:[A-Za-z_]\w{0,200}|<locals>)\.){0,40}[A-Za-z_]\w{0,200})(?:: ?(.*))?$")
_RAISES = re.compile(r"\braise ([\w.]{1,200})|\b([A-Z]\w{0,200}(?:Error|Exception))\(")
_DRAWING = re.compile(r"^[\s|+-]{0,80}(?:\| |\+ |\+-)")
_MARKER = re.compile(r"^\s*[\^~]+\s*$")
_FOREIGN = re.compile(
    r"[/\\](?:site|dist)-packages[/\\]|[/\\]lib(?:64)?[/\\]python\d|[/\\]Python3?\d*[/\\]lib[/\\]|^<", re.IGNORECASE
)
_TESTS = re.compile(r"(?:^|[/\\])(?:tests?[/\\]|test_)")
_LINKS = ("During handling of the above", "The above exception was")
_NO_TRACE = (*_LINKS, "[Previous line repeated")


def read(text: str) -> StackTrace | None:
    """The traceback in the text, or None. Of several that no sentence links, the one that says most of our code."""
    lines = lines_of(text)
    grouped = any(f"Exception Group {_HEADER}" in line for line in lines)
    sections = _sections(lines)
    read_in = [[trace for one in chain if (trace := _section(one))] for chain in _chains(sections, whole=grouped)]
    found = max(read_in, key=_said, default=[])
    if not found:
        return None
    main, causes = (found[0], found[1:]) if grouped else (found[-1], found[:-1])
    return replace(main, causes=tuple(causes))


def _said(chain: Sequence[StackTrace]) -> tuple[int, int]:
    ours = [frame.file for trace in chain for frame in trace.frames if frame.ours]
    return sum(not _TESTS.search(file) for file in ours), len(ours)


def _sections(lines: Sequence[str]) -> list[list[str]]:
    """One list of lines per exception."""
    starts = [at for at, line in enumerate(lines) if _HEADER in line]
    if not starts:
        starts = [at for at, line in enumerate(lines) if _FRAME.search(line)][:1]
    half = MOST_CHAINED // 2
    starts = starts if len(starts) <= MOST_CHAINED else [*starts[:half], *starts[-half:]]
    ends = [*starts, len(lines)][1:]
    return [_undrawn(lines[start:end]) for start, end in zip(starts, ends, strict=True)]


def _chains(sections: Sequence[list[str]], *, whole: bool) -> list[list[list[str]]]:
    """The sections, those together that a sentence links: the others are strangers, as in a report of tests."""
    chains: list[list[list[str]]] = []
    for at, section in enumerate(sections):
        if at and (whole or any(line.strip().startswith(_LINKS) for line in sections[at - 1])):
            chains[-1].append(section)
        else:
            chains.append([section])
    return list(reversed(chains))  # of equals the last


def _undrawn(lines: Sequence[str]) -> list[str]:
    """Without the lines that Python draws beside the parts of a group."""
    return [_DRAWING.sub("", line, count=1) for line in lines] if _DRAWING.match(lines[0]) else list(lines)


def _section(lines: Sequence[str]) -> StackTrace | None:
    spots = [(at, found) for at, line in enumerate(lines) if (found := _FRAME.search(line))]
    if not spots:
        return None
    frames = kept([_frame(found, lines, at) for at, found in spots])
    name, message = _raised(lines[spots[-1][0] + 1 :])
    return StackTrace("python", name or _raising(frames[-1].code), message, frames)


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


def _raising(code: str) -> str:
    """The exception that a line of code names as the one it raises; empty when it names none."""
    named = (one or other for one, other in _RAISES.findall(code))
    return next((name for name in named if name.rpartition(".")[2][:1].isupper()), "")


def _is_mark(line: str) -> bool:
    return bool(_MARKER.match(line) or _FRAME.search(line) or line.strip().startswith(_NO_TRACE))


def _raised(lines: Sequence[str]) -> tuple[str, str]:
    """The exception's name and message: the first line after the frames that is not indented."""
    for line in lines:
        if line.strip() and not line.startswith((" ", "\t")):
            found = _EXCEPTION.match(line.strip().rstrip('"}'))
            return (found[1], (found[2] or "").strip()) if found else ("", "")
    return "", ""
