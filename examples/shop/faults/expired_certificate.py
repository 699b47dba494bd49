"""A certificate on the encrypted way to the bank expires: the bank's own, or the one by which the bank knows us."""

from __future__ import annotations

import random

from ..lab.frame import by_itself
from ..lab.lab import Lab, Truth

ENCRYPTED = True


def inject(lab: Lab, rng: random.Random) -> Truth:
    party = rng.choice(("bank", "payments"))
    return by_itself(
        lab, party, ("certificate",), lambda: lab.expire_certificate(party), "runbooks/certificates.md", party=party
    )
