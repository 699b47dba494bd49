"""A commit changes a service's code so that some requests raise. Which service and which slip is drawn."""

from __future__ import annotations

import random
from dataclasses import dataclass

from ..lab.lab import Change, Lab, Truth, known

TO_GATEWAY = ("checkout", "gateway")


@dataclass(frozen=True)
class Slip:
    """An edit that looks right and is not, for some of the shoppers."""

    service: str
    present: str
    wanted: str
    path: tuple[str, ...]


SLIPS = (
    Slip("pricing", 'product.get("discount", 0)', 'product["discount"]', ("pricing", *TO_GATEWAY)),
    Slip("pricing", "MINOR_UNITS.get(currency, 2)", 'MINOR_UNITS.get(currency) or "2"', ("pricing", *TO_GATEWAY)),
    Slip("pricing", 'Decimal(product["price_cents"]) / 100', 'product["price_cents"] / 100', ("pricing", *TO_GATEWAY)),
    Slip(
        "catalog",
        'f"{images[0]}?w=120" if images else "placeholder.svg"',
        'f"{images[0]}?w=160"',
        ("catalog", "gateway"),
    ),
    Slip(
        "catalog",
        'shown | {"images": row["images"].split()}',
        'shown | {"images": row["images"].split(), "brand": row["supplier"].title()}',
        ("catalog", "gateway"),
    ),
    Slip("cart", 'quantity = int(added["quantity"])', 'quantity = added["quantity"]', ("cart", "gateway")),
    Slip("cart", 'product = str(added["product"])', 'product = added["product"].strip()', ("cart", "gateway")),
    Slip(
        "checkout",
        'return address["zip"].strip()[:2] if address else "pickup"',
        'return address["zip"].strip()[:2].zfill(2)',
        TO_GATEWAY,
    ),
    Slip(
        "inventory",
        'row["bin"].split("-")[0] if row["bin"] else "bulk"',
        'row["bin"].partition("-")[0]',
        ("inventory", *TO_GATEWAY),
    ),
    Slip(
        "inventory",
        'return row["bin"].split("-")[0] if row["bin"] else "bulk"',
        'return (row["bin"] or "bulk").split("-")[1]',
        ("inventory", *TO_GATEWAY),
    ),
    Slip(
        "payments",
        'reference = answer.get("reference") or "none"',
        'reference = answer["reference"]',
        ("payments", *TO_GATEWAY),
    ),
    Slip("payments", "cents = int(amount * 100)", "cents = int(str(amount * 100))", ("payments", *TO_GATEWAY)),
)


def inject(lab: Lab, rng: random.Random) -> Truth:
    slip = rng.choice(SLIPS)
    lab.await_onset(slip.service)
    done = lab.deploy(Change(slip.service, "deploy", f"services/{slip.service}/app.py", slip.present, slip.wanted))
    return Truth(
        service=slip.service,
        mechanism="deploy",
        change=done.version,
        onset=done.at,
        accept=tuple((slip.service, kind) for kind in ("deploy", "defect", "change")),
        path=slip.path,
        own_knowledge=known(f"failure-modes/{slip.service}-exception.md", "runbooks/rollback.md"),
        details={"present": slip.present, "wanted": slip.wanted},
    )
