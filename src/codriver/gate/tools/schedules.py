"""crontab, at: what runs later, with nobody looking."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.verbs import deed
from codriver.gate.verdict import R2, R3, READ, Deed


def rate(call: Call) -> Iterator[Deed]:
    """Listing is read, replacing a table R2, removing it R3; what `at` is fed is followed."""
    asked = taken(call.args, ("-u", "-f", "-q", "-t"))
    if asked.has("-l", "--help") or call.name == "atq":
        yield deed(READ, call.name, "-l")
    elif call.name == "crontab":
        yield deed(R3 if asked.has("-r") else R2, call.name, "-r" if asked.has("-r") else "")
    else:
        yield deed(R2, call.name, "")
        if call.stdin:
            call.shell(call.stdin)
