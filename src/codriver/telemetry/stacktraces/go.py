r"""Go: panics, fatal errors, goroutine dumps and data races.

What it looks for: `panic:`, `fatal error:`, `SIGQUIT:`, `DATA RACE` above `goroutine 1 [running]:` and pairs of a
function and its file. Of many goroutines the first is read, which is the one that fell. Frames of the panic itself
(`panic`, `runtime.gopanic`, `runtime.throw`) are left out: the throw site is the line that panicked. A panic within a
recovery keeps the first panic as its root. `ours` is false for the standard library, module cache and vendor folders.
When it is wrong: a package of the team that is called like one of the standard library counts as the runtime.
"""

import re
from collections.abc import Sequence

from codriver.model import Frame
from codriver.telemetry.stacktraces import StackTrace, kept, lines_of

MARK = r"\bgoroutine \d+ (?:gp=\S+ m=\S+(?: mp=\S+)? )?\["
_HEADER = re.compile(
    r"(?:^|.*?[\s:])(?:(panic|fatal error): |(SIG[A-Z]{2,8}): |WARNING: (DATA RACE)"
    r"|http: (panic) serving [^ ]{1,100}: )(.*)$"
)
_NESTED = re.compile(r"\s+panic: (.*)$")
_STACK = re.compile(r"\s*(?:goroutine \d{1,12} (?:gp=.{0,80})?\[.{0,200}\]:|(?:Read|Write|Previous \w+) at 0x\w+ by )")
_FILE = re.compile(r"\s+(\S.{0,500}?):(\d{1,9})(?: \+(?:0x?[0-9a-f]*)?)?(?: fp=.*| \(.*)?\s*$")
_CALL = re.compile(r"\s*([A-Za-z_][^\s()]{0,300}(?:\([^()\s]{1,200}\)[^\s()]{0,200})?[^()]{0,80})\(.*\)\s*$")
_FUNCTION = re.compile(r"\s*([A-Za-z_][\w./%~-]{0,300}\.[^\s:]{1,200})\s*$")
_RECOVERED = re.compile(r" \[recovered(?:, repanicked)?\]")
_MACHINE = re.compile(
    r"(?:panic|runtime\.(?:gopanic|throw|fatal\w*|sigpanic|panic\w*|goPanic\w*|dopanic\w*|raise\w*)"
    r"|runtime/debug\.(?:Stack|PrintStack)|internal/runtime/maps\.fatal)$"
)
_STANDARD = re.compile(
    r"(?:archive|bufio|bytes|cmp|compress|container|context|crypto|database|debug|embed|encoding|errors|expvar|flag|fmt"
    r"|go|hash|html|image|index|internal|io|iter|log|maps|math|mime|net|os|path|plugin|reflect|regexp|runtime|slices"
    r"|sort|strconv|strings|sync|syscall|testing|text|time|unicode|unique|unsafe|panic|vendor|created by)(?:[/.(]|$)"
)
_FOREIGN_FILE = re.compile(r"/pkg/mod/|/vendor/|/usr/(?:local/|lib/)go[^/]*/src/|_cgo_gotypes|^\?\?$")


def read(text: str) -> StackTrace | None:
    """The panic or the first goroutine in the text, or None."""
    lines = lines_of(text)
    starts = [at for at, line in enumerate(lines) if _STACK.match(line)]
    first = starts[0] if starts else len(lines)
    name, messages = _panics(lines, first)
    frames = _frames(lines[first + 1 : _end(lines, starts)])
    if not frames and not (name and starts):
        return None
    return _trace(name, messages or [""], frames)


def _end(lines: Sequence[str], starts: list[int]) -> int:
    after = starts[1] if len(starts) > 1 else len(lines)
    blank = next((at for at in range(starts[0] + 1, after) if not lines[at].strip()), after) if starts else after
    return max(blank, starts[0] + 1) if starts else after


def _panics(lines: Sequence[str], before: int) -> tuple[str, list[str]]:
    """What it is called, and what was said: by the first panic, then by those while it was handled."""
    for at in range(before):
        if found := _HEADER.match(lines[at]):
            name = found[1] or found[2] or found[3] or found[4]
            nested = [more[1] for line in lines[at + 1 : before] if (more := _NESTED.match(line))]
            return name, [_RECOVERED.sub("", said) for said in (found[5], *nested)]
    return "", []


def _frames(lines: Sequence[str]) -> list[Frame]:
    """Innermost first, as printed; a function whose file was cut off has none."""
    frames: list[Frame] = []
    for at, line in enumerate(lines):
        place = _FILE.match(lines[at + 1]) if at + 1 < len(lines) else None
        call = _CALL.match(line) or (_FUNCTION.match(line) if place else None)
        if call and not line.lstrip().startswith("created by") and (place or at + 1 == len(lines)):
            frames.append(_made(call[1], place[1] if place else "", int(place[2]) if place else 0))
    return frames


def _made(function: str, file: str, line: int) -> Frame:
    name = function.rstrip()
    return Frame(file=file, line=line, function=name, ours=not (_STANDARD.match(name) or _FOREIGN_FILE.search(file)))


def _trace(name: str, messages: list[str], frames: list[Frame]) -> StackTrace:
    """The throw site lies below the panic's own frames; a panic within a recovery was raised above them."""
    machine = [at for at, frame in enumerate(frames) if _MACHINE.match(frame.function)]
    below = frames[machine[-1] + 1 :] if machine else frames
    if len(messages) > 1 and machine and machine[-1] > 0:
        above = [frame for frame in frames if not _MACHINE.match(frame.function)]
        root = StackTrace("go", name, messages[0], kept((below or frames)[::-1]))
        return StackTrace("go", name, messages[-1], kept(above[::-1]), (root,))
    return StackTrace("go", name, messages[0], kept((below or frames)[::-1]))
