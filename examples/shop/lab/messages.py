"""Who commits and in which words. One pool for all: wording must never tell a good change from a bad one."""

from __future__ import annotations

import random

PEOPLE = ("ana", "bela", "chidi", "dora", "emil", "farah", "goran", "hana")

WORDS = (
    "small cleanup",
    "follow-up from review",
    "housekeeping",
    "align with the other services",
    "tidy up",
    "minor adjustment",
    "update after planning",
    "simplify a little",
    "next step",
    "as discussed",
    "polish",
    "bring up to date",
)


def message_for(scope: str, chance: random.Random) -> str:
    return f"{scope}: {chance.choice(WORDS)}"
