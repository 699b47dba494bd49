"""Times as a tired person types them: `10:42`, `-30m`, `2h ago`, `2026-03-01T10:42Z`."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from codriver.errors import ConfigError
from codriver.model import iso

_UNITS = {"s": "seconds", "m": "minutes", "min": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_PART = r"(\d{1,6})\s*(min|[smhdw])"
_SPAN = re.compile(rf"-?\s*((?:{_PART}\s*)+)(?:ago)?", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}:\d{2}(:\d{2})?")


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that was asked for; `note` says what was assumed about it, or is empty. `clock_only`: without a date."""

    at: datetime
    note: str = ""
    clock_only: bool = False


def moment(text: str, now: datetime, option: str) -> Moment:
    """The time that `text` means at `now` (aware). Raises ConfigError, naming `option`, when it means none.

    A clock time alone is its latest occurrence up to `now`, until the room knows which day was recorded. A time without
    a zone is taken as UTC, and noted.
    """
    said = text.strip()
    try:
        return _ago(said, now) or _clock(said, now, option) or _dated(said, option)
    except (ValueError, OverflowError) as error:
        raise ConfigError(
            f"{option}: `{text}` is not a time", hint="write 10:42, -30m, 2h ago or 2026-03-01T10:42:00Z"
        ) from error


def _ago(text: str, now: datetime) -> Moment | None:
    if text.lower() == "now":
        return Moment(now)
    span = _SPAN.fullmatch(text)
    if span is None:
        return None
    parts = re.findall(_PART, span[1], re.IGNORECASE)
    return Moment(now - sum((timedelta(**{_UNITS[unit.lower()]: int(n)}) for n, unit in parts), timedelta()))


def _clock(text: str, now: datetime, option: str) -> Moment | None:
    if not _CLOCK.fullmatch(text):
        return None
    today = datetime.combine(now.astimezone(UTC).date(), time.fromisoformat(text.zfill(5)), UTC)
    at = today if today <= now else today - timedelta(days=1)
    return Moment(at, f"{option} {text} has no time zone: taken as UTC", clock_only=True)


def _dated(text: str, option: str) -> Moment:
    at = datetime.fromisoformat(text)
    if at.tzinfo is not None:
        return Moment(at.astimezone(UTC))
    assumed = at.replace(tzinfo=UTC)
    return Moment(assumed, f"{option} {text} has no time zone: taken as UTC, {iso(assumed)}")
