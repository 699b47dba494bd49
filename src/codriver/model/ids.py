"""Ids are hashes of content: the same facts give the same ids, on every machine and at every hour."""

import dataclasses
import hashlib
import json
from datetime import UTC, datetime

LENGTH = 10  # hex digits: 40 bits, enough for one incident, short enough to type at night


def content_id(prefix: str, value: object) -> str:
    """`prefix-` and ten hex digits of the SHA-256 of the value's canonical JSON.

    Dataclasses (fields that compare), tuples, mappings, strings, numbers, times and None count by content. Callers
    keep absolute paths and the time at which codriver ran out of the values they pass.
    """
    canonical = json.dumps(plain(value), sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return f"{prefix}-{hashlib.sha256(canonical.encode()).hexdigest()[:LENGTH]}"


def plain(value: object) -> object:  # noqa: PLR0911 - one return a type reads best
    """The value as JSON's own types: times in UTC, floats to six significant digits, sets sorted.

    Raises TypeError for a type that has no canonical form, so that no object's address slips into an id.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value) if field.compare}
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, float):
        return float(f"{value:.6g}") if value == value and abs(value) != float("inf") else str(value)  # noqa: PLR0124 - NaN
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(str(plain(item)) for item in value)
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if value is None or isinstance(value, str | int):
        return str(value) if isinstance(value, str) else value
    raise TypeError(f"no canonical form for {type(value).__name__}")


def iso(at: datetime) -> str:
    """A time as screens, ids and JSON write it: UTC, milliseconds only where there are any, `Z`."""
    precision = "milliseconds" if at.microsecond else "seconds"
    return at.astimezone(UTC).isoformat(timespec=precision).replace("+00:00", "Z")
