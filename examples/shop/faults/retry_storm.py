"""A commit makes a service impatient and stubborn: when its peer gets a little slow, its tries bury the peer."""

from __future__ import annotations

import random

from ..lab.frame import by_change
from ..lab.lab import Change, Lab, Truth

PAIRS = {"gateway": ("catalog", 2500, 16), "pricing": ("catalog", 1500, 12), "cart": ("cache", 800, 16)}
KINDS = ("retries", "config", "configuration", "change")
SMALL = '"host": "{}",\n      "port": 8080,\n      "timeout_ms": {},\n      "pool_size": {}'
LARGE = '"host": "{}",\n      "port": 8080,\n      "timeout_ms": {},\n      "retries": {},\n      "pool_size": 64'


def inject(lab: Lab, rng: random.Random) -> Truth:
    service = rng.choice(sorted(PAIRS))
    peer = PAIRS[service][0]
    retries, timeout_ms, mean_s = rng.randint(20, 40), rng.randint(60, 120), rng.uniform(0.3, 0.5)
    small, large = SMALL.format(*PAIRS[service]), LARGE.format(peer, timeout_ms, retries)
    change = Change(service, "config", f"config/{service}.json", small, large)
    truth = by_change(lab, change, KINDS, peer=peer, retries=retries, timeout_ms=timeout_ms, mean_s=round(mean_s, 3))
    lab.slow(peer, mean_s, 1.0)
    return truth
