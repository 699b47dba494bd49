"""psql: the SQL that it is given, and its own commands that begin with a backslash."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codriver.gate import sql
from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.table import listed
from codriver.gate.verbs import deed
from codriver.gate.verdict import R2, READ, Deed

_VALUED = listed(
    "-c -d -f -h -p -U -v -F -P -R -T -o -L --command --dbname --file --host --port --username --set "
    "--variable --field-separator --pset --record-separator --table-attr --output --log-file -e "
    "--execute --url"
)
_META = re.compile(r"^\s*\\([a-zA-Z!?]+\+?)(.*)$", re.MULTILINE)


def rate(call: Call) -> Iterator[Deed]:
    """What `-c`, `-f` or standard input hold."""
    asked = taken(call.args, [word for word in _VALUED if call.name != "psql" or word not in ("-e", "--execute")])
    if asked.has("--help", "-?", "--version", "-V", "-l", "--list"):
        yield deed(READ, call.name, "--list")
        return
    texts = list(asked.values("-c", "--command", "-e", "--execute"))
    for path in asked.values("-f", "--file"):
        text = call.stdin if path in ("-", "/dev/stdin") else call.file(path)
        texts.append(UNKNOWN if text is None else text)
    if not texts:
        texts = [UNKNOWN if call.stdin is None else call.stdin]
    for text in texts:
        yield from _commands(call, text)


def _commands(call: Call, text: str) -> Iterator[Deed]:
    for name, argument in _META.findall(text):
        yield from _meta(call, name, argument)
    plain = re.sub(r"\\(gx?|watch)\b[^\n;]*", ";", _META.sub("", text))
    yield from sql.rated(plain, call.name)
    if not plain.strip() and not _META.search(text):
        return
    if re.search(r"\\gexec", text):
        yield Deed(R2, call.name, "runs what a query answers")
    if re.search(r"\\(o|g)\s*\|", text) or re.search(r"\\!", text):
        for command in re.findall(r"\\(?:[og]\s*\||!)\s*([^\n]*)", text):
            call.shell(command)


def _meta(call: Call, name: str, argument: str) -> Iterator[Deed]:
    if name == "!":
        call.shell(argument)
    elif name in ("i", "ir", "include", "include_relative"):
        text = call.file(argument.strip())
        yield from sql.rated(UNKNOWN if text is None else text, call.name)
    elif name == "copy":
        yield Deed(
            R2 if re.search(r"\bfrom\b", argument, re.IGNORECASE) else READ, call.name, f"`\\copy{argument[:40]}`"
        )
        if re.search(r"\bprogram\b", argument, re.IGNORECASE):
            yield Deed(R2, call.name, "runs a program")
    elif name in ("password", "gexec", "lo_import", "lo_unlink"):
        yield Deed(R2, call.name, f"`\\{name}`")
