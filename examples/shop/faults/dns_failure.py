"""A name no longer resolves: a peer's record is gone for all, or one service has lost its resolver."""

from __future__ import annotations

import random

from ..lab.frame import by_itself
from ..lab.lab import Lab, Truth

RECORDS = ("bank", "cache", "catalog", "database", "inventory", "payments", "pricing")
RESOLVERS = ("checkout", "inventory", "payments", "pricing", "cart")


def inject(lab: Lab, rng: random.Random) -> Truth:
    if rng.random() < 0.5:
        name = rng.choice(RECORDS)
        return by_itself(lab, name, ("dns", "dependency"), lambda: lab.forget_name(name), way="record")
    service = rng.choice(RESOLVERS)
    return by_itself(lab, service, ("dns",), lambda: lab.lose_resolver(service), way="resolver")
