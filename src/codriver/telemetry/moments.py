"""Times as the APIs of tools write them: ISO 8601, or a number of seconds, milli-, micro- or nanoseconds."""

from datetime import UTC, datetime

_TOO_LATE = 253_402_300_800.0  # epoch seconds of the year 10000
_UNITS = (1.0, 1e3, 1e6, 1e9)


def moment(value: object) -> datetime | None:
    """The time in UTC; None for what is none. A time without a zone is taken for UTC."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float) or (isinstance(value, str) and value.replace(".", "", 1).isdigit()):
        return _of_number(float(value))
    try:
        at = datetime.fromisoformat(str(value).strip())
    except ValueError:
        return None
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return aware.astimezone(UTC) if aware.year > 1 else None


def _of_number(value: float) -> datetime | None:
    for unit in _UNITS:
        if 0 < value / unit < _TOO_LATE / 20:  # until the year 2370 the four units cannot be mistaken for each other
            return datetime.fromtimestamp(value / unit, UTC)
    return None
