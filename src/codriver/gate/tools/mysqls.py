"""Programs around MySQL."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate import sql
from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.table import listed, table
from codriver.gate.verbs import asks_help, by_table, deed
from codriver.gate.verdict import R1, R2, R3, READ, Deed

_READS = frozenset(["mysqldump", "mariadb-dump", "mysqlbinlog", "mydumper", "pt-query-digest", "xtrabackup"])
_ADMIN = table(
    read="status, ping, processlist, extended-status, variables, version, debug",
    r1="flush-logs, kill",
    r2=(
        "flush-hosts, flush-tables, flush-privileges, flush-status, flush-threads, refresh, reload, "
        "create, start-slave, start-replica"
    ),
    r3="shutdown, drop, password, stop-slave, stop-replica, flush-all",
)


def rate(call: Call) -> Iterator[Deed]:
    """Dumps read; a check reads unless it repairs; the admin tool by its verb; changes of structure R2."""
    name = call.name
    asked = taken(call.args, listed("-h -u -P -S -i --host --user -e --execute -c --port"))
    if asks_help(call.args) or name in _READS:
        yield deed(READ, name, "")
    elif name in ("mysqladmin", "mariadb-admin"):
        for one in by_table(call, _ADMIN, listed("-h -u -P -S -i -c --host --user --port")):
            yield one._replace(risk=R2) if one.risk == R1 and "," in " ".join(asked.words) else one
    elif name == "mysqlcheck":
        yield deed(R2 if asked.has("-r", "--repair", "-o", "--optimize", "--auto-repair") else READ, name, "")
    elif name == "mysqlshow":
        yield deed(READ, name, "")
    elif name == "mysqlshell" and asked.values("-e", "--execute"):
        for text in asked.values("-e", "--execute"):
            yield from sql.rated(text, name, mysql=True)
    elif asked.has("--dry-run", "--print") and not asked.has("--execute"):
        yield deed(READ, name, "--dry-run")
    else:
        yield deed(R3 if name in ("pt-archiver", "myloader", "orchestrator-client") else R2, name, "")
