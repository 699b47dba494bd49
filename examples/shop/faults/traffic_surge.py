"""Many more shoppers come than usual, and everything on their way gets slow. Nobody changed anything."""

from __future__ import annotations

import random

from ..lab.frame import by_itself
from ..lab.lab import Lab, Truth


def inject(lab: Lab, rng: random.Random) -> Truth:
    rate = rng.uniform(110, 170)
    return by_itself(
        lab, "gateway", ("surge",), lambda: lab.shoppers(rate=rate), "runbooks/traffic.md", rate=round(rate, 1)
    )
