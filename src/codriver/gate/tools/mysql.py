"""mysql and mariadb: the SQL that they are given."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codriver.gate import sql
from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.table import listed
from codriver.gate.verbs import deed
from codriver.gate.verdict import READ, Deed

_VALUED = listed(
    "-h -P -u -D -e -S --host --port --user --database --execute --socket --defaults-file "
    "--defaults-extra-file --defaults-group-suffix --login-path --default-character-set "
    "--init-command --protocol --delimiter --pager --tee --ssl-ca --ssl-cert --ssl-key --ssl-mode "
    "--prompt --connect-timeout"
)


def rate(call: Call) -> Iterator[Deed]:
    """What `-e`, `--init-command` or standard input hold."""
    asked = taken([arg for arg in call.args if not re.fullmatch("-p.+", arg)], _VALUED)
    if asked.has("--help", "-?", "--version", "-V", "-I"):
        yield deed(READ, call.name, "--help")
        return
    texts = list(asked.values("-e", "--execute"))
    if not texts:
        texts = [UNKNOWN if call.stdin is None else call.stdin]
    for pager in asked.values("--pager"):
        call.shell(pager)
    for text in (*texts, *asked.values("--init-command")):
        yield from _commands(call, text)


def _commands(call: Call, text: str) -> Iterator[Deed]:
    for command in re.findall(r"(?m)^\s*(?:\\!|system|\\P|pager)\s+([^\n;]*)", text):
        call.shell(command)
    for path in re.findall(r"(?m)^\s*(?:\\\.|source)\s+([^\n;]+)", text):
        found = call.file(path.strip())
        yield from sql.rated(UNKNOWN if found is None else found, call.name, mysql=True)
    plain = re.sub(r"(?m)^\s*(?:\\[!.P]|system|pager|source)\s+[^\n;]*", "", text)
    yield from sql.rated(re.sub(r"\\[gG]", ";", plain), call.name, mysql=True)
