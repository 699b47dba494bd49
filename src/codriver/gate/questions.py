"""The questions before a yes, made by code from the card's own facts. No lots are drawn here: the door brings a seed.

R1 asks one question with one key among ten. R2 asks two, the second about the figure that would prove it wrong, and
from which value on. The second person for R3 gets other questions than the first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from codriver.gate.card import Card
from codriver.gate.verdict import R1, R2

KEYS = "abcdefghij"
MANY, FEW = 10, 6
FIRST, SECOND = "first", "second"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`about` is the part of the card that it asks for; `right` is a key. `threshold`: a number is asked for, too."""

    about: str
    ask: str
    options: tuple[str, ...]
    right: str
    threshold: bool = False

    @property
    def keyed(self) -> tuple[tuple[str, str], ...]:
        """Keys with their options."""
        return tuple(zip(KEYS, self.options, strict=False))

    def passes(self, answer: str) -> bool:
        """Whether the key is the right one."""
        return answer.strip().lower() == self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """What is true of other things, and therefore wrong here: other services, remedies, figures, causes."""

    targets: tuple[str, ...] = ()
    whys: tuple[str, ...] = ()
    rollbacks: tuple[str, ...] = ()
    watches: tuple[str, ...] = ()


def questions(card: Card, role: str, elsewhere: Elsewhere, seed: str) -> tuple[Question, ...]:
    """The questions for one person; the same seed gives the same ones."""
    parts = _shuffled(
        [about for about in ("target", "rollback", "why", "against", "feels") if _answer(card, about)], card.risk
    )
    mine = [about for place, about in enumerate(parts) if place % 2 == (role == SECOND)] or parts
    turn = _shuffled(mine, seed)
    if card.level <= R1:
        return (_question(card, "target", elsewhere, seed, MANY),)
    figure = _question(card, "watch", elsewhere, seed, FEW)
    if card.level == R2 or role == FIRST:
        return _question(card, turn[0], elsewhere, seed, FEW), figure
    return tuple(
        _question(card, about, elsewhere, seed, FEW) for about in (turn[:2] if len(turn) > 1 else (*turn, "does"))
    )


def _answer(card: Card, about: str) -> str:
    answers = {
        "target": _target(card),
        "rollback": card.rollback,
        "why": card.why,
        "against": card.against[0] if card.against else "",
        "feels": ", ".join(card.feels),
        "watch": card.watch,
        "does": card.does[0] if card.does else "",
    }
    return answers[about].strip()


def _target(card: Card) -> str:
    return f"{card.target} in {card.environment}" if card.environment else card.target


_ASK = {
    "target": "What does this act on?",
    "rollback": "How is it taken back?",
    "why": "What is it meant to cure?",
    "against": "What speaks against doing it?",
    "feels": "Which services feel it, too?",
    "watch": "Which figure shows that it did NOT work?",
    "does": "What does the command do?",
}
_OTHERS = {
    "rollback": (
        "it takes itself back after an hour",
        "nothing has to be taken back",
        "by restoring last night's backup",
        "by restarting the database",
        "by deploying the newest version of all services",
        "by failing over to the other region",
        "by running the same command again",
        "by scaling the service to zero",
        "by reverting the last merge in the monorepo",
        "by clearing the cache",
    ),
    "why": (
        "an expired certificate",
        "a disk that is full",
        "a node that is gone",
        "too many connections to a database",
        "a wrong DNS record",
        "a provider outside that is down",
        "a memory leak in the last release",
        "a surge of requests",
        "a queue that does not drain",
        "a clock that is off",
    ),
    "against": (
        "the backup of last night is missing",
        "the service has no second instance",
        "a schema change would not fit the data",
        "a deploy is under way in that cluster",
        "its owner said to leave it alone",
        "nobody has seen it work before",
        "it was tried an hour ago",
        "the certificate would have to be made anew",
        "the cache would be cold for an hour",
        "the on-call of the database team is not reachable",
    ),
    "feels": (
        "nothing else",
        "every service in the cluster",
        "the billing jobs of the night",
        "the status page",
        "the build pipeline",
        "the data warehouse",
        "the login of employees",
        "the mail gateway",
        "the search index",
        "the partners' webhooks",
    ),
    "watch": (
        "the free space of the build server",
        "the number of merged changes",
        "the count of open tickets",
        "the temperature of the rack",
        "the size of the backup",
        "the age of the TLS certificate",
        "the number of users signed up today",
        "the lag of the data warehouse",
        "the price of the spot instances",
        "the length of the mail queue",
    ),
    "does": (
        "only shows what would change",
        "restarts one process on one host",
        "changes a setting that several services share",
        "removes stored data for good",
        "rolls a whole service back",
        "changes who may do what",
        "sends traffic elsewhere",
        "scales a service to zero",
        "fails a database over",
        "installs software",
    ),
}


def _question(card: Card, about: str, elsewhere: Elsewhere, seed: str, count: int) -> Question:
    right = _answer(card, about) or "nothing is written down"
    pool = {
        "target": elsewhere.targets,
        "why": elsewhere.whys,
        "rollback": elsewhere.rollbacks,
        "watch": elsewhere.watches,
    }
    wrong = _distinct((*pool.get(about, ()), *_near(card, about), *_OTHERS.get(about, ())), right)
    chosen = _shuffled([right, *wrong[: count - 1]], f"{seed} {about}")
    return Question(
        about=about,
        ask=_ASK[about],
        options=tuple(chosen),
        right=KEYS[chosen.index(right)],
        threshold=about == "watch",
    )


def _near(card: Card, about: str) -> Iterable[str]:
    """Targets that look like this one, so that it must be read."""
    if about != "target":
        return ()
    name, where = card.target, card.environment or "production"
    return (
        *(
            f"{name} in {other}"
            for other in ("staging", "production", "development", "all regions")
            if other != card.environment
        ),
        f"every service that calls {name}",
        f"the database of {name}",
        f"the node on which {name} runs",
        f"{name}-canary in {where}",
        f"the load balancer before {name}",
        f"the configuration that {name} shares with others",
        f"{name}-worker in {where}",
        f"nothing: it only shows {name}",
    )


def _distinct(options: Iterable[str], right: str) -> list[str]:
    plain = {right.strip().lower()}
    found: list[str] = []
    for option in options:
        text = option.strip()
        if text and text.lower() not in plain and right.lower() not in (text.lower(), ""):
            plain.add(text.lower())
            found.append(text)
    return found


def _shuffled(options: Sequence[str], seed: str) -> list[str]:
    return sorted(options, key=lambda option: hashlib.sha256(f"{seed}\n{option}".encode()).digest())
