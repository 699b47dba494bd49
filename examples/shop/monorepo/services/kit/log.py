"""Log lines on stdout, one event each, in the format that the service's config asks for."""

from __future__ import annotations

import json
import os
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from .trace import current_trace_id

Fields = dict[str, Any]
FRAMES = 4  # the innermost ones; the rest is the same for every request
_one_line_at_a_time = threading.Lock()


def stack_of(error: BaseException) -> str:
    return "".join(traceback.format_exception(error, limit=-FRAMES)).rstrip()


def as_json(at: datetime, level: str, service: str, message: str, fields: Fields) -> str:
    stamp = at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    head = {"timestamp": stamp, "level": level, "service": service, "message": message}
    return json.dumps(head | fields, ensure_ascii=False)


def as_logfmt(at: datetime, level: str, service: str, message: str, fields: Fields) -> str:
    stamp = at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    head = {"ts": stamp, "level": level.lower(), "service": service, "msg": message}
    return " ".join(f"{key}={_quoted(value)}" for key, value in (head | fields).items())


def _quoted(value: object) -> str:
    text = str(value)
    return text if text and not set(text) & set(' "=\n') else json.dumps(text, ensure_ascii=False)


def as_python(at: datetime, level: str, service: str, message: str, fields: Fields) -> str:
    stamp = at.strftime("%Y-%m-%d %H:%M:%S,") + f"{at.microsecond // 1000:03d}"
    return f"{stamp} {level} {service}: {_with_details(message, fields)}"


def as_postgres(at: datetime, level: str, _service: str, message: str, fields: Fields) -> str:
    stamp = at.strftime("%Y-%m-%d %H:%M:%S.") + f"{at.microsecond // 1000:03d} UTC"
    word = {"INFO": "LOG", "CRITICAL": "FATAL"}.get(level, level)
    return f"{stamp} [{os.getpid()}] {word}:  {_with_details(message, fields)}"


def _with_details(message: str, fields: Fields) -> str:
    stack = fields.get("exc_info", "")
    details = " ".join(f"{k}={_quoted(v)}" for k, v in fields.items() if k not in ("exc_info", "trace_id"))
    return f"{message} {details}".rstrip() + (f"\n{stack}" if stack else "")


FORMATS: dict[str, Callable[[datetime, str, str, str, Fields], str]] = {
    "json": as_json,
    "logfmt": as_logfmt,
    "python": as_python,
    "postgres": as_postgres,
}


class Log:
    """What the service says about itself; a keyword becomes a field."""

    def __init__(self, service: str, style: str) -> None:
        self._service = service
        self._format = FORMATS[style]

    def info(self, message: str, **fields: Any) -> None:
        self._write("INFO", message, fields)

    def warning(self, message: str, **fields: Any) -> None:
        self._write("WARNING", message, fields)

    def error(self, message: str, **fields: Any) -> None:
        self._write("ERROR", message, fields)

    def critical(self, message: str, **fields: Any) -> None:
        self._write("CRITICAL", message, fields)

    def exception(self, message: str, error: BaseException, **fields: Any) -> None:
        self._write("ERROR", message, fields | {"exc_info": stack_of(error)})

    def _write(self, level: str, message: str, fields: Fields) -> None:
        trace_id = current_trace_id()
        fields = ({"trace_id": trace_id} if trace_id else {}) | fields
        line = self._format(datetime.now(UTC), level, self._service, message, fields)
        with _one_line_at_a_time:
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
