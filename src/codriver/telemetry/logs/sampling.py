"""How much of a sample a pattern fits."""

import re
from collections.abc import Sequence


def share(pattern: str, sample_lines: Sequence[str]) -> float:
    """The share of lines, in [0, 1], that `pattern` fits from their start; 0 for no lines."""
    if not sample_lines:
        return 0.0
    fits = re.compile(pattern).match
    return sum(fits(line) is not None for line in sample_lines) / len(sample_lines)
