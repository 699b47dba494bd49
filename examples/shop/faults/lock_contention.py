"""A commit puts a lock around slow work: requests that never met before now wait for each other."""

from __future__ import annotations

import random

from ..lab.frame import by_change
from ..lab.lab import Change, Lab, Truth

PRESENT = 'reference = answer.get("reference") or "none"'
WANTED = """import threading
    import time

    with receipt.__dict__.setdefault("one_at_a_time", threading.Lock()):
        time.sleep({held_s})
    reference = answer.get("reference") or "none\""""


def inject(lab: Lab, rng: random.Random) -> Truth:
    held_s = round(rng.uniform(0.3, 0.6), 3)
    wanted = WANTED.format(held_s=held_s)
    change = Change("payments", "deploy", "services/payments/app.py", PRESENT, wanted)
    return by_change(lab, change, ("deploy", "defect", "resource"), held_s=held_s)
