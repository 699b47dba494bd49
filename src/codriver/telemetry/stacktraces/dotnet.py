r"""C#, F# and the rest of .NET and Mono: `   at Shop.Cart.Total(Int32 id) in /src/Cart.cs:line 42`.

What it looks for: a line that names an exception, frames below it, `--->` for what is inside it and `--- End of inner
exception stack trace ---`; each exception keeps its own frames. `ours` is false for System, Microsoft and widely used
packages, and for sources that a package was built from (`/_/src`).
When it is wrong: a library that is not in the list counts as ours; arguments are dropped, so overloads look the same.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from codriver.model import Frame
from codriver.telemetry.stacktraces import MOST_CHAINED, StackTrace, kept, lines_of

MARK = (
    r"(?:^|\n|\\n)\s*(?:\\t)?at [\w.<>`\[\],+"
    r"|$]+ ?\([^()\n]*\)(?: \[0x[0-9a-f]+\])?(?: in [^\n]+:(?:line )?\d+|$|\r|\n|\\)"
    r"|--- End of (?:inner exception )?stack trace"
)
_FRAME = re.compile(
    r"\s*at ([\w.<>`\[\],+|$=& :*~-]{1,1000}?\.?[\w.<>`\[\],+|$-]{1,300}) ?\(([^()]{0,2000})\)(?: ?\[0x[0-9a-f]+\])?"
    r"(?: in (.{1,1000}?):(?:line )?(\d{1,9}))?\s*(?:<---)?\s*$"
)
_OTHER = re.compile(r".*:\d+$|native$|Native Method|Unknown Source|<anonymous>|[^ ]*\.(?:java|kt|scala|[cm]?[jt]sx?)\b")
_TYPE = r"(?:[A-Za-z_][\w`+]{0,200}\.){0,30}[A-Za-z_][\w`+]{0,200}"
_RAISED = re.compile(
    rf"(?:^|\s*---> (?:\(Inner Exception #\d{{1,6}}\) )?)\s*({_TYPE}(?:Exception|Error|Fault)"
    rf"|(?:[A-Z]\w{{0,200}}\.){{1,30}}[A-Z]\w{{0,200}}"
    rf"|(?<=---> ){_TYPE})(?: \(0x[0-9A-Fa-f]{{8}}\)| \(\d{{1,12}}\))?(?:: |$)"
)
_LEAD = re.compile(r"\s*(?:\[ERROR\] FATAL UNHANDLED EXCEPTION: |Unhandled [Ee]xception[.:] ?)")
_INLINE = re.compile(rf".{{0,500}}?[\s\])|-]({_TYPE}Exception(?::.*)?)$")
_ALONE = re.compile(r"\s*Unhandled [Ee]xception[.:]\s*$")
_LOOSE = re.compile(rf"({_TYPE})(?:: (.*))?$")
_INNER, _END = "--->", "--- End of inner exception stack trace ---"
_FOREIGN = re.compile(
    r"(?:System|Microsoft|Mono|Newtonsoft|Npgsql|MySql|MySqlConnector|Serilog|NLog|Polly|Dapper|Grpc|StackExchange"
    r"|MediatR|AutoMapper|Castle|Autofac|NHibernate|RabbitMQ|MassTransit|Azure|Amazon|Google|MongoDB|Confluent|Hangfire"
    r"|Quartz|FluentValidation|Swashbuckle|xunit|Xunit|NUnit|Elasticsearch|Oracle|Interop|lambda_method)\.?"
    r"(?=[.\W]|$)|\(wrapper"
)


@dataclass(slots=True)
class _Raised:
    name: str
    message: str
    frames: list[Frame] = field(default_factory=list)  # innermost first, as printed


def read(text: str) -> StackTrace | None:
    """The first trace of .NET in the text, or None."""
    raised, parts = _raised(_merged(lines_of(text)))
    if not any(one.frames for one in raised):
        return None
    top, *causes = (_trace(one) for one in raised)
    return replace(top, causes=(*reversed(causes), *map(_trace, parts)))


def _trace(one: _Raised) -> StackTrace:
    return StackTrace("dotnet", one.name, one.message, kept(one.frames[::-1]))


def _merged(lines: Sequence[str]) -> list[str]:
    """Mono names the exception in the line below `Unhandled Exception:`."""
    above = ("", *lines)
    return [f"{one.strip()} {line}" if _ALONE.match(one) else line for one, line in pairwise(above)]


def _raised(lines: Sequence[str]) -> tuple[list[_Raised], list[_Raised]]:
    """The chain of the first trace from the outermost in, and the further parts of a group.

    Frames go to the innermost exception that is still open.
    """
    chain: list[_Raised] = []
    parts: list[_Raised] = []
    still: list[_Raised] = []
    for line in lines:
        frame = _frame(line)
        inner = line.lstrip().startswith(_INNER)
        if frame and still:
            still[-1].frames.append(frame)
        elif _END in line:
            still[-1:] = [] if len(still) > 1 else still[-1:]
        elif not frame and (named := _named(line, inside=bool(chain))):
            if chain and not inner and chain[-1].frames:
                break
            if not inner and _INNER not in line:
                chain, still = [], []  # the last one that is named above the frames
            part = inner and "(Inner Exception #" in line
            (parts if part else chain).extend(named[:MOST_CHAINED])
            still = [*still[:1], *named] if part else [*still, *named]
    return chain[:MOST_CHAINED], parts[1 if len(chain) > 1 else 0 : MOST_CHAINED]


def _named(line: str, *, inside: bool) -> list[_Raised]:
    """The exceptions that one line names: `Outer: said ---> Inner: said`."""
    bare, led = _LEAD.subn("", line, count=1)
    if led and not _RAISED.match(bare) and (loose := _LOOSE.match(bare)):
        return [_Raised(loose[1], loose[2] or "")]
    if not inside and not _RAISED.match(bare) and (inline := _INLINE.match(bare)):
        bare = inline[1]
    spots = list(_RAISED.finditer(bare))
    if not spots or (spots[0].start() and not (inside and _INNER in bare)):
        return []
    ends = [*(spot.start() for spot in spots[1:]), len(bare)]
    return [_Raised(spot[1], bare[spot.end() : end].strip()) for spot, end in zip(spots, ends, strict=True)]


def _frame(line: str) -> Frame | None:
    found = _FRAME.match(line) if "at " in line else None
    if not found or (not found[3] and _OTHER.match(found[2])):
        return None
    file = found[3] or ""
    known = file and file != "<filename unknown>"
    foreign = _FOREIGN.match(found[1]) or file.startswith("/_/")
    return Frame(file=file if known else "", line=int(found[4] or 0), function=found[1].strip(), ours=not foreign)
