"""Other data stores: by verb, or by the statements that they are given."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codriver.gate import sql
from codriver.gate.call import Call
from codriver.gate.guarded import GUARD, is_guarded
from codriver.gate.options import taken
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.table import listed, table
from codriver.gate.verbs import asks_help, by_meaning, by_table, deed
from codriver.gate.verdict import R2, R3, READ, Deed

_SQL = frozenset(
    listed(
        "cqlsh clickhouse-client clickhouse clickhouse-local sqlite3 duckdb cbq snowsql trino presto "
        "sqlcmd sqlplus usql dolt"
    )
)
_TEXTS = listed("-e --execute -q --query -c --command -Q -s --script -cmd --queries-file")
_STATED = listed(
    "-h -u -p --host --port --user --password -d --database -f --file -U -S -P --server --catalog --schema -i -o"
)
"""What else has a value where statements are given."""
VERBS = {
    "etcdctl": table(
        read=(
            "get, watch, endpoint health, endpoint status, endpoint hashkv, member list, alarm list, lease "
            "list, lease timetolive, role list, role get, user list, user get, version, check perf, snapshot "
            "status, snapshot save, auth status, elect -l, help"
        ),
        r1="lease keep-alive",
        r2=(
            "put, defrag, compaction, lease grant, lock, elect, move-leader, alarm disarm, make-mirror, txn, downgrade"
        ),
        r3="del, member, lease revoke, snapshot restore, role, user, auth, rmr",
    ),
    "nodetool": table(
        read=(
            "status, info, ring, tpstats, compactionstats, netstats, tablestats, cfstats, describecluster, "
            "gossipinfo, proxyhistograms, tablehistograms, version, getendpoints, describering, gettimeout, "
            "listsnapshots, failuredetector, getcompactionthroughput, getstreamthroughput, getlogginglevels, "
            "statusbinary, statusgossip, statushandoff, toppartitions, gcstats, getseeds, "
            "getconcurrentcompactors, profileload, viewbuildstatus, clientstats, help, getsstables, "
            "rangekeysample"
        ),
        r1="setlogginglevel, invalidatekeycache, invalidaterowcache, settraceprobability",
        r2=(
            "repair, flush, compact, cleanup, drain, snapshot, scrub, upgradesstables, disablebinary, "
            "enablebinary, setcompactionthroughput, setstreamthroughput, disablegossip, enablegossip, stop, "
            "rebuild, refresh, garbagecollect, pausehandoff, resumehandoff, disableautocompaction, "
            "enableautocompaction, settimeout, reloadlocalschema, stopdaemon"
        ),
        r3="decommission, removenode, assassinate, clearsnapshot, truncatehints, move, import, verify",
    ),
    "ceph": table(
        read=(
            "status, -s, health, df, osd tree, osd df, osd dump, osd stat, osd status, osd perf, mon stat, "
            "mon dump, pg stat, pg dump, quorum_status, versions, fs status, fs ls, log last, config get, "
            "config dump, config show, auth list, auth ls, mgr module ls, osd pool ls, osd pool get, osd pool "
            "stats, crash ls, crash info, device ls, features, time-sync-status, osd find, osd metadata, "
            "tell, orch ls, orch ps, orch status, progress, -w, osd blocked-by, osd utilization, mgr "
            "services, mds stat, -v"
        ),
        r1="crash archive, osd reweight-by-utilization",
        r2=(
            "osd set, osd unset, osd reweight, pg repair, pg scrub, pg deep-scrub, config set, osd in, mgr, "
            "orch, osd pool set, osd crush, balancer, osd ok-to-stop, fs, mds, osd, pg"
        ),
        r3=(
            "osd out, osd down, osd rm, osd purge, osd destroy, osd pool delete, osd pool rm, auth, fs rm, "
            "mon remove, osd lost, osd pool create, orch osd rm, orch host rm, config rm, osd pool rename, "
            "osd tier, fs fail"
        ),
    ),
}


def rate(call: Call) -> Iterator[Deed]:
    """SQL where it is spoken; tables where they are; the meaning of the words elsewhere."""
    if call.name in _SQL:
        yield from _statements(call)
    elif call.name in VERBS:
        yield from by_table(
            call,
            VERBS[call.name],
            listed(
                "--endpoints --cacert --cert --key --user -w --write-out -h -p -u -pw --host --port --id -n -c "
                "--cluster -f --format --command-timeout --dial-timeout --prefix-key"
            ),
        )
    elif call.name == "influx":
        yield from _influx(call)
    elif call.name == "zkCli.sh":
        yield from _zookeeper(call)
    elif call.name == "memcached-tool":
        yield deed(
            READ if call.args[1:2] in ((), ("stats",), ("display",), ("dump",), ("settings",), ("sizes",)) else R3,
            call.name,
            " ".join(call.args[1:2]),
        )
    elif call.name in ("mc", "s3cmd", "s5cmd", "hdfs"):
        words = [arg.lstrip("-") for arg in call.args if not arg.startswith("--")]
        looks = listed(
            "ls la du stat cat head info tree find diff version count text tail report fsck get dfs admin"
        ) & set(words[:2])
        kills = listed("rm del rb rmr expunge mirror sync mv format failover delete") & set(words[:3])
        yield deed(R3 if kills else READ if looks - {"dfs", "admin"} else R2, call.name, " ".join(words[:2]))
    else:
        yield from by_meaning(call)


def _statements(call: Call) -> Iterator[Deed]:
    asked = taken(call.args, (*_TEXTS, *_STATED))
    if asks_help(call.args):
        yield deed(READ, call.name, "--help")
        return
    if call.name in ("sqlite3", "duckdb"):  # one dash begins a whole name
        asked = taken(call.args, ("-cmd", "-c", "-s", "-init", "-separator", "-nullvalue", "-newline"), single=True)
    texts = [*asked.values(*_TEXTS), *(call.file(path) or UNKNOWN for path in asked.values("-init"))]
    files = asked.values("-f", "--file", "-i", "--queries-file")
    texts += [call.file(path) or UNKNOWN for path in files]
    words = [word for word in asked.words if word not in ("client", "local")]
    if call.name in ("sqlite3", "duckdb"):
        texts += words[1:]
    if not texts:
        texts = [UNKNOWN if call.stdin is None else call.stdin]
    for text in texts:
        for command in re.findall(r"(?m)^\s*\.(?:shell|system)\s+(.*)$", text):
            call.shell(command)
        for _ in re.findall(r"(?m)^\s*\.(read|import|restore|load|once|output|backup|save|dump\s*>)", text):
            yield deed(R2, call.name, ".read")
        plain = re.sub(r"(?m)^\s*\.[^\n]*", "", text)
        for one in sql.rated(re.sub(r"(?im)^\s*go\s*$", ";", plain), call.name):
            yield one._replace(tool=GUARD) if one.risk and any(map(is_guarded, words)) else one


def _influx(call: Call) -> Iterator[Deed]:
    """Version 1 speaks in statements, version 2 in verbs."""
    texts = taken(call.args, ("-execute", "-database", "-host", "-port", "-format"), single=True).values("-execute")
    for text in texts:
        yield from sql.rated(text, call.name)
    if not texts:
        yield from by_meaning(call)


def _zookeeper(call: Call) -> Iterator[Deed]:
    words = taken(call.args, ("-server", "-timeout"), single=True).words or tuple((call.stdin or UNKNOWN).split()[:1])
    looks = words[:1] in (
        ("ls",),
        ("get",),
        ("stat",),
        ("getAcl",),
        ("ls2",),
        ("getAllChildrenNumber",),
        ("help",),
        ("version",),
    )
    yield deed(
        READ if looks else R3 if words[:1] in (("delete",), ("deleteall",), ("rmr",), ("setAcl",)) else R2,
        call.name,
        " ".join(words[:1]),
    )
