"""What a question about the code is answered with: places, how sure each is, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tier(StrEnum):
    """How sure a site is, surest first. `registered`: handed over to be called later; `text`: the words only."""

    CERTAIN = "certain"
    VIRTUAL = "virtual"
    LIKELY = "likely"
    POSSIBLE = "possible"
    REGISTERED = "registered"
    TEXT = "text"

    @property
    def rank(self) -> int:
        """0 is the surest."""
        return list(Tier).index(self)


@dataclass(frozen=True, slots=True, order=True)
class Site:
    """One place in the code: where, the line itself, the function around it, how sure, and why.

    `role` is what happens there (call, constructs, decorates, store, aug, del, itemset, mutcall, kwarg, read ...).
    """

    file: str
    line: int
    column: int
    tier: Tier
    reason: str
    role: str = ""
    function: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """What a question is about: a definition, or a state (an attribute, a global)."""

    kind: str  # function, method, property, class, attribute, global, key
    name: str
    qual: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Sites in order, those ruled out by their types counted, and what was not looked at."""

    question: str
    target: Target
    sites: tuple[Site, ...]
    ruled_out: int = 0
    files: int = 0
    unparsed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def in_order(sites: list[Site]) -> tuple[Site, ...]:
    """Surest first, then by place; one site for each place and role."""
    best: dict[tuple[str, int, int], Site] = {}
    for site in sorted(sites, key=lambda site: (site.tier.rank, site)):
        best.setdefault((site.file, site.line, site.column), site)
    return tuple(sorted(best.values(), key=lambda site: (site.tier.rank, site.file, site.line, site.column)))
