"""Many more shoppers come than usual, and everything on their way gets slow. Nobody changed anything."""

from __future__ import annotations

import random

from ..lab.lab import Lab, Truth, known


def inject(lab: Lab, rng: random.Random) -> Truth:
    rate = rng.uniform(110, 170)
    onset = lab.await_onset()
    lab.shoppers(rate=rate)
    return Truth(
        service="gateway",
        mechanism="surge",
        onset=onset,
        accept=(("gateway", "surge"),),
        path=("gateway",),
        own_knowledge=known("runbooks/traffic.md"),
        details={"rate": round(rate, 1)},
    )
