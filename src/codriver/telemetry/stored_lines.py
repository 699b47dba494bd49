"""Log lines as a store hands them over, each with its time, as one block that reads like a container's log.

A line that is a JSON object keeps its keys readable: it is wrapped as a container runtime would (`{"log": ...,
"time": ...}`), unless it carries a time of its own. Any other gets its time before it, as `kubectl logs` does when
asked for timestamps.
"""

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime

from codriver.telemetry.rows import LogBlock

Line = tuple[float, str]
"""Epoch seconds and what was logged."""

_OWN_TIME = re.compile(r'"(?:@?timestamp|time|ts|t|datetime|date|eventTime)"\s*:')
LONGEST = 64 * 1024  # characters of one entry


def block_of(source: str, name: str, service: str, lines: Iterable[Line]) -> LogBlock | None:
    """The lines in order of time; None when there are none. `name` is the query that a person would paste."""
    rows = [_row(at, text[:LONGEST]) for at, text in sorted(lines, key=lambda line: line[0])]
    return LogBlock(source, name, 1, ("\n".join(rows) + "\n").encode(), service) if rows else None


def _row(at: float, text: str) -> str:
    text = text.rstrip("\n")
    stamp = datetime.fromtimestamp(at, UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    if not text.startswith("{"):
        return f"{stamp} {text}"
    if _OWN_TIME.search(text) and "\n" not in text:
        return text
    return json.dumps({"log": f"{text}\n", "stream": "stdout", "time": stamp}, ensure_ascii=False)
