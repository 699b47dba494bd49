"""sed: prints, unless it edits in place, writes a file or runs a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.paths import written
from codriver.gate.shell.scope import resolved
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.verdict import R2, Deed

_ADDRESS = r"(?:\d+~\d+|\d+|\$|/(?:[^/\\]|\\.)*/)?(?:,(?:\d+|\$|\+\d+|/(?:[^/\\]|\\.)*/))?\s*!?\s*"
_RUNS = re.compile(rf"(?:^|[;\n{{}}])\s*{_ADDRESS}e\b ?([^\n]*)")
_WRITES = re.compile(rf"(?:^|[;\n{{}}])\s*{_ADDRESS}[wW]\s+([^\n;]+)")
_SUBSTITUTES = re.compile(
    r"s([^\w\s\\])(?:\\.|(?!\1).)*\1((?:\\.|(?!\1).)*)\1([a-zA-Z0-9]*)(?:\s+([^\s;]+))?", re.DOTALL
)


def rate(call: Call) -> Iterator[Deed]:
    """The scripts, and the files that are edited in place."""
    args = [arg for arg in call.args if not re.fullmatch(r"-i.*|--in-place.*|-[nErsuz]*i.*", arg)]
    edits = len(args) < len(call.args)
    asked = taken(args, ("-e", "-f", "--expression", "--file", "-l", "--line-length"))
    scripts = list(asked.values("-e", "--expression"))
    words = [*asked.words, *asked.rest]
    if not scripts and not asked.has("-f", "--file") and words:
        scripts = [words.pop(0)]
    for path in asked.values("-f", "--file"):
        text = call.file(path)
        yield from () if text else (Deed(R2, "sed", f"runs the script {path}, which cannot be seen"),)
        scripts.append(text or "")
    for script in scripts:
        yield from _script(call, script)
    for path in words if edits else ():
        yield from (one for one in written(resolved(path, call.scope), remote=call.remote, tool="sed -i", whole=False))


def _script(call: Call, script: str) -> Iterator[Deed]:
    for found in _SUBSTITUTES.finditer(script):
        if "e" in found[3]:
            yield Deed(R2, "sed", "runs what a substitution makes")
            call.shell(found[2])
        if "w" in found[3] and found[4]:
            yield from written(resolved(found[4], call.scope), remote=call.remote, tool="sed")
    plain = _SUBSTITUTES.sub("", script)
    for found in _RUNS.finditer(plain):
        if found[1].strip():
            call.shell(found[1])
        else:
            yield Deed(R2, "sed", "runs the lines that it reads")
            call.shell(call.stdin or UNKNOWN)
    for found in _WRITES.finditer(plain):
        yield from written(resolved(found[1].strip(), call.scope), remote=call.remote, tool="sed")
