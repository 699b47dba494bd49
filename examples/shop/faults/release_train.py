"""A control: many services are released and restarted within seconds, and none of it does any harm."""

from __future__ import annotations

import random

from ..lab.harmless import change_something
from ..lab.lab import Lab, Truth

CONTROL = True


def inject(lab: Lab, rng: random.Random) -> Truth:
    lab.await_onset()
    for _ in range(rng.randint(4, 6)):
        change_something(lab, rng)
    return Truth()
