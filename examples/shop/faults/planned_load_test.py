"""A control: half as many shoppers again come for a while, as planned, and the shop carries them well."""

from __future__ import annotations

import random

from ..lab.lab import Lab, Truth

CONTROL = True


def inject(lab: Lab, rng: random.Random) -> Truth:
    lab.await_onset()
    lab.shoppers(rate=rng.uniform(26, 32))
    return Truth()
