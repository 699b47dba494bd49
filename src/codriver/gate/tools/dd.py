"""dd: by where `of=` points."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.paths import is_nowhere, is_scratch, written
from codriver.gate.shell.scope import resolved
from codriver.gate.verdict import R3, Deed


def rate(call: Call) -> Iterator[Deed]:
    """Whatever is overwritten is gone."""
    for arg in call.args:
        name, _, path = arg.partition("=")
        if name == "of":
            path = resolved(path, call.scope)
            for one in written(path, remote=call.remote, tool="dd"):
                yield one if one.local or is_nowhere(path) or is_scratch(path) else one._replace(risk=R3)
