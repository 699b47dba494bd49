"""Changes that do nothing to a shopper: wording, a dependency bump, a new flag nobody reads, a raised limit."""

from __future__ import annotations

import json
import random
import re

from .lab import Change, Deployed, Lab
from .repository import Repository
from .system import SERVICES

WORDING = {
    "gateway": ('"order not placed"', '"order was not placed"'),
    "catalog": ('"reindex finished"', '"reindex done"'),
    "cart": ('"cart not kept"', '"cart was not kept"'),
    "checkout": ('"order placed"', '"placed order"'),
    "pricing": ("products_for(list(lines))", "products_for([*lines])"),
    "inventory": ('"recount finished"', '"recount done"'),
    "payments": ('"reconcile finished"', '"reconcile done"'),
    "cache": ("swept", "sweep done"),
    "database": ("checkpoint complete", "checkpoint finished"),
}


def change_something(lab: Lab, chance: random.Random) -> Deployed:
    """Deploy a harmless change of a service that plays no other part."""
    change = draw(lab.repository, chance, lab.taken)
    lab.taken.add(change.service)
    return lab.deploy(change)


def draw(repository: Repository, chance: random.Random, taken: set[str]) -> Change:
    """A harmless change of a service that is not taken."""
    service = chance.choice([name for name in SERVICES if name not in taken])
    make = chance.choice((wording, bumped, new_flag, raised_limit, log_sampling))
    return make(repository, service, chance)


def wording(_repository: Repository, service: str, _chance: random.Random) -> Change:
    present, wanted = WORDING[service]
    return Change(service, "deploy", f"services/{service}/app.py", present, wanted)


def bumped(repository: Repository, service: str, chance: random.Random) -> Change:
    path = f"services/{service}/requirements.txt"
    line = chance.choice([one for one in repository.read(path).splitlines() if one])
    name, version = line.split("==")
    return Change(service, "deploy", path, line, f"{name}=={version}.{chance.randint(1, 3)}")


def new_flag(_repository: Repository, service: str, chance: random.Random) -> Change:
    name = chance.choice(("compact_view", "new_labels", "beta_banner", "extra_hints"))
    return Change(service, "flag", "flags/flags.json", "{\n", f'{{\n  "{service}.{name}": false,\n')


def raised_limit(repository: Repository, service: str, chance: random.Random) -> Change:
    limit = json.loads(repository.read(f"config/{service}.json"))["max_in_flight"]
    wanted = limit + chance.choice((16, 32, 64))
    return Change(
        service, "config", f"config/{service}.json", f'"max_in_flight": {limit}', f'"max_in_flight": {wanted}'
    )


def log_sampling(repository: Repository, service: str, chance: random.Random) -> Change:
    path = f"config/{service}.json"
    [present] = re.findall(r'"one_in": \d+', repository.read(path))
    return Change(service, "config", path, present, f'"one_in": {int(present.split()[1]) + chance.randint(1, 2)}')
