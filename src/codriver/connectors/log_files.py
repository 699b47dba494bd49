"""Log files of any common format, plain or gzip, of any size: lines go on as bytes, in blocks.

What it looks for: objects with a time, level or message, key-value pairs, time stamps at the start of lines, a stack
trace, or a name like a log's. Its score is modest, so that a connector that knows a format better comes first.
When it is wrong: tables and notes whose lines begin with dates; they become lines that say nothing.
"""

import re
from collections.abc import Iterator

from codriver.access.files import Limits, Reader, blocks
from codriver.access.files.limits import MIB
from codriver.connectors import Fact, File
from codriver.model import Gap, Matters, Scope
from codriver.telemetry.logs.reading import best_format
from codriver.telemetry.rows import LogBlock
from codriver.telemetry.stacktraces import best, readers

NAME = "log"
BLOCK = 4 * MIB  # the larger the faster, and the more is held at once
MOST = 0.6  # never as sure as a connector that knows a format by name
_NAMED = re.compile(
    r"\.(?:log|logs|out|err|stdout|stderr)(?:[.-][\w.-]*)?$|(?:^|/)(?:syslog|messages|dmesg|stdin|stdout|stderr)$",
    re.IGNORECASE,
)
_NOT_TEXT = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_LOG_KEY = re.compile(
    r'"(?:@?timestamp|time|ts|t|date|level|severity|lvl|log\.level|msg|message|event|log|body)"\s*:', re.IGNORECASE
)
_OTHERS = re.compile(r"^\s*(?:<[!?a-z]|---\s*$|#!|syntax\s*=|package \w|import \w|\{\s*$|\[\s*$)", re.IGNORECASE)
_SOURCES = re.compile(
    r"\.(?:py|js|ts|go|java|rb|rs|c|h|md|rst|ya?ml|toml|csv|tsv|html?|css|sql|sh|ini|cfg|lock|bundle|prom)$",
    re.IGNORECASE,
)


def recognise(file: File) -> float:
    """0 for what is no text; up to 0.6 for what reads like a log."""
    named = bool(_NAMED.search(file.name))
    if not file.sample:
        return 0.3 if named else 0.0
    if _binary(file.sample):
        return 0.0
    text = file.sample.decode("utf-8", "replace")
    return round(max(_likeness(text, file.name), 0.35 if named else 0.0), 3)


def read(file: File, scope: Scope) -> Iterator[Fact]:  # noqa: ARG001 - time and services are chosen after the fold
    """The file's lines as LogBlocks, and a Gap for each part of it that is not what the file held.

    Raises:
        SourceError: the file cannot be opened.
    """
    reader = blocks(file.path, BLOCK, name=file.name, limits=Limits())
    line, broken = 1, 0
    for data in reader:
        yield LogBlock(NAME, file.name, line, data)
        line += data.count(b"\n")
        broken += _broken_lines(data)
    yield from _gaps(file.name, reader, broken)


def _likeness(text: str, name: str) -> float:
    if _SOURCES.search(name):
        return 0.0
    lines = [line for line in text.splitlines()[:400] if line.strip()]
    score, log_format = best_format([line[:4_000] for line in lines])
    if log_format and score > 0.1 and not _objects_of_another_kind(lines):  # noqa: PLR2004 - one line in ten
        return MOST * min(1.0, 0.5 + score / 2)
    return MOST * 0.8 if not _OTHERS.match(text) and best(text, readers()) else 0.0


def _objects_of_another_kind(lines: list[str]) -> bool:
    """JSON, but without any key that a log record has in most lines."""
    objects = [line for line in lines if line.startswith("{")]
    keyed = sum(bool(_LOG_KEY.search(line)) for line in objects)
    return len(objects) * 2 > len(lines) and keyed * 2 < len(objects)


def _binary(sample: bytes) -> bool:
    """Control characters that no text holds, in more than one byte of a hundred, or hardly any readable UTF-8."""
    odd = len(_NOT_TEXT.findall(sample))
    replaced = sample.decode("utf-8", "replace").count("\ufffd")
    return odd * 100 > len(sample) or replaced * 5 > len(sample)


def _broken_lines(data: bytes) -> int:
    """How many lines are no UTF-8; whole blocks are tried first, since nearly all are fine."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return sum("\ufffd" in line.decode("utf-8", "replace") for line in data.split(b"\n"))
    return 0


def _gaps(name: str, reader: Reader, broken: int) -> Iterator[Gap]:
    what = f"lines of {name}"
    for problem in reader.problems:
        yield Gap(what=what, why=problem.why, hint=problem.hint, source=NAME, matters=Matters.SOME)
    if not reader.bytes_read:
        yield Gap(what=what, why=f"{name} is empty", hint="check that its service still writes to it", source=NAME)
    if broken:
        why = f"invalid UTF-8 in {broken} line{'s'[: broken > 1]}: the bytes that cannot be read are left out"
        yield Gap(
            what=what, why=why, hint="nothing to do if they are binary values", source=NAME, matters=Matters.LITTLE
        )
