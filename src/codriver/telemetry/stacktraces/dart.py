r"""Dart and Flutter: `#0      Cart.total (package:shop/cart.dart:42:7)` and the short form of package:stack_trace.

What it looks for: numbered frames and the words above them: `Unhandled exception:`, Flutter's `The following X was
thrown`, or what the error prints of itself, from which its type is known. `ours` is false for `dart:` libraries and
Flutter's own packages.
When it is wrong: other packages than the team's count as ours: their sources look the same.
"""

import re
from collections.abc import Sequence

from codriver.model import Frame
from codriver.telemetry.stacktraces import StackTrace, kept, lines_of

MARK = r"(?:^|\n|\\n)#\d+ +[^\n]+ \((?:package|dart|file):[^\n()]*\)"
MOST_ABOVE = 20  # lines of a message above the first frame
_FRAME = re.compile(
    r"\s*#(\d{1,6})\s+(\S.{0,500}?) \((?![^()\n]{1,300}\+0x[0-9a-f]{1,16}\))((?:package|dart|file|https?|data"
    r"|[\w./-]{1,100}):?[^\s():]{0,500}?(?:\.dart)?)(?::(\d{1,9}))?(?::(\d{1,9}))?\)\s*$"
)
_SHORT = re.compile(
    r"\s*((?:package:|dart:|https?://|data:)?[\w./~%+-]{0,400}(?:\.dart|/\w+"
    r"|\.\.\.))(?: (\d{1,9})(?::(\d{1,9}))?)?\s{2,}(\S.{0,300})$"
)
_FLUTTER = re.compile(r".*The following (\w{1,200}) was thrown")
_TYPED = re.compile(r"(?:.{0,200}?\s)?_?([A-Z]\w{0,200}(?:Error|Exception)|Exception)(?: \([\w ]{1,80}\))?: ?(.*)$")
_INSTANCE = re.compile(r".*Instance of '_?(\w{1,200})'")
_TYPES = (
    ("Bad state:", "StateError"), ("Invalid argument", "ArgumentError"), ("Unsupported operation", "UnsupportedError"),
    ("Concurrent modification", "ConcurrentModificationError"), ("Stack Overflow", "StackOverflowError"),
    ("Null check operator", "TypeError"), ("is not a subtype of", "TypeError"), ("Out of Memory", "OutOfMemoryError"),
    ("UnimplementedError", "UnimplementedError"), ("Assertion failed", "AssertionError"),
    ("during its initialization", "CyclicInitializationError"), ("LateInitializationError", "LateInitializationError"),
    ("IntegerDivisionByZero", "IntegerDivisionByZeroException"), ("not been initialized", "LateInitializationError"),
)  # fmt: skip
_FOREIGN = re.compile(
    r"dart:|package:flutter(?:_test)?/|package:(?:test|async|stack_trace|http|dio|bloc|provider|riverpod)\w*/|data:"
)


def read(text: str) -> StackTrace | None:
    """The first trace of Dart in the text, or None."""
    lines = lines_of(text)
    found = [(at, frame) for at, line in enumerate(lines) if (frame := _frame(line))]
    if not found:
        return None
    first = found[0][0]
    frames = [frame for at, frame in found if at == first or not lines[at].lstrip().startswith("#0 ")]
    name, message = _raised(lines[max(first - MOST_ABOVE, 0) : first])
    return StackTrace("dart", name, message, kept(frames[::-1]))


def _raised(above: Sequence[str]) -> tuple[str, str]:
    """Type and message: what Flutter says, else what stands below `Unhandled exception:` or right above the frames."""
    flutter = next((found[1] for line in above if (found := _FLUTTER.match(line))), "")
    starts = [
        at for at, line in enumerate(above) if line.rstrip().endswith(("nhandled exception:", "Unhandled Exception:"))
    ]
    same = next((line.partition("nhandled Exception: ")[2] for line in above if "nhandled Exception: " in line), "")
    if same:
        return _named(same)
    said = [line.strip() for line in above[starts[-1] + 1 if starts else 0 :] if line.strip()]
    for line in said if starts else reversed(said):
        name, message = _named(line)
        if name:
            return flutter or name, message
    return flutter, said[0] if starts and said else ""


def _named(line: str) -> tuple[str, str]:
    if found := _TYPED.match(line):
        return found[1], found[2]
    if found := _INSTANCE.match(line):
        return found[1], line
    return next(((name, line) for words, name in _TYPES if words in line), ("", ""))


def _frame(line: str) -> Frame | None:
    if "#" in line and (found := _FRAME.match(line)):
        return _made(found[2], found[3], found[4])
    found = _SHORT.match(line) if ".dart" in line or "data:..." in line else None
    return _made(found[4], found[1], found[2]) if found else None


def _made(function: str, file: str, line: str | None) -> Frame:
    return Frame(file=file, line=int(line or 0), function=function, ours=not _FOREIGN.match(file))
