"""A commit changes a service's code so that some requests raise. Which service and which slip is drawn."""

from __future__ import annotations

import random
from dataclasses import dataclass

from ..lab.frame import by_change
from ..lab.lab import Change, Lab, Truth


@dataclass(frozen=True)
class Slip:
    """An edit that looks right and is not, for some of the shoppers."""

    service: str
    present: str
    wanted: str


SLIPS = (
    Slip("pricing", 'product.get("discount", 0)', 'product["discount"]'),
    Slip("pricing", "MINOR_UNITS.get(currency, 2)", 'MINOR_UNITS.get(currency) or "2"'),
    Slip("pricing", 'Decimal(product["price_cents"]) / 100', 'product["price_cents"] / 100'),
    Slip(
        "catalog",
        'f"{images[0]}?w=120" if images else "placeholder.svg"',
        'f"{images[0]}?w=160"',
    ),
    Slip(
        "catalog",
        'shown | {"images": row["images"].split()}',
        'shown | {"images": row["images"].split(), "brand": row["supplier"].title()}',
    ),
    Slip("cart", 'quantity = int(added["quantity"])', 'quantity = added["quantity"]'),
    Slip("cart", 'product = str(added["product"])', 'product = added["product"].strip()'),
    Slip(
        "checkout",
        'return address["zip"].strip()[:2] if address else "pickup"',
        'return address["zip"].strip()[:2].zfill(2)',
    ),
    Slip(
        "inventory",
        'row["bin"].split("-")[0] if row["bin"] else "bulk"',
        'row["bin"].partition("-")[0]',
    ),
    Slip(
        "inventory",
        'return row["bin"].split("-")[0] if row["bin"] else "bulk"',
        'return (row["bin"] or "bulk").split("-")[1]',
    ),
    Slip(
        "payments",
        'reference = answer.get("reference") or "none"',
        'reference = answer["reference"]',
    ),
    Slip("payments", "cents = int(amount * 100)", "cents = int(str(amount * 100))"),
)


def inject(lab: Lab, rng: random.Random) -> Truth:
    slip = rng.choice(SLIPS)
    change = Change(slip.service, "deploy", f"services/{slip.service}/app.py", slip.present, slip.wanted)
    known = f"failure-modes/{slip.service}-exception.md", "runbooks/rollback.md"
    return by_change(lab, change, ("deploy", "defect", "change"), *known, present=slip.present, wanted=slip.wanted)
