r"""Perl: `message at app.pl line 3.`, with Carp's `main::pay(7) called at app.pl line 9` below it.

What it looks for: such a line, in a file of Perl or with calls below it. What was thrown has no type in Perl: it is
`die`, or the class of an exception object. `ours` is false for files of Perl itself and of CPAN.
When it is wrong: a message that itself ends in a file and a line of Perl.
"""

import re
from collections.abc import Sequence

from codriver.model import Frame
from codriver.telemetry.stacktraces import StackTrace, kept, lines_of

MARK = r" at \S+\.(?:pl|pm|t|cgi|psgi) line \d+|\bcalled at \S+ line \d+"
_DIED = re.compile(r"(.*?) at (\S[^\n]{0,300}?) line (\d{1,9})(?:, (?:<[^>]{0,100}>|near) .*)?\.?$")
_CALLED = re.compile(r"\s+(?:eval \{\.\.\.\}|(.{1,1000}?)) called at (\S.{0,300}?) line (\d{1,9})\.?$")
_PERL = re.compile(r".*\.(?:pl|pm|t|cgi|psgi|plx)$|-e$|\(eval \d+\)")
_OBJECT = re.compile(r"(?:.*\s)?([A-Za-z]\w{0,100}(?:::\w{1,100}){0,20})=[A-Z]{4,6}\(0x[0-9a-f]+\)")
_FOREIGN = re.compile(
    r"/usr/(?:share|lib)/.*perl|/usr/local/(?:share|lib)/.*perl|/perl5?/(?:\d|lib|site_perl)|/local/lib/perl5|^\(eval"
)


def read(text: str) -> StackTrace | None:
    """The first death of a Perl program in the text, or None."""
    lines = lines_of(text)
    for at, line in enumerate(lines):
        found = _DIED.match(line) if " line " in line and " called at " not in line else None
        if not found:
            continue
        calls = _calls(lines[at + 1 :])
        if calls or _PERL.match(found[2]):
            said = found[1].strip() or (lines[at - 1].strip() if at else "")  # a message that ends in a line end
            return _trace(found, said, calls)
    return None


def _calls(lines: Sequence[str]) -> list[tuple[str, str, int]]:
    """What was called, where: as far as such lines go on."""
    calls: list[tuple[str, str, int]] = []
    for line in lines:
        found = _CALLED.match(line) if " called at " in line else None
        if not found:
            break
        calls.append(((found[1] or "(eval)").partition("(")[0] or "(eval)", found[2], int(found[3])))
    return calls


def _trace(found: re.Match[str], said: str, calls: list[tuple[str, str, int]]) -> StackTrace:
    """The function around a place is the one that the next line says was called."""
    places = [(found[2], int(found[3])), *((file, line) for _, file, line in calls)]
    around = [*(name for name, *_ in calls), ""]
    frames = [_made(*place, name) for place, name in zip(places, around, strict=True)]
    thrown = _OBJECT.match(said)
    return StackTrace("perl", thrown[1] if thrown else "die", said, kept(frames[::-1]))


def _made(file: str, line: int, function: str) -> Frame:
    return Frame(file=file, line=line, function=function, ours=not _FOREIGN.search(file))
