"""How long to wait before asking again: what the server says, else a random share of a doubling time."""

import random
from collections.abc import Callable, Mapping

FIRST_S = 0.1
Draw = Callable[[], float]


def pause(attempt: int, headers: Mapping[str, str], draw: Draw = random.random) -> float:
    """Seconds before attempt number `attempt` (from 1). Full jitter, so that many clients do not come back at once."""
    told = headers.get("retry-after", "")
    if told.isdigit():
        return float(told)
    return FIRST_S * 2.0**attempt * draw()
