"""Programs around PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.table import listed, table
from codriver.gate.verbs import asks_help, by_table, deed
from codriver.gate.verdict import R2, R3, READ, Deed

_READS = frozenset(
    listed("pg_dump pg_dumpall pg_isready pg_controldata pg_waldump pg_verifybackup pg_config pg_amcheck pg_basebackup")
)
_BUILDS = frozenset(["createdb", "vacuumdb", "reindexdb", "clusterdb", "pgbench", "initdb"])
_CONTROL = table(
    read=(
        "list, history, topology, dsn, query, show-config, version, status, info, cluster show, cluster "
        "crosscheck, node status, node check, service status, check, verify, backup-list, backup-show, "
        "wal-show, wal-verify, list-backup, show-backup, list-server, show-server, diagnose"
    ),
    r2=(
        "restart, reload, pause, resume, edit-config, flush, start, promote-check, backup, backup-push, "
        "stanza-create, wal-push, start-backup, logrotate"
    ),
    r3=(
        "failover, switchover, reinit, remove, stop, promote, restore, expire, delete, recover, node "
        "rejoin, node unregister, standby promote, standby switchover, standby follow, cluster cleanup, "
        "primary unregister, demote-cluster, promote-cluster, backup-fetch, stanza-delete, kill"
    ),
)


def rate(call: Call) -> Iterator[Deed]:
    """Dumps read, builds are R2, restores and failovers R3."""
    name = call.name
    if asks_help(call.args) or name in _READS:
        yield deed(READ, name, "")
    elif name in _BUILDS:
        yield deed(R2, name, "")
    elif name == "pg_restore":
        asked = taken(call.args, listed("-d --dbname -f -j -h -U -p -n -t"))
        yield deed(R3 if asked.has("-d", "--dbname") else READ, name, "")
    elif name in ("patronictl", "repmgr", "pgbackrest", "wal-g", "barman", "pg_ctl", "pg_ctlcluster"):
        yield from by_table(
            call,
            _CONTROL,
            listed("-c --config -d --dcs-url -f --config-file -D --stanza -U -h -m -l -t -o"),
        )
    else:
        yield deed(R3, name, "")
