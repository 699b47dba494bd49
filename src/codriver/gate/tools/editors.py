"""Editors: they write the file that they are given; some options run commands."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.paths import written
from codriver.gate.shell.scope import resolved
from codriver.gate.table import listed
from codriver.gate.verdict import R2, Deed


def rate(call: Call) -> Iterator[Deed]:
    """The files; `-c '!command'` and `+!command` are followed, scripted editors are R2 when they may run something."""
    asked = taken(call.args, listed("-c --cmd -S -s -u -W -w --eval -f -l --load -e"))
    for text in (*call.args, call.stdin or ""):
        bang = text.find("!")
        if bang >= 0:
            call.shell(text[bang + 1 :])
        if any(
            word in text for word in ("system(", "shell-command", "call-process", "execute", "python", "lua", "term")
        ):
            yield Deed(R2, call.name, "runs a script of the editor's own")
    for path in asked.words:
        if not path.startswith("+"):
            yield from written(resolved(path, call.scope), remote=call.remote, tool=call.name, whole=False)
