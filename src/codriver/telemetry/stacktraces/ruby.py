r"""Ruby: `app.rb:2:in 'pay': divided by 0 (ZeroDivisionError)`, in either order, with the quotes of any version.

What it looks for: that line and `from` lines below it; `Traceback (most recent call last):` with numbered frames above
it; a message with its type in brackets, or `Type (message):` and `Type: message`, above bare frames as loggers and
Rails print them. Exceptions that follow are causes. `ours` is false for gems, for Ruby itself and for its core methods,
which Ruby shows at the line that calls them.
When it is wrong: a method of the team that is called like a core method and sits on its caller's line.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from codriver.model import Frame
from codriver.telemetry.stacktraces import StackTrace, chained, kept, lines_of

MARK = (
    r"(?:^|\n)[^\s:][^:\n]*:\d+:in [`'][^\n]*: [^\n]* \([A-Z][\w:]*\)|(?:^"
    r"|\n)\s+(?:\d+: )?from [^\n]+:\d+:in |\S\.(?:rb|ru|rake):\d+:in [`']"
)
_FRAME = re.compile(
    r"\s*(?:\d{1,6}: )?(from )?((?:[A-Za-z]:)?[^\s:'\"`][^:'\"`\n]{0,500}|<internal:[^>]{1,200}>)(?::(\d{1,9}))?"
    r"(?::in [`'](.{0,300}?)')?(?:: (.*))?$"
)
_NUMBERED = re.compile(r"\s*\d{1,6}: from ")
_TYPED = re.compile(r"(.*?) ?\(([A-Z]\w{0,100}(?:::[A-Z]\w{0,100}){0,20})\)$")
_TYPE_FIRST = re.compile(r"(?:.{0,200}[\s:\]-])?([A-Z]\w{0,100}(?:::[A-Z]\w{0,100}){0,20})(?:: (.*)| \((.*)\):?)$")
_FOREIGN = re.compile(
    r"/gems/|/lib/ruby/|^<internal:|/rubygems/|/vendor/(?:bundle|ruby|jruby)/|^\(eval|/\.rbenv/|/\.rvm/|/bundler/"
)
_CORE_CLASS = re.compile(
    r"(?:Integer|Float|Numeric|Rational|String|Symbol|Array|Hash|Enumerable|Enumerator|Kernel|BasicObject|Range|Proc"
    r"|Method|Regexp|IO|File|Dir|Time|Struct|Set|Comparable|Module|Class|Thread|Fiber|Process|Mutex|JSON)[#.]"
)
_CORE = re.compile(
    r"(?:[/*+%<>-]|\*\*|<<|\[\]=?|fetch\w*|each\w*|map|flat_map|filter_map|collect|select|filter|reject"
    r"|find|detect|inject|reduce"
    r"|sum|sort\w*|min_by|max_by|group_by|partition|zip|times|upto|downto|step|loop|tap|then|call|Integer"
    r"|Float|Rational"
    r"|String|Array|Hash|require\w*|load|eval|\w+_eval|\w+_exec|send|public_send|__send__|raise|catch"
    r"|throw|open|read|write"
    r"|new|initialize|define_method|const_get|const_missing|sqrt|div|fdiv|divmod|modulo|to_[a-z]+|parse|first|last|join"
    r"|any\?|all\?|none\?|key\?|count|gsub!?|sub!?|scan|match|synchronize|sleep|value|dig|slice|cycle|uniq|\w+_while)$"
)


def read(text: str) -> StackTrace | None:
    """The first trace of Ruby in the text, or None."""
    lines = lines_of(text)
    reverse = any(line.strip().startswith("Traceback (most recent call last)") for line in lines)
    sections = _sections(lines, reverse=reverse)
    if not sections or (reverse and not any(":in " in line for line in lines)):
        return None
    return chained([_trace(*section) for section in sections])


def _sections(lines: Sequence[str], *, reverse: bool) -> list[tuple[str, str, list[Frame]]]:
    """Name, message and frames of each exception, the innermost first: in a reverse order frames stand above."""
    found: list[tuple[str, str, list[Frame]]] = []
    early: list[Frame] = []
    for at, line in enumerate(lines):
        parts = _FRAME.match(line)
        if not parts or not (parts[4] is not None or parts[1] or parts[5]):
            continue
        raised = _raised(parts[5], lines[at + 1 : at + 6]) if parts[5] and parts[3] else None
        if raised:
            frames = [_made(parts), *early[::-1]] if reverse else [*early, _made(parts)]
            found.insert(0 if reverse and early else len(found), (*raised, frames))
            early = []
        elif parts[4] is not None or (parts[1] and parts[3]):
            above = reverse and _NUMBERED.match(line)
            (found[-1][2] if found and not above else early).append(_made(parts))
    return found or _headed(lines, early[::-1] if reverse else early)


def _raised(said: str, following: Sequence[str]) -> tuple[str, str] | None:
    """Type and message; the type may stand at the end of a later line of the message."""
    if typed := _TYPED.match(said):
        return typed[2], typed[1]
    for more in following:
        if _FRAME.match(more) and "from " in more:
            return None
        if typed := _TYPED.match(more):
            return typed[2], said
    return None


def _headed(lines: Sequence[str], frames: list[Frame]) -> list[tuple[str, str, list[Frame]]]:
    """Bare frames below a line that names the exception."""
    if not frames:
        return []
    first = next(at for at, line in enumerate(lines) if (parts := _FRAME.match(line)) and parts[4] is not None)
    for line in reversed(lines[max(first - 10, 0) : first]):
        bare = re.sub(r"^.{0,200}? -- (?:\S{0,80})?: ", "", line.strip())
        if typed := _TYPED.match(bare):
            return [(typed[2], typed[1], frames)]
        if named := _TYPE_FIRST.match(bare):
            return [(named[1], named[2] or named[3] or "", frames)]
    return [("", "", frames)]


def _made(parts: re.Match[str]) -> Frame:
    file = parts[2]
    return Frame(file=file, line=int(parts[3] or 0), function=parts[4] or "", ours=not _FOREIGN.search(file))


def _trace(name: str, message: str, inner_first: list[Frame]) -> StackTrace:
    told = [_without_core(frame, inner_first[at + 1 : at + 2]) for at, frame in enumerate(inner_first)]
    return StackTrace("ruby", name, message, kept(told[::-1]))


def _without_core(frame: Frame, caller: Sequence[Frame]) -> Frame:
    here = [(one.file, one.line) for one in caller]
    core = _CORE.match(frame.function) or _CORE_CLASS.match(frame.function)
    return replace(frame, ours=False) if core and here == [(frame.file, frame.line)] else frame
