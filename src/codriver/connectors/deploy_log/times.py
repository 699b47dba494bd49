"""A time as people and tools write it -> an aware time, and whether it said its zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_SECONDS = re.compile(r"\d{9,10}(?:\.\d+)?")
_FINER = re.compile(r"\d{13}|\d{16}|\d{19}")
_ZONE = re.compile(r"\s*(?:UTC|GMT|Z)$", re.IGNORECASE)
_OFFSET = re.compile(r"\s+([+-]\d{2}:?\d{2})$")
_FRACTION = re.compile(r"([.,]\d{6})\d+")


def read_time(text: str) -> tuple[datetime, bool] | None:
    """The time and whether its zone was written (else it is taken for UTC); None when it is no time.

    Reads ISO 8601, epoch seconds to nanoseconds, and the dates of mail headers.
    """
    try:
        if _SECONDS.fullmatch(text):
            return datetime.fromtimestamp(float(text), UTC), True
        if _FINER.fullmatch(text):
            return datetime.fromtimestamp(int(text) / 10 ** (len(text) - 10), UTC), True
        return _written(text)
    except (ValueError, OverflowError, OSError):
        return None


def _written(text: str) -> tuple[datetime, bool]:
    iso = _FRACTION.sub(r"\1", _OFFSET.sub(r"\1", _ZONE.sub("+00:00", text.strip())))
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        at = parsedate_to_datetime(text)
    at.astimezone(UTC)  # raises near the ends of the calendar, where later sums would
    return (at.astimezone(UTC), True) if at.tzinfo else (at.replace(tzinfo=UTC), False)
