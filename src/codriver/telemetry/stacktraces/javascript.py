r"""JavaScript and TypeScript: Node and Chrome (`at f (x.js:1:2)`), Firefox and Safari (`f@x.js:1:2`).

What it looks for: frames of either kind and the line above them that names an error; `[cause]:` and `Caused by:` lead
to the root, the parts of an AggregateError to the first of them. `async f` and `new F` are called `f` and `new F`.
`ours` is false below node_modules, in Node itself and in native code.
When it is wrong: bundled libraries count as ours (no source map is read); an error class whose name does not end in
Error is known only where it begins the line above the frames.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from codriver.model import Frame
from codriver.telemetry.stacktraces import StackTrace, chained, kept, lines_of

MARK = (
    r"(?:^|\n|\\n)\s*(?:\\t)?at (?:[^\n(]{1,200} )?\(?(?:node:|file:|https?:|webpack|/|[A-Za-z]:[\\/]|<anonymous>"
    r"|[\w@.-]+\.[cm]?[jt]sx?:)[^\n()]{0,300}:?\d+:\d+|(?:^|\n)[^\s@]{0,100}@https?://\S+:\d+"
)
MOST_ABOVE = 30  # lines of a message above the first frame
_PLACE = r"((?:<anonymous>|eval code|[^()\s][^()]{0,1000}?|\(\w{1,40}\))):(\d{1,9})(?::(\d{1,9}))?"
_CALL = re.compile(rf"\s*at (?:async )?(.{{1,500}}?) ?\({_PLACE}\)?,?(?: \{{)?\s*$")
_BARE = re.compile(rf"\s*at (?:async )?(?:file://)?{_PLACE},?(?: \{{)?\s*$")
_EVAL = re.compile(r"\s*at (.{1,300}?) \(eval at .{0,500}?\(([^()\s]{1,500}?):(\d{1,9}):(\d{1,9})\)")
_WASM = re.compile(
    r"\s*(?:at )?(.{0,300}?)(?: \(|@)([^()\s]{1,500}?|\[wasm code\])(?::wasm-function\[[^\]]*\]\S*|)\)?$"
)
_PLACELESS = re.compile(r"\s*at (?:async )?(.{1,300}?) \((native|<anonymous>|index \d+)\),?\s*$")
_GECKO = re.compile(
    r"\s*([^\s@]{0,300}|[^@\n]{0,300}?\)|[\w$.<>/ -]{0,100})@"
    r"((?:https?|file|[a-z-]{2,30}-extension|webpack|resource|chrome|app|capacitor)://[^\s]{1,500}?"
    r"|[\w./\\:~-]{0,400}/[\w.@-]{1,200}|[\w./\\:~-]{1,400}\.[cm]?[jt]sx?)"
    r":(\d{1,9})(?::(\d{1,9}))?\s*$"
)
_GECKO_EVAL = re.compile(r"([^\s@]{0,300})@([^\s]{1,500}) line (\d{1,9}) > (?:eval|Function).{0,200}$")
_NATIVE = re.compile(r"([\w$.<> ]{1,200})@\[native code\]$")
_URL = re.compile(r"\s*((?:https?|file)://[^\s@]{1,500}?):(\d{1,9}):(\d{1,9})\s*$")
_OTHER = re.compile(
    r".{1,1000}\.(?:java|kts?|scala|groovy|clj|rs|swift|go|py|rb|php|cs|fs|cc?|cpp|h|hpp|dart|lua|exs?)$"
)
_HEADER = re.compile(
    r"(?:.{0,40}\[(cause)\]: |\s*(Caused by): |\s*\[errors\]: \[ ?)?\s*(?:Uncaught "
    r"|Unhandled (?:promise )?rejection:? )?"
    r"(?:\(in promise\) )?\[?([A-Z_$][\w$.]{0,200}(?:Error|Exception)|Error)(?: \[[\w-]{1,80}\]| \([^()]{1,80}\))?"
    r"(?::(?: (.*))?|)(?: \{)?$"
)
_NAMED = re.compile(
    r"(?:.{0,40}\[(cause)\]: |\s*(Caused by): )?(?:Uncaught )?([A-Z][\w$.]{0,200})(?: \[\w{1,80}\])?(?:: (.*))?$"
)
_INLINE = re.compile(r"(?:^|[\s:\"'(\[])([A-Z][\w$]{0,200}(?:Error|Exception)|Error)(?: \[[\w-]{1,80}\])?: (.*)$")
_GROUP = re.compile(r"\s*(?:Uncaught )?\[(\w{0,100}AggregateError)(?:: (.*?))?\] \{$")
_OPENING = re.compile(r"(?:file://)?((?:/|[A-Za-z]:\\)[^:\n]{1,500}):(\d{1,9})$")
_FOREIGN = re.compile(
    r"[/\\]node_modules[/\\]|^node:|^internal/|^(?:<anonymous>|native|eval code|\[.*\]|index \d+)$|webpack/bootstrap"
    r"|-extension://|^wasm://"
    r"|^(?:module|timers|events|domain|fs|net|vm|repl|readline|util|assert|bootstrap_node|node|_\w+)\.js$"
)
_Raised = tuple[str, str, str, list[Frame]]  # its relation to the one before it, name, message, frames innermost first


def read(text: str) -> StackTrace | None:
    """The first trace of JavaScript in the text, or None."""
    lines = lines_of(text)
    raised = _raised(lines)
    if not any(frames for *_, frames in raised):
        return _thrown(lines)
    if raised[0][1] == "SyntaxError" and not any(frame.ours for frame in raised[0][3]):
        raised[0][3][:0] = _opening(lines)
    traces = [StackTrace("javascript", name, said, kept(frames[::-1])) for _, name, said, frames in raised]
    grouped = traces[0].exception.endswith("AggregateError") and not any(one[0] for one in raised)
    return chained([traces[0], *reversed(traces[1:])] if grouped else traces)


def _opening(lines: Sequence[str]) -> list[Frame]:
    """The place that Node prints above the line of code and its marks."""
    for at, line in enumerate(lines[:-2]):
        if (found := _OPENING.match(line)) and any(set(mark.strip()) == {"^"} for mark in lines[at + 2 : at + 4]):
            return [_made("", found[1], found[2])]
    return []


def _thrown(lines: Sequence[str]) -> StackTrace | None:
    """What Node says of a thrown value that is no error: it has a place, and no type."""
    site = _opening(lines) if any("--trace-uncaught" in line for line in lines) else []
    said = next((above for above, line in pairwise(lines) if "--trace-uncaught" in line), "")
    return StackTrace("javascript", "", said, tuple(site)) if site else None


def _raised(lines: Sequence[str]) -> list[_Raised]:
    found: list[_Raised] = _group(lines)
    last = -1
    for at, line in enumerate(lines):
        frame = _frame(line)
        if not frame:
            continue
        header = _header(lines, at, last) if at - last > 1 or last < 0 else None
        if not found or (header and _belongs(header, line, found)):
            found.append((*(header or ("", "", "")), []))
        elif header:
            break
        found[-1][3].append(frame)
        last = at
    return found


def _group(lines: Sequence[str]) -> list[_Raised]:
    """An AggregateError that has no frames of its own."""
    at = next((at for at, line in enumerate(lines) if "[errors]: [" in line), 0)
    group = _GROUP.match(lines[at - 1]) if at else None
    return [("", group[1], group[2] or "", [])] if group else []


def _belongs(header: tuple[str, str, str], line: str, found: Sequence[_Raised]) -> bool:
    """A cause, or a part of a group: the next trace in the text is another story."""
    indented = len(line) - len(line.lstrip())
    deep = 4  # how far Node indents a frame
    return bool(header[0]) or (found[0][1].endswith("AggregateError") and indented > deep)


def _header(lines: Sequence[str], at: int, last: int) -> tuple[str, str, str] | None:
    above = [lines[place] for place in range(at - 1, max(last, at - 1 - MOST_ABOVE, -1), -1)]
    for pattern in (_HEADER, _NAMED):
        for line in above:
            if header := pattern.match(line):
                return header[1] or header[2] or "", header[3].rpartition(" ")[2], (header[4] or "").strip()
            if pattern is _HEADER and (inline := _INLINE.search(line)):
                return "", inline[1], inline[2]
    return None


def _frame(line: str) -> Frame | None:
    if "at " in line:
        return _v8(line)
    if "@" in line:
        return _gecko(line)
    url = _URL.match(line) if "://" in line else None
    return _made("", url[1], url[2]) if url else None


def _v8(line: str) -> Frame | None:
    if found := _EVAL.match(line):
        return _made(found[1], found[2], found[3])
    if (found := _CALL.match(line)) and not _OTHER.match(found[2]):
        columned = found[4] or " (" in line
        return _made(found[1], found[2], found[3]) if columned else None
    if (found := _BARE.match(line)) and not _OTHER.match(found[1]):
        return _made("", found[1], found[2]) if found[3] else None
    if found := _PLACELESS.match(line):
        return _made(found[1], found[2], "0")
    found = _WASM.match(line) if "wasm-function" in line else None
    return _made(found[1], found[2], "0") if found else None


def _gecko(line: str) -> Frame | None:
    if found := _GECKO_EVAL.match(line):
        return _made(found[1], found[2], found[3])
    if "wasm-function" in line and (found := _WASM.match(line)):
        return _made(found[1], found[2].strip("[]"), "0")
    if found := _GECKO.match(line):
        return _made(found[1], found[2], found[3])
    found = _NATIVE.match(line)
    return _made(found[1], "[native code]", "0") if found else None


def _made(function: str, file: str, line: str) -> Frame:
    name = re.sub(r" \[as [^\]]{1,200}\]$", "", function)
    name = re.sub(r"^<anonymous function(?:: (\w+))?>", r"\1", name).removesuffix("([arguments not available])")
    return Frame(file=file.removeprefix("async "), line=int(line), function=name, ours=not _FOREIGN.search(file))
