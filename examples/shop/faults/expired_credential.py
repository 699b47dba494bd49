"""A secret reaches the end of its life: a role's password for the database, or our key for the bank."""

from __future__ import annotations

import random

from ..lab.frame import by_itself
from ..lab.lab import Lab, Truth

PEERS = {"inventory": "database", "payments": "bank", "catalog": "database"}


def inject(lab: Lab, rng: random.Random) -> Truth:
    service = rng.choice(sorted(PEERS))
    peer = PEERS[service]
    return by_itself(
        lab,
        service,
        ("credentials",),
        lambda: lab.expire_key(service, peer),
        "runbooks/credentials.md",
        peer=peer,
    )
