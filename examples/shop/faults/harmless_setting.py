"""A control: a setting is changed to a value that suits as well as the one before, and its service restarts."""

from __future__ import annotations

import random

from ..lab.lab import Change, Lab, Truth

CONTROL = True
SETTINGS = (
    ("pricing", '"timeout_ms": 1500', '"timeout_ms": 1600'),
    ("payments", '"timeout_ms": 1500', '"timeout_ms": 1800'),
    ("inventory", '"timeout_ms": 1200', '"timeout_ms": 1400'),
    ("payments", '"pool_size": 8', '"pool_size": 9'),
)


def inject(lab: Lab, rng: random.Random) -> Truth:
    service, present, wanted = rng.choice(SETTINGS)
    lab.await_onset(service)
    lab.deploy(Change(service, "config", f"config/{service}.json", present, wanted))
    return Truth()
