"""A migration takes away or renames what a running service still reads or writes, or forbids what it writes."""

from __future__ import annotations

import random

from ..lab.frame import by_change
from ..lab.lab import Change, Lab, Truth

END = "-- end of steps"
STEPS = (
    ("inventory", "ALTER TABLE stock RENAME COLUMN bin TO shelf;"),
    ("inventory", "ALTER TABLE reservations RENAME TO stock_reservations;"),
    ("inventory", "ALTER TABLE reservations RENAME COLUMN quantity TO units;"),
    ("catalog", "ALTER TABLE products DROP COLUMN discount;"),
    ("catalog", "ALTER TABLE products RENAME COLUMN images TO pictures;"),
    ("payments", "ALTER TABLE ledger RENAME COLUMN status TO state;"),
    ("payments", "ALTER TABLE ledger RENAME TO ledger_entries;"),
)


def inject(lab: Lab, rng: random.Random) -> Truth:
    peer, statement = rng.choice(STEPS)
    wanted = f"-- step 2: {rng.choice(('tidy up', 'follow-up', 'next release'))}\n{statement}\n\n{END}"
    change = Change("database", "schema", "services/database/migrations.sql", END, wanted)
    kinds = ("migration", "schema", "deploy", "defect", "config", "change")
    return by_change(lab, change, kinds, "runbooks/migrations.md", peer=peer, statement=statement)
