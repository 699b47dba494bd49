"""A commit makes a service impatient and stubborn: when its peer gets a little slow, its tries bury the peer."""

from __future__ import annotations

import random

from ..lab.frame import by_change
from ..lab.lab import Change, Lab, Truth

PAIRS = {
    "gateway": ("catalog", '"timeout_ms": 2500,\n      "pool_size": 16'),
    "pricing": ("catalog", '"timeout_ms": 1500,\n      "pool_size": 12'),
    "cart": ("cache", '"timeout_ms": 800,\n      "pool_size": 16'),
}


def inject(lab: Lab, rng: random.Random) -> Truth:
    service = rng.choice(sorted(PAIRS))
    peer, present = PAIRS[service]
    retries, timeout_ms, mean_s = rng.randint(20, 40), rng.randint(60, 120), rng.uniform(0.3, 0.5)
    wanted = f'"timeout_ms": {timeout_ms},\n      "retries": {retries},\n      "pool_size": 64'
    change = Change(service, "config", f"config/{service}.json", present, wanted)
    kinds = ("retries", "config", "configuration", "change")
    truth = by_change(lab, change, kinds, peer=peer, retries=retries, timeout_ms=timeout_ms, mean_s=round(mean_s, 3))
    lab.slow(peer, mean_s, 1.0)
    return truth
