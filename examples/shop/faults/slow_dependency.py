"""A store, a service or the bank becomes slow by itself; nobody changed it. Target and size are drawn."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from ..lab.frame import by_itself
from ..lab.lab import Lab, Truth


@dataclass(frozen=True)
class Target:
    """Who gets slow, and by how much (mean seconds, from and to)."""

    service: str
    mean_s: tuple[float, float]
    kinds: tuple[str, ...] = ("dependency", "resource")
    runbook: str = "none"


TARGETS = (
    Target("database", (0.25, 0.7)),
    Target("cache", (0.4, 1.0), runbook="runbooks/cache.md"),
    Target("bank", (1.2, 2.4), ("external", "dependency"), "runbooks/payment-provider.md"),
    Target("pricing", (1.0, 2.2)),
    Target("inventory", (1.0, 2.2)),
    Target("catalog", (0.9, 2.0), runbook="runbooks/catalog.md"),
)


def inject(lab: Lab, rng: random.Random) -> Truth:
    target = rng.choice(TARGETS)
    name, mean_s, share = target.service, rng.uniform(*target.mean_s), rng.uniform(0.6, 1.0)
    truth = by_itself(
        lab,
        name,
        target.kinds,
        lambda: lab.slow(name, mean_s, share),
        f"failure-modes/{name}-slow.md",
        target.runbook,
        mean_s=round(mean_s, 3),
        share=round(share, 3),
    )
    ours = (("payments", "external"),) if name == "bank" else ()
    return replace(truth, accept=truth.accept + ours)
