"""How plain a pattern is, in (0, 1]: sizes that detectors share, free of units."""

CLEAR_SHIFT = 3.0  # robust standard deviations: below this a quiet series crosses the line by itself too often
HALF_PLAIN = 5.0


def of_shift(deviation: float) -> float:
    """0.5 at five robust standard deviations, toward 1 beyond."""
    return round(abs(deviation) / (abs(deviation) + HALF_PLAIN), 3)


def of_count(rows: int) -> float:
    """0.5 at five rows, toward 1 beyond."""
    return round(rows / (rows + HALF_PLAIN), 3)


def times_more(before: float | None, after: float | None) -> float:
    """After over before; infinity from nothing, 1 when either was not seen."""
    if before is None or after is None:
        return 1.0
    if before == 0:
        return float("inf") if after > 0 else 1.0
    return after / before
