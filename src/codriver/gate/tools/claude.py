"""claude: looking is read; its settings and plug-ins hold the lock, and another session may have none."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.guarded import GUARD
from codriver.gate.verbs import deed
from codriver.gate.verdict import R3, READ, Deed

_LOOKS = (
    ("--version",),
    ("-v",),
    ("--help",),
    ("-h",),
    ("doctor",),
    ("mcp", "list"),
    ("mcp", "get"),
    ("plugin", "list"),
    ("plugin", "validate"),
    ("config", "list"),
    ("config", "get"),
    ("agents",),
    ("plugin", "--help"),
    ("mcp", "--help"),
)


def rate(call: Call) -> Iterator[Deed]:
    """By verb; whatever does more than look is a person's."""
    if any(call.args[: len(verb)] == verb for verb in _LOOKS):
        yield deed(READ, call.name, " ".join(call.args[:2]))
    else:
        yield Deed(
            R3, GUARD, f"`{call.name} {' '.join(call.args[:2])}` can start or change a session without this lock"
        )
