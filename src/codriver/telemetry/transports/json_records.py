"""Lines of JSON: what the container said in Docker's file, and the strings of a logger's record that hold a trace."""

import json
import math
from collections.abc import Iterator, Mapping

from codriver.telemetry.transports.plain import shared, streams

DEEPEST = 8  # within one record
MOST_STRINGS = 200  # of one record
MOST_TEXTS = 6
SAID = ("log", "message", "msg", "MESSAGE", "@message", "event", "text", "textPayload", "body", "line")
STACK = ("stack", "stack_trace", "stacktrace", "stackTrace", "exc_info", "exception", "traceback", "trace", "backtrace")
TYPE = ("type", "class", "name", "exception_class", "kind", "error_type", "exc_type")
MESSAGE = ("message", "msg", "value", "reason", "error_message", "exc_value")


def json_records(text: str) -> list[str]:
    """What the records say line after line, and the longest strings that hold several lines.

    Records among other lines are taken out, as other requests' lines; what is no JSON is left alone.
    """
    if "{" not in text:
        return []
    lines = text.split("\n")
    read = [_record(line) for line in lines]
    records = [record for record in read if record is not None]
    if not records:
        return []
    others = [line for line, record in zip(lines, read, strict=True) if record is None]
    between = ["\n".join(others)] if any(line.strip() for line in others) else []
    said = _said(records) if shared(lines, len(records)) else []
    return [*said, *between, *_held(records)]


def _record(line: str) -> Mapping[str, object] | None:
    """The object that the line is, or that stands at its end."""
    start = line.find("{")
    if start < 0 or not line.rstrip().endswith("}"):
        return None
    try:
        value = json.loads(line[start:], parse_constant=lambda _: math.nan)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) and value else None


def _said(records: list[Mapping[str, object]]) -> list[str]:
    """The messages one below the other, those of one stream together; Docker splits long lines, which are joined."""
    parts: dict[str, list[str]] = {}
    for record in records:
        said = next((value for key in SAID if isinstance(value := record.get(key), str)), None)
        if said is not None:
            stream = f"{record.get('stream')} {record.get('container_name') or record.get('pod')}"
            parts.setdefault(stream, []).append(said)
    docker = sum("log" in record and ("stream" in record or "time" in record) for record in records) == len(records)
    if docker:
        return ["".join(lines) for lines in parts.values()][:MOST_TEXTS]
    return streams({stream: [line.rstrip("\n") for line in lines] for stream, lines in parts.items()}, MOST_TEXTS)


def _held(records: list[Mapping[str, object]]) -> list[str]:
    found = dict.fromkeys(text for record in records for text in _bounded(_texts(record, 0)))
    return sorted(found, key=len, reverse=True)[:MOST_TEXTS]


def _bounded(texts: Iterator[str]) -> Iterator[str]:
    for _, text in zip(range(MOST_STRINGS), texts, strict=False):
        yield text


def _texts(value: object, depth: int) -> Iterator[str]:
    """Strings that hold several lines, and such as lists of lines spell; a stack gets its type and message back."""
    if depth > DEEPEST:
        return
    if isinstance(value, str) and ("\n" in value or "\\n" in value or value.lstrip().startswith("{")):
        yield value
    elif isinstance(value, list):
        if value and all(isinstance(one, str) for one in value):
            yield "\n".join(value)
        for one in value:
            yield from _texts(one, depth + 1)
    elif isinstance(value, dict):
        yield from _headed(value)
        for one in value.values():
            yield from _texts(one, depth + 1)


def _headed(record: Mapping[str, object]) -> Iterator[str]:
    """A stack whose type and message stand beside it."""
    stack = next((_as_text(record[key]) for key in STACK if record.get(key)), "")
    name = next((value for key in TYPE if isinstance(value := record.get(key), str)), "")
    said = next((value for key in MESSAGE if isinstance(value := record.get(key), str)), "")
    if stack and name:
        yield f"{name}: {said}\n{stack}"
    elif stack and said:
        yield f"{said}\n{stack}"


def _as_text(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(one for one in value if isinstance(one, str))
    return value if isinstance(value, str) else ""
