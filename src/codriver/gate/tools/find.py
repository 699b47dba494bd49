"""find and fd: what they start for each file, and what they remove."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.paths import removed, written
from codriver.gate.shell.scope import resolved
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.verdict import Deed

_RUNS = ("-exec", "-execdir", "-ok", "-okdir")
_FD_RUNS = ("-x", "--exec", "-X", "--exec-batch")
_WRITES = ("-fprint", "-fprint0", "-fprintf", "-fls")


def rate(call: Call) -> Iterator[Deed]:
    """`-delete` and `-exec` count for the folders that are searched."""
    args = list(call.args)
    roots = _roots(args) or ["."]
    for place, arg in enumerate(args):
        if arg in _RUNS or (call.name != "find" and arg in _FD_RUNS):
            yield from _started(call, args[place + 1 :], roots)
        elif arg == "-delete":
            for root in roots:
                yield removed(_under(root), remote=call.remote, tool=call.name)
        elif arg in _WRITES and place + 1 < len(args):
            yield from written(resolved(args[place + 1], call.scope), remote=call.remote, tool=call.name, saved=True)


def _roots(args: list[str]) -> list[str]:
    roots = []
    for arg in args:
        if arg in ("-H", "-L", "-P", "-D"):
            continue
        if arg.startswith(("-", "(", "!")):
            break
        roots.append(arg)
    return roots


def _under(root: str) -> str:
    return root.rstrip("/") + "/" + UNKNOWN if root.rstrip("/") not in (".", "") else root


def _started(call: Call, rest: list[str], roots: list[str]) -> Iterator[Deed]:
    end = next((place for place, word in enumerate(rest) if word in (";", "+")), len(rest))
    command = rest[:end]
    for root in roots:
        found = _under(resolved(root, call.scope)) if root not in (".", "./") else "./" + UNKNOWN
        argv = [word.replace("{}", found) for word in command]
        if call.name != "find" and not any("{" in word for word in command):
            argv.append(found)
        call.start(argv, stdin="", many=True)
    yield from ()
