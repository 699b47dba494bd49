r"""Rust: `thread 'main' panicked at src/main.rs:1:2:` (also as before 1.73) and its backtrace, short or full.

What it looks for: the panic and the place it names, which is the throw site also when there is no backtrace; numbered
frames with `at file:line:column`; `Error:` with `Stack backtrace:` of anyhow and eyre. The panic's own frames are left
out, hashes are taken off names. `ours` is false for the standard library, the cargo registry and C's own start.
When it is wrong: frames of a dependency by path or git count as ours.
"""

import re
from collections.abc import Sequence

from codriver.model import Frame
from codriver.telemetry.stacktraces import StackTrace, kept, lines_of

MARK = r"\bthread '[^'\n]*' (?:\(\d+\) )?panicked at "
_NEW = re.compile(r".*?thread '.{0,200}?' (?:\(\d{1,20}\) )?panicked at ([^\s'].{0,400}?):(\d{1,9}):(\d{1,9}):?$")
_OLD = re.compile(
    r".*?thread '.{0,200}?' (?:\(\d{1,20}\) )?panicked at '(.*?)(?:', (.{1,400}?):(\d{1,9})(?::\d{1,9})?)?$"
)
_OLD_END = re.compile(r"(.*)', ([^',]{1,400}):(\d{1,9}):\d{1,9}$")
_ERROR = re.compile(r"Error: (.*)$")
_FRAME = re.compile(r"\s*(\d{1,6}):\s+(?:0x[0-9a-f]{1,16} - )?([^\s\d].{0,2000})$")
_PLACE = re.compile(r"\s+at (\S.{0,500}?):(\d{1,9})(?::\d{1,9})?\s*$")
_HASH = re.compile(r"::h[0-9a-f]{16}$|\[[0-9a-f]{12,16}\]")
_FOREIGN = re.compile(
    r"/rustc/|/\.cargo/(?:registry|git)/|/rustlib/src/|/library/(?:std|core|alloc|test)/src/|/sysdeps/|/csu/"
)
_FOREIGN_NAME = re.compile(
    r"<*(?:std|core|alloc|__rustc|proc_macro|test|tokio|hyper|futures\w*|rayon\w*|backtrace|anyhow|eyre)\b"
    r"|(?:rust_begin_unwind|_start|__libc_start\w*|main|clone\d?|start_thread|<unknown>|__rust_\w+)$"
)
_MACHINE = re.compile(
    r"<*(?:rust_begin_unwind|__rustc|rust_panic|std|core|alloc|backtrace|anyhow|eyre|color_eyre)\b|<unknown>$"
)
MOST_MESSAGE = 20  # lines


def read(text: str) -> StackTrace | None:
    """The first panic in the text, or the backtrace that an error carries; None without either."""
    lines = lines_of(text)
    for at, line in enumerate(lines):
        if "panicked at " in line and (new := _NEW.match(line)):
            return _trace("panic", _message(lines[at + 1 :]), _made("", new[1], int(new[2])), lines[at + 1 :])
        if "panicked at '" in line and (old := _OLD.match(line)):
            return _old(old, lines[at:])
    error = next((found for line in lines if (found := _ERROR.match(line))), None)
    backtrace = any(line.strip().lower() == "stack backtrace:" for line in lines)
    if not backtrace or not (frames := _frames(lines)):
        return None
    return StackTrace("rust", "Error" if error else "", error[1] if error else "", kept(_below(frames)[::-1]))


def _old(found: re.Match[str], lines: Sequence[str]) -> StackTrace | None:
    """Before 1.73 the message stood first, in quotes, on as many lines as it had."""
    if found[2]:
        return _trace("panic", found[1], _made("", found[2], int(found[3])), lines[1:])
    for at, line in enumerate(lines[1:MOST_MESSAGE], 1):
        if end := _OLD_END.match(line):
            return _trace("panic", found[1], _made("", end[2], int(end[3])), lines[at + 1 :])
    return _trace("panic", found[1], None, lines[1:])


def _message(lines: Sequence[str]) -> str:
    said = []
    for line in lines[:MOST_MESSAGE]:
        if line.startswith(("stack backtrace:", "note: ")) or not line.strip():
            break
        said.append(line)
    return "\n".join(said)


def _trace(name: str, message: str, site: Frame | None, lines: Sequence[str]) -> StackTrace:
    frames = _frames(lines)
    below = _from(site, frames) if site else _below(frames)
    return StackTrace("rust", name, message, kept(below[::-1]))


def _from(site: Frame, frames: list[Frame]) -> list[Frame]:
    """The frames from the place that the panic names outwards; that place alone when no frame has it."""
    for at, frame in enumerate(frames):
        if frame.line == site.line and _same_file(frame.file, site.file):
            return frames[at:]
    return [site, *_below(frames)]


def _same_file(one: str, other: str) -> bool:
    here, there = one.removeprefix("./"), other.removeprefix("./")
    return f"/{here}".endswith(f"/{there}") or f"/{there}".endswith(f"/{here}")


def _below(frames: list[Frame]) -> list[Frame]:
    first = next((at for at, frame in enumerate(frames) if not _MACHINE.match(frame.function)), 0)
    return frames[first:]


def _frames(lines: Sequence[str]) -> list[Frame]:
    """Innermost first; frames that were inlined have no number of their own."""
    frames: list[Frame] = []
    number = -1
    for at, line in enumerate(lines):
        found = _FRAME.match(line)
        if not found or line.lstrip().startswith("at "):
            continue
        if int(found[1]) < number and frames:
            break  # the next thread's
        number = int(found[1])
        place = _PLACE.match(lines[at + 1]) if at + 1 < len(lines) else None
        frames.append(_made(_HASH.sub("", found[2]).strip(), place[1] if place else "", int(place[2]) if place else 0))
    return frames


def _made(function: str, file: str, line: int) -> Frame:
    foreign = _FOREIGN.search(file) or (not file and function) or _FOREIGN_NAME.match(function)
    return Frame(file=file, line=line, function=function, ours=not foreign)
