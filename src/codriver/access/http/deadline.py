"""A moment by which an answer must be there, on a clock that never jumps."""

import time
from collections.abc import Callable
from dataclasses import dataclass

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Deadline:
    """So many seconds from when it was made; `left` never falls below zero."""

    ends: float
    clock: Clock = time.monotonic

    @classmethod
    def within(cls, seconds: float, clock: Clock = time.monotonic) -> "Deadline":
        return cls(clock() + seconds, clock)

    @property
    def left(self) -> float:
        return max(0.0, self.ends - self.clock())

    @property
    def over(self) -> bool:
        return self.left <= 0
