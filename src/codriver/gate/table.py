"""Tables of verbs: `table(read="get, rollout status", r2="apply")`; the longest verb that fits decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.verdict import R1, R2, R3, READ, Risk

Table = Mapping[str, Risk]
_DEEPEST = 5  # words of a verb


def listed(text: str) -> frozenset[str]:
    """The words of a text: a set that reads as a line."""
    return frozenset(text.split())


def table(*, read: str = "", r1: str = "", r2: str = "", r3: str = "") -> Table:
    """Verbs separated by commas, each of one word or more."""
    rows = ((read, READ), (r1, R1), (r2, R2), (r3, R3))
    return {" ".join(verb.split()): risk for text, risk in rows for verb in text.split(",") if verb.strip()}


def looked_up(said: Sequence[str], rows: Table) -> tuple[Risk, str] | None:
    """The class and the verb; None when no verb fits. A word that nobody knows may be empty, too: the worst of both."""
    for size in range(min(_DEEPEST, len(said)), 0, -1):
        verb = " ".join(said[:size]).lower()
        if verb in rows:
            return rows[verb], verb
    if said and UNKNOWN in said[0]:
        beyond = looked_up(said[1:], rows)
        return max(beyond or (R2, ""), (R2, "an unknown verb"))
    return None
