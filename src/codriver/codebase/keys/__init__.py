"""State outside of objects: variables of the environment, cache keys, settings, flags, tables and their columns.

One file for each kind of text that can touch such a state; what is computed while the program runs is a hole (`*`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from codriver.codebase.answers import Tier

HOLE = "*"
READS = frozenset({"read"})
_ASKED_HOLES = re.compile(r"\{[^{}]*\}|%[sd]|<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Touch:
    """One place that sets, deletes, defines or reads a key; `tier` is how sure it is that it touches such a thing."""

    kind: str  # environment, cache, setting, flag, table; model: a table by the name of its class
    key: str
    line: int
    column: int
    role: str  # store, del, read, schema
    tier: Tier
    reason: str


def fits(asked: str, written: str) -> bool:
    """Whether a key as it is written can be the key that is asked for; `prefix:` asks for all that begin so."""
    wanted = _ASKED_HOLES.sub(HOLE, asked)
    wanted = f"{wanted}{HOLE}" if wanted.endswith((":", "/", "-")) else wanted
    if not written.strip(f"{HOLE}:/-_. "):
        return False  # nothing of it is fixed
    return bool(_pattern(written).fullmatch(wanted) or _pattern(wanted).fullmatch(written))


def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in re.split(r"\*+", key[:300])), re.DOTALL)
