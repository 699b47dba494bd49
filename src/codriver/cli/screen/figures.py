"""Numbers as a person says them: `14 %`, `1.2 s`, `12 min`, `02:41:10 UTC`."""

from datetime import UTC, datetime

_UNDER = 0.0001
_NEARLY_ALL = 0.995
_TEN = 10
_MS, _SECOND_MS, _MINUTE, _HOUR, _DAY = 0.001, 1000, 60, 3600, 86400


def percent(share: float) -> str:
    """A share in [0, 1]: two significant digits below 10 %, whole percents above."""
    if 0 < share < _UNDER:
        return "under 0.01 %"
    if _NEARLY_ALL <= share < 1:
        return "over 99 %"
    percents = share * 100
    return f"{percents:.0f} %" if percents >= _TEN or percents == 0 else f"{percents:.2g} %"


def duration(seconds: float) -> str:
    """A stretch of time, without its sign, in at most two units."""
    size = abs(seconds)
    if round(size) < _MINUTE:
        return _short(size)
    if round(size) < _TEN * _MINUTE:
        return _two(size, _MINUTE, "min", 1, "s")
    if round(size / _MINUTE) < _HOUR // _MINUTE:
        return f"{size / _MINUTE:.0f} min"
    if round(size / _MINUTE) < _DAY // _MINUTE:
        return _two(size, _HOUR, "h", _MINUTE, "min")
    return _two(size, _DAY, "d", _HOUR, "h")


def distance(seconds: float) -> str:
    """How far from the onset: `4 min 10 s before`, `at onset`, `30 s after`."""
    if abs(seconds) < 1:
        return "at onset"
    return f"{duration(seconds)} {'before' if seconds < 0 else 'after'}"


def day_and_clock(at: datetime) -> str:
    """`2026-03-01 02:41:10 UTC`."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def clock(at: datetime) -> str:
    """`02:41:10`, in UTC, where the day is already known."""
    return f"{at.astimezone(UTC):%H:%M:%S}"


def counted(count: int, one: str, many: str = "") -> str:
    """`1 gap`, `3 gaps`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def _short(size: float) -> str:
    if round(size / _MS) < _SECOND_MS:
        return f"{size / _MS:.0f} ms"
    return f"{size:.2g} s" if round(size) < _TEN else f"{size:.0f} s"


def _two(size: float, big: int, big_name: str, small: int, small_name: str) -> str:
    whole, rest = divmod(round(size / small), big // small)
    return f"{whole} {big_name} {rest} {small_name}" if rest else f"{whole} {big_name}"
