"""codriver itself: what looks is read; what a person has to do is never a command for anybody else."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.guarded import GUARD
from codriver.gate.options import taken
from codriver.gate.verbs import deed
from codriver.gate.verdict import R3, READ, Deed

A_PERSONS = frozenset({"confirm", "approve", "send", "break-glass"})


def rate(call: Call) -> Iterator[Deed]:
    """Confirming and approving is R3 here: no command may hide it."""
    words = taken(call.args, ("-m", "--reason", "--card", "--service")).words
    persons = A_PERSONS & set(words[:3]) or {"--break-glass"} & set(call.args)
    if persons or call.name == "codriver-hook":
        yield Deed(R3, GUARD, f"`codriver {' '.join(words[:2])}` is for a person at a terminal")
    else:
        yield deed(READ, call.name, " ".join(words[:2]), local=True)
