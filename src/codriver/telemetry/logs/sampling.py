"""How much of a sample a pattern fits."""

import re
from collections.abc import Sequence

from codriver.telemetry.columns import pl

LONGEST = 1_000  # characters of a line that are looked at


def share(pattern: str, sample_lines: Sequence[str]) -> float:
    """The share of lines, in [0, 1], that `pattern` fits from their start; 0 for no lines."""
    if not sample_lines:
        return 0.0
    fits = re.compile(pattern).match
    return sum(fits(line[:LONGEST]) is not None for line in sample_lines) / len(sample_lines)


def share_in_linear_time(pattern: str, sample_lines: Sequence[str]) -> float:
    """As `share`, for a pattern whose parts may fit the same text in many ways: slower to begin, never slow."""
    if not sample_lines:
        return 0.0
    return float(pl.Series(sample_lines, dtype=pl.String).str.contains(pattern).mean() or 0.0)  # type: ignore[arg-type]  # a mean of booleans
