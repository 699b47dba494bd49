"""tar, zip, gzip and their like: they write files, and can start programs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.paths import is_scratch, is_tree, removed, written
from codriver.gate.shell.scope import resolved
from codriver.gate.verdict import R2, Deed

_RUNS = (
    "--to-command",
    "--use-compress-program",
    "-I",
    "--checkpoint-action",
    "--info-script",
    "-F",
    "--new-volume-script",
    "--rsh-command",
)
_LISTS = re.compile(r"-?-?(t[a-zA-Z]*|list|l|-l|test|tvf|tzf)")


def rate(call: Call) -> Iterator[Deed]:
    """Where the result lies; extracting over a system is R2."""
    asked = taken(call.args, ("-f", "-C", "-d", "--file", "--directory", *_RUNS))
    for text in asked.values(*_RUNS):
        call.shell(text.removeprefix("exec="))
    _tested(call)
    first = call.args[0] if call.args else ""
    if (
        "--help" in call.args
        or _LISTS.fullmatch(first)
        or ({"-l", "-t", "--list", "-c", "-k", "--stdout"} & set(call.args) and call.name != "tar")
    ):
        return
    if call.name == "tar" and asked.has("--remove-files"):
        for path in asked.words:
            yield removed(resolved(path, call.scope), remote=call.remote, tool="tar")
    paths = [
        resolved(path, call.scope)
        for path in (*asked.values("-f", "-C", "-d", "--file", "--directory"), *asked.words)
        if path != "-"
    ]
    outside = [path for path in paths if not (is_tree(path) or is_scratch(path))]
    creates = call.name in ("tar", "zip", "7z") and re.match(r"-?[a-zA-Z]*c|--create|a$|-r", first)
    if creates:
        for path in asked.values("-f", "--file") or paths[:1]:
            yield from written(resolved(path, call.scope), remote=call.remote, tool=call.name, saved=True)
    elif outside or call.remote:
        yield Deed(R2, call.name, f"changes {', '.join(outside[:2]) or 'files'}")
    else:
        for path in paths[:1] or ["."]:
            yield from written(path, remote=call.remote, tool=call.name, whole=False)


def _tested(call: Call) -> None:
    """`zip -TT command` checks the archive with it."""
    for place, arg in enumerate(call.args[:-1]):
        if arg in ("-TT", "--unzip-command"):
            call.shell(call.args[place + 1])
