"""A store, a service or the bank becomes slow by itself; nobody changed it. Target and size are drawn."""

from __future__ import annotations

import random
from dataclasses import dataclass

from ..lab.lab import Lab, Truth, known


@dataclass(frozen=True)
class Target:
    """Who gets slow, by how much (mean seconds, from and to), and whom that reaches."""

    service: str
    mean_s: tuple[float, float]
    path: tuple[str, ...]
    mechanism: str = "dependency"
    peer: str | None = None


TARGETS = (
    Target("database", (0.25, 0.7), ("database", "inventory", "checkout", "gateway")),
    Target("cache", (0.4, 1.0), ("cache", "cart", "gateway")),
    Target("bank", (1.2, 2.4), ("bank", "payments", "checkout", "gateway"), "external"),
    Target("pricing", (1.0, 2.2), ("pricing", "checkout", "gateway")),
    Target("inventory", (1.0, 2.2), ("inventory", "checkout", "gateway")),
    Target("catalog", (0.9, 2.0), ("catalog", "gateway")),
)
SAME = {"external": ("external", "dependency"), "dependency": ("dependency", "resource")}


def inject(lab: Lab, rng: random.Random) -> Truth:
    target = rng.choice(TARGETS)
    mean_s, share = rng.uniform(*target.mean_s), rng.uniform(0.6, 1.0)
    onset = lab.await_onset(target.service)
    lab.slow(target.service, mean_s, share)
    accept = [(target.service, kind) for kind in SAME[target.mechanism]]
    accept += [("payments", "external")] if target.service == "bank" else []
    return Truth(
        service=target.service,
        mechanism=target.mechanism,
        onset=onset,
        accept=tuple(accept),
        path=target.path,
        own_knowledge=known(f"failure-modes/{target.service}-slow.md", OWN_RUNBOOK.get(target.service, "none")),
        details={"mean_s": round(mean_s, 3), "share": round(share, 3)},
    )


OWN_RUNBOOK = {"bank": "runbooks/payment-provider.md", "cache": "runbooks/cache.md", "catalog": "runbooks/catalog.md"}
