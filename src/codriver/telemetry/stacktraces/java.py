r"""Java, Kotlin, Scala and what else runs on the JVM: `at shop.Cart.total(Cart.java:42)`.

What it looks for: frames of the JVM, the line above them that names an exception, `Caused by:`, `Suppressed:`,
`Wrapped by:` (root first) and `... 3 more`, whose frames are taken from the exception around it. A file is as the JVM
names it, without its folder. `ours` is false for packages of the JDK, of the languages and of widely used frameworks.
When it is wrong: a library that is not in the list counts as ours; of two separate traces only the first is read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from codriver.model import Frame
from codriver.telemetry.stacktraces import MOST_CHAINED, StackTrace, kept, lines_of

MARK = (
    r"(?:\b|\\t)at (?:[\w.@-]+//?)?[\w$.<>/-]+\((?:[\w$-]+\.(?:java|kt|scala|groovy|clj)\b"
    r"|Native Method|Unknown Source)"
)
MOST_ABOVE = 30  # lines of a message above the first frame
_FRAME = re.compile(
    r"\s*(?:at )?(?:[\w.@-]{1,200}//?)?((?:[\w$<>`/-]{1,200}\.){1,40}[^().]{1,200})"
    r"\((?:([\w$./ -]{1,300}\.(?:java|kts?|scala|groovy|cljc?|gradle|aj))(?::(\d{1,9}))?|SourceFile:(\d{1,9})"
    r"|Native Method|Unknown Source|<generated>|<unknown>)\)(?: ~?\[[^\]]{0,200}\])?\s*$"
)
_MORE = re.compile(r"\s*\.\.\. (\d{1,6}) (?:more|common frames omitted)")
_TYPE = r"(?:[A-Za-z_$][\w$]{0,200}\.){1,40}[A-Z_$][\w$]{0,200}|[A-Z][\w$]{0,200}(?:Exception|Error|Throwable|Failure)"
_HEADER = re.compile(
    r'(\s*)(?:Exception in thread "[^"\n]{0,200}" )?(?:\[?(Caused by|Suppressed|Wrapped by): )?(?:Uncaught )?'
    rf"({_TYPE})(?:: (.*))?$"
)
_INLINE = re.compile(
    r"(?:^|[\s:\"'(\[])((?:[A-Za-z_$][\w$]{0,200}\.){0,40}[A-Z][\w$]{0,200}(?:Exception|Error|Throwable))(?:: (.*))?$"
)
_SUFFIXES = ("Exception", "Error", "Throwable", "Failure", "Fault")
_FOREIGN = re.compile(
    r"(?:java|javax|jakarta|jdk|sun|kotlin|kotlinx|scala|groovy|clojure|android|androidx|dalvik|akka|play|reactor|feign"
    r"|junit|okhttp3|okio|retrofit2|rx|redis\.clients|lombok|oracle|com\.(?:sun|android|zaxxer|mysql|fasterxml|mongodb"
    r"|amazonaws|codahale|rabbitmq|netflix|squareup|microsoft\.sqlserver|google\.(?:common|api|cloud|protobuf|gson"
    r"|inject))|io\.(?:netty|grpc|undertow|micronaut|quarkus|vertx|reactivex|opentelemetry|micrometer|jsonwebtoken"
    r"|lettuce|ktor)|ch\.qos\.logback|software\.amazon|org\.(?:springframework|apache|eclipse|hibernate|postgresql"
    r"|jboss|slf4j|codehaus|gradle|junit|mockito|h2|glassfish|aspectj|jetbrains|testng|redisson|flywaydb|thymeleaf"
    r"|mariadb|neo4j|elasticsearch|opensearch|yaml|xml|w3c|python|jruby|mozilla))\."
)


@dataclass(slots=True)
class _Raised:
    relation: str
    indent: int
    name: str
    message: str
    frames: list[Frame] = field(default_factory=list)  # innermost first, as printed
    more: int = 0


def read(text: str) -> StackTrace | None:
    """The first trace of a JVM in the text, or None."""
    raised = _raised(lines_of(text))
    if not raised or not any(one.frames for one in raised):
        return None
    own = [one for one in raised if not _within_suppressed(one, raised)]
    aside = [one for one in raised if one not in own]
    if any(one.relation == "Wrapped by" for one in own):
        own.reverse()
    traces = _completed(own)
    suppressed = [StackTrace("java", one.name, one.message, _frames(one)) for one in aside]
    top, *causes = traces
    return StackTrace("java", top.exception, top.message, top.frames, tuple(reversed(causes)), tuple(suppressed))


def _raised(lines: Sequence[str]) -> list[_Raised]:
    """The exceptions of the first trace, in order of print."""
    found: list[_Raised] = []
    last = -1
    for at, line in enumerate(lines):
        frame = _frame(line) if "(" in line else None
        header = None if frame else _HEADER.match(line)
        if header and header[2] and found and len(found) < MOST_CHAINED:
            found.append(_named(header))
            last = at
        elif frame:
            new_trace = _header_above(lines, at, last) if last < 0 or at - last > 1 else None
            if found and new_trace and not found[-1].frames and found[-1].relation:
                new_trace = None  # a message of several lines
            if found and new_trace:
                break
            if not found:
                found.append(new_trace or _Raised("", 0, "", ""))
            found[-1].frames.append(frame)
            last = at
        elif found and (more := _MORE.match(line)):
            found[-1].more, last = int(more[1]), at
    return found


def _header_above(lines: Sequence[str], at: int, last: int) -> _Raised | None:
    """The exception that the lines above a frame name: one that begins its line, else one that stands in it."""
    above = range(at - 1, max(last, at - 1 - MOST_ABOVE, -1), -1)
    for above_at in above:
        if header := _HEADER.match(lines[above_at]):
            return _named(header)
    for above_at in above:
        if inline := _INLINE.search(lines[above_at]):
            return _Raised("", 0, inline[1], inline[2] or "")
    return None


def _named(header: re.Match[str]) -> _Raised:
    """A logger's name may stand before the exception's."""
    inner = _INLINE.match(header[4] or "") if not header[3].endswith(_SUFFIXES) else None
    name, message = (inner[1], inner[2]) if inner else (header[3], header[4])
    return _Raised(header[2] or "", len(header[1]), name, message or "")


def _frame(line: str) -> Frame | None:
    found = _FRAME.match(line)
    if not found:
        return None
    number = int(found[3] or found[4] or 0)
    return Frame(file=found[2] or "", line=number, function=found[1], ours=not _FOREIGN.match(found[1]))


def _within_suppressed(one: _Raised, raised: list[_Raised]) -> bool:
    if one.relation == "Suppressed":
        return True
    before = [other for other in raised[: raised.index(one)] if other.relation == "Suppressed"]
    return bool(before) and 0 < before[-1].indent <= one.indent


def _completed(chain: list[_Raised]) -> list[StackTrace]:
    """The chain with the frames that `... n more` stands for: the outermost ones of the exception around it."""
    traces: list[StackTrace] = []
    for one in chain:
        around = traces[-1].frames[: one.more] if traces and one.more else ()
        traces.append(StackTrace("java", one.name, one.message, (*around, *_frames(one))))
    return traces


def _frames(one: _Raised) -> tuple[Frame, ...]:
    return kept(one.frames[::-1])
