"""A commit puts a lock around slow work: requests that never met before now wait for each other."""

from __future__ import annotations

import random

from ..lab.lab import Change, Lab, Truth

PATH = ("payments", "checkout", "gateway")
PRESENT = 'reference = answer.get("reference") or "none"'
WANTED = """import threading
    import time

    with receipt.__dict__.setdefault("one_at_a_time", threading.Lock()):
        time.sleep({held_s})
    reference = answer.get("reference") or "none\""""


def inject(lab: Lab, rng: random.Random) -> Truth:
    held_s = round(rng.uniform(0.3, 0.6), 3)
    lab.await_onset("payments")
    wanted = WANTED.format(held_s=held_s)
    done = lab.deploy(Change("payments", "deploy", "services/payments/app.py", PRESENT, wanted))
    return Truth(
        service="payments",
        mechanism="deploy",
        change=done.version,
        onset=done.at,
        accept=tuple(("payments", kind) for kind in ("deploy", "defect", "resource")),
        path=PATH,
        details={"held_s": held_s},
    )
