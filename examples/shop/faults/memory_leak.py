"""A commit keeps something of every request: memory grows, and looking through what was kept gets slower and slower."""

from __future__ import annotations

import random

from ..lab.frame import by_change
from ..lab.lab import Change, Lab, Truth

PRESENT = 'reference = answer.get("reference") or "none"'
WANTED = """reference = answer.get("reference") or "none"
    kept = receipt.__dict__.setdefault("kept", [])
    kept.extend(f"{{order}}-{{number}}" for number in range({each}))
    if kept.count(reference) > 1:
        return order"""


def inject(lab: Lab, rng: random.Random) -> Truth:
    each = rng.randint(30_000, 60_000)
    wanted = WANTED.format(each=each)
    change = Change("payments", "deploy", "services/payments/app.py", PRESENT, wanted)
    return by_change(lab, change, ("deploy", "defect", "resource"), each=each)
