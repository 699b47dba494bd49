"""A service's clock runs ahead: what it signs comes from the future, and those who look at it refuse it."""

from __future__ import annotations

import random

from ..lab.frame import by_itself
from ..lab.lab import Lab, Truth


def inject(lab: Lab, rng: random.Random) -> Truth:
    service = rng.choice(("checkout", "payments"))
    ahead_s = round(rng.uniform(8, 40), 1)
    return by_itself(lab, service, ("clock",), lambda: lab.set_clock(service, ahead_s), ahead_s=ahead_s)
