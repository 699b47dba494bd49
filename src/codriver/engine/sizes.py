"""How plain a pattern is, in (0, 1]: sizes that detectors share, free of units."""

import math

from codriver.model import Window

CLEAR_SHIFT = 3.0  # robust standard deviations: below this a quiet series crosses the line by itself too often
HALF_PLAIN = 5.0


def of_shift(deviation: float) -> float:
    """0.5 at five robust standard deviations, toward 1 beyond; 1 without bound, 0 when it could not be told."""
    if not math.isfinite(deviation):
        return 1.0 if math.isinf(deviation) else 0.0
    return round(abs(deviation) / (abs(deviation) + HALF_PLAIN), 3)


def of_count(rows: int) -> float:
    """0.5 at five rows, toward 1 beyond."""
    return round(rows / (rows + HALF_PLAIN), 3)


def is_surprise(rows: int, window: Window | None) -> bool:
    """Whether so many rows after the onset and none before it are more than luck: at most 1 chance in 1000.

    By chance each row falls after the onset with the share of time that lies there. Without a time before, nothing
    is a surprise.
    """
    if window is None or window.before_s <= 0 or window.after_s <= 0:
        return False
    share = window.after_s / (window.before_s + window.after_s)
    return rows * -math.log(share) >= math.log(1000)


def times_more(before: float | None, after: float | None) -> float:
    """After over before; infinity from nothing, 1 when either was not seen."""
    if before is None or after is None:
        return 1.0
    if before == 0:
        return float("inf") if after > 0 else 1.0
    return after / before
