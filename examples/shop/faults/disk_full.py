"""A volume fills with what nobody cleans up, until the system takes no more. Nobody changed anything."""

from __future__ import annotations

import random

from ..lab.frame import by_itself
from ..lab.lab import Lab, Truth


def inject(lab: Lab, rng: random.Random) -> Truth:
    service = rng.choice(("checkout", "inventory", "payments"))
    steps = rng.randint(6, 14)
    return by_itself(
        lab, service, ("disk", "resource"), lambda: lab.fill_volume(service, steps), "runbooks/disk.md", steps=steps
    )
