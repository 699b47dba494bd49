"""The questions before a yes, made by code from the card's own facts. No lots are drawn here: the door brings a seed.

R1 asks one question with one key among ten. R2 asks two, the second about the figure that would prove it wrong, and
from which value on. The second person for R3 gets other questions than the first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

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
    against: tuple[str, ...] = ()
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
        "it takes itself back when the pods restart",
        "nothing has to be taken back",
        "by restoring the last snapshot of the database",
        "by restarting its pods",
        "by deploying the newest version of its callers",
        "by failing over to the other region",
        "by running the same command again",
        "by scaling it to zero and back",
        "by reverting the last merge",
        "by clearing the cache",
    ),
    "why": (
        "a certificate that has expired",
        "a disk that is full",
        "a node that does not answer",
        "a connection pool that is used up",
        "a name that does not resolve",
        "a provider outside that is down",
        "memory that grows since the last release",
        "more requests than usual",
        "a queue that does not drain",
        "retries that pile up",
    ),
    "against": (
        "the last good version is not known",
        "it has no second instance while it restarts",
        "the older version does not read what the newer one wrote",
        "another deploy is under way",
        "its cache would be cold for a while",
        "its trouble began before the change",
        "other callers can use it as before",
        "running requests would be cut off",
        "something that it calls is in trouble itself",
        "it was looked at and is as before",
    ),
    "feels": (
        "nothing else",
        "every service in the cluster",
        "only its own users",
        "only the service that alerts",
        "only what it calls, not who calls it",
        "the database and nobody else",
        "the entry and all behind it",
        "its workers and jobs only",
        "nobody until the next deploy",
        "its callers in the other region",
    ),
    "watch": (
        "the number of refused requests (4xx) at the entry",
        "the 95th percentile of its latency",
        "the number of its pods that are ready",
        "its open connections to the database",
        "the CPU of its callers",
        "the length of its queue",
        "its memory after the next hour",
        "the rate of requests that reach it",
        "the restarts of its pods",
        "the free space of its volume",
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
        "target": _targets(card, elsewhere),
        "against": elsewhere.against,
        "feels": _feels(card, elsewhere),
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


def _targets(card: Card, elsewhere: Elsewhere) -> tuple[str, ...]:
    """Other things of this incident in the same place: what a tired hand mixes up."""
    where = f" in {card.environment}" if card.environment else ""
    return tuple(f"{name}{where}" for name in elsewhere.targets)


def _feels(card: Card, elsewhere: Elsewhere) -> tuple[str, ...]:
    """Other services of this incident, one or two at a time."""
    names = [name for name in elsewhere.targets if name not in card.feels]
    return (*names[:3], *(", ".join(pair) for pair in pairwise(names)))


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
