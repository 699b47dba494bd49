"""rm, unlink, shred, rmdir."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.paths import removed
from codriver.gate.shell.scope import resolved
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.verbs import asks_help
from codriver.gate.verdict import R1, Deed


def rate(call: Call) -> Iterator[Deed]:
    """By where the paths lie; a folder is removed only when it is empty, with rmdir."""
    if asks_help(call.args):
        return
    asked = taken(call.args, ("-n", "-s", "--iterations", "--size", "--random-source") if call.name == "shred" else ())
    paths = (*asked.words, *asked.rest)
    if call.stdin is not None and not paths:
        paths = (UNKNOWN,)
    for path in paths:
        found = removed(resolved(path, call.scope), remote=call.remote, tool=call.name)
        yield (
            found._replace(risk=min(found.risk, R1), why=f"removes the empty folder {path}")
            if call.name == "rmdir"
            else found
        )
