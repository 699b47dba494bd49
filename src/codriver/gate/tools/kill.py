"""kill, pkill, killall."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.verbs import asks_help, deed
from codriver.gate.verdict import R1, R2, R3, READ, Deed


def rate(call: Call) -> Iterator[Deed]:
    """One process by its number is R1; by name, or several, R2."""
    words = [
        arg
        for place, arg in enumerate(call.args)
        if not arg.startswith("-") and call.args[place - 1 : place] != ("-s",)
    ]
    if asks_help(call.args) or "-l" in call.args[:1] or "-L" in call.args[:1]:
        return
    if "-0" in call.args[:1]:
        yield deed(READ, call.name, "-0")
    elif "-1" in call.args[1:] or call.args[-1:] == ("-1",):
        yield deed(R3, call.name, "-1", why="ends everything")
    else:
        one = call.name == "kill" and len(words) == 1
        yield deed(R1 if one else R2, call.name, " ".join(words[:2]), why="ends what is running")
