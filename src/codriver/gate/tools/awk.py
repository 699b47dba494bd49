"""awk: prints, unless its program starts another or writes a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.paths import written
from codriver.gate.shell.scan import unescaped
from codriver.gate.shell.scope import resolved
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.table import listed
from codriver.gate.verdict import R2, Deed

_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_RUNS = re.compile(r"\bsystem\s*\(|\|&?\s*(?:\"|[A-Za-z_(])|\"\s*\|&?\s*getline|\|&?\s*getline|@load|\bclose\s*\(")
_PATTERN = re.compile(r"(^|[{(~&|!,;\n])\s*/(?:[^/\\\n]|\\.)+/")
_WRITES = re.compile(r'>>?\s*"((?:[^"\\]|\\.)*)"')


def rate(call: Call) -> Iterator[Deed]:
    """The program's `system`, pipes and redirections."""
    asked = taken(call.args, listed("-F -v -f -i -E -e --file --source --assign --field-separator"))
    programs = list(asked.values("-e", "--source"))
    for path in asked.values("-f", "--file", "-E"):
        text = call.file(path)
        yield from () if text else (Deed(R2, "awk", f"runs the program {path}, which cannot be seen"),)
        programs.append(text or "")
    if not programs:
        programs = [next(iter((*asked.words, *asked.rest)), "")]
    for program in programs:
        yield from _program(call, program)


def _program(call: Call, program: str) -> Iterator[Deed]:
    plain = _PATTERN.sub(r"\1", program).replace("||", "  ")
    if UNKNOWN in program and re.search(r"system|\|", plain):
        yield Deed(R2, "awk", "may run what is not known")
    if _RUNS.search(plain):
        texts = [unescaped(text) for text in _STRING.findall(program)]
        built = re.search(r"system\s*\(\s*[^\")]|\|\s*[A-Za-z_(]|\"\s+\$|\$\d+\s+\"|\"\s*\w+\s*\"", plain)
        if built or not texts:
            yield Deed(R2, "awk", "runs a command that it puts together")
        for text in (*texts, " ".join(texts)):
            call.shell(text + (UNKNOWN if text.endswith(" ") else ""))
    for path in _WRITES.findall(plain):
        if path != "/dev/stderr":
            yield from written(resolved(path, call.scope), remote=call.remote, tool="awk")
