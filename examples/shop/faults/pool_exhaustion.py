"""The connections from one service to the database run out: held by a job, leaked on a rare path, or cut by config.

Only the last kind has a change as its trigger. A held connection comes from a job that somebody started wide; a
leak from a path that has always been there and that shoppers now take more often.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from ..lab.frame import PATHS
from ..lab.lab import Change, Lab, Truth, known

JOBS = {"catalog": "reindex", "inventory": "recount", "payments": "reconcile"}
SMALL, LARGE = '"workers": 1,\n      "batches": {}', '"workers": {},\n      "batches": {}'

Made = tuple[str | None, tuple[str, ...]]


def held(lab: Lab, service: str, rng: random.Random) -> Made:
    """A job that is started wide and keeps a connection per worker."""
    lab.run_job(service, JOBS[service], workers=rng.randint(8, 12), batches=rng.randint(300, 900))
    return None, ("resource",)


def leaked(lab: Lab, service: str, rng: random.Random) -> Made:
    """Shoppers come to a path that forgets to give its connection back."""
    share = rng.uniform(0.15, 0.35)
    plans: dict[str, dict[str, object]] = {
        "catalog": {"odd_searches": share},
        "inventory": {"wholesale": share, "quantity": rng.randint(4000, 6000), "currency": "EUR"},
        "payments": {"wholesale": share, "quantity": rng.randint(40, 80), "currency": "JPY"},
    }
    lab.shoppers(**plans[service])
    return None, ("resource", "defect")


def cut(lab: Lab, service: str, _rng: random.Random) -> Made:
    """A config commit that leaves a single connection to share with the job."""
    path = f"config/{service}.json"
    done = lab.deploy(Change(service, "config", path, '"pool_size": 8', '"pool_size": 1'))
    return done.version, ("config", "configuration", "change", "resource")


def widened(lab: Lab, service: str, rng: random.Random) -> Made:
    """A config commit that lets the regular job use more connections than there are."""
    path = f"config/{service}.json"
    batches = 6 if service == "catalog" else 8
    wanted = LARGE.format(rng.randint(8, 12), rng.randint(60, 120))
    done = lab.deploy(Change(service, "config", path, SMALL.format(batches), wanted))
    return done.version, ("config", "configuration", "change", "resource")


WAYS: tuple[Callable[[Lab, str, random.Random], Made], ...] = (held, leaked, held, leaked, cut, widened)


def ways_for(service: str) -> tuple[Callable[[Lab, str, random.Random], Made], ...]:
    """The catalog reads mostly from the cache: one connection is enough for it."""
    return tuple(way for way in WAYS if way is not cut) if service == "catalog" else WAYS


def inject(lab: Lab, rng: random.Random) -> Truth:
    service = rng.choice(sorted(JOBS))
    way = rng.choice(ways_for(service))
    onset = lab.await_onset(service)
    change, mechanisms = way(lab, service, rng)
    return Truth(
        service=service,
        mechanism=mechanisms[0],
        peer="database",
        change=change,
        onset=onset,
        accept=tuple((service, mechanism) for mechanism in mechanisms),
        path=PATHS[service],
        own_knowledge=known(f"failure-modes/{service}-pool-exhausted.md", "runbooks/database-connections.md"),
        details={"way": way.__name__},
    )
