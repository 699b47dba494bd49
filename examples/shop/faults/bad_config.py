"""A bad value in the config of a service at least two hops below the entry, deployed with a restart.

The service runs with it and fails for real; the shoppers see it at the gateway, two services further down.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from ..lab.frame import by_change
from ..lab.lab import Change, Lab, Truth


@dataclass(frozen=True)
class Slip:
    """One way to get a config wrong; `peer` is who it keeps the service from."""

    service: str
    present: str
    wanted: tuple[str, ...]
    peer: str = ""


SLIPS = (
    Slip("pricing", '"host": "catalog"', ('"host": "catalogue"', '"host": "catalog-v2"'), "catalog"),
    Slip("pricing", '"port": 8080,\n      "timeout_ms"', ('"port": 8081,\n      "timeout_ms"',), "catalog"),
    Slip("pricing", '"timeout_ms": 1500', ('"timeout_ms": 0.8', '"timeout_ms": 0.5'), "catalog"),
    Slip("pricing", '"rate": "0.19"', ('"rate": "0,19"', '"rate": "19 %"')),
    Slip("payments", '"host": "bank"', ('"host": "bank-eu"', '"host": "bank.internal"'), "bank"),
    Slip("payments", '"port": 443', ('"port": 8443', '"port": 80'), "bank"),
    Slip("payments", '"timeout_ms": 1500', ('"timeout_ms": 15', '"timeout_ms": 20'), "bank"),
    Slip("payments", '"ledger": "ledger"', ('"ledger": "ledgers"', '"ledger": "ledger_v2"'), "database"),
    Slip("inventory", '"stock": "stock"', ('"stock": "stocks"', '"stock": "stock_2026"'), "database"),
    Slip("inventory", '"host": "database"', ('"host": "db"', '"host": "database-ro"'), "database"),
    Slip("inventory", '"timeout_ms": 1200', ('"timeout_ms": 0.4', '"timeout_ms": 0.5'), "database"),
    Slip("cache", '"max_value_bytes": 65536', ('"max_value_bytes": 6', '"max_value_bytes": 8')),
    Slip("database", '"statement_timeout_ms": 3000', ('"statement_timeout_ms": 0.03',)),
    Slip("database", '"max_connections": 60', ('"max_connections": 2', '"max_connections": 3')),
)


def inject(lab: Lab, rng: random.Random) -> Truth:
    slip = rng.choice(SLIPS)
    wanted = rng.choice(slip.wanted)
    change = Change(slip.service, "config", f"config/{slip.service}.json", slip.present, wanted)
    known = f"failure-modes/{slip.service}-configuration.md", "runbooks/configuration.md"
    kinds, details = ("config", "configuration", "change"), {"present": slip.present, "wanted": wanted}
    return by_change(lab, change, kinds, *known, peer=slip.peer, **details)
