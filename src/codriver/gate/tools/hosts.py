"""Servers and tools of a host: by verb; pipes into sockets are R2 unless they only ask."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.paths import written
from codriver.gate.shell.scope import resolved
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.table import listed, table
from codriver.gate.verbs import by_table, deed
from codriver.gate.verdict import R1, R2, R3, READ, Deed, Risk

_ASKS = re.compile(
    r"^\s*(show|help|info|stats?|ruok|mntr|conf|srvr|cons|dump|envi|version|ping|get|quit|GET |HEAD |uptime|list"
    r"|lru_crawler metadump)\b",
    re.IGNORECASE,
)
_ONLY_READ = frozenset(["jstack", "jstat", "jps", "birdc-show"])
VERBS = {
    "supervisorctl": table(
        read="status, avail, pid, tail, maintail, fg, version, help",
        r1="start, stop, restart, signal",
        r2="reread, update, reload, add, clear",
        r3="remove, shutdown",
    ),
    "pm2": table(
        read="list, ls, l, status, show, describe, info, logs, monit, jlist, prettylist, env, id, report, --version",
        r1="restart, reload, stop, start",
        r2="scale, save, resurrect, startup, flush, update, reset, set, sendSignal, unstartup",
        r3="delete, kill, del",
    ),
    "gitlab-ctl": table(
        read="status, tail, service-list, show-config, check-config, help, version",
        r2="reconfigure, restart, start, stop, hup, registry-garbage-collect",
        r3="cleanse, promote, uninstall, promote-db, pg-upgrade, remove-accounts",
    ),
    "varnishadm": table(
        read=(
            "status, ping, backend.list, ban.list, param.show, vcl.list, vcl.show, panic.show, storage.list, "
            "help, banner, pid"
        ),
        r2="ban, vcl.use, vcl.load, param.set, backend.set_health, start, vcl.discard, vcl.state",
        r3="stop",
    ),
    "rndc": table(
        read="status, stats, recursing, zonestatus, dumpdb, showzone, validation check",
        r2=(
            "reload, reconfig, flush, flushname, notify, refresh, sync, thaw, freeze, retransfer, trace, "
            "notrace, querylog, flushtree"
        ),
        r3="stop, halt, delzone, addzone, modzone, signing, dnssec",
    ),
    "unbound-control": table(
        read=(
            "status, stats, stats_noreset, dump_cache, list_forwards, list_local_zones, list_stubs, lookup, "
            "get_option, dump_infra, dump_requestlist"
        ),
        r2="reload, flush, flush_zone, flush_all, set_option, local_zone, local_data, forward_add, flush_type",
        r3="stop",
    ),
    "postqueue": table(read="-p, -j", r2="-f, -i, -s"),
    "certbot": table(
        read="certificates, plugins, --version, show_account",
        r2="renew, certonly, run, install, enhance, rollback",
        r3="delete, revoke, unregister",
    ),
    "jcmd": table(read="-l, help, VM.version, Thread.print, GC.heap_info, VM.flags, VM.uptime", r1="GC.run"),
    "salt-call": table(
        read="test.ping, grains.items, grains.get, pillar.items, status.uptime",
        r2="state.apply, state.highstate, cmd.run",
    ),
}
VERBS["apachectl"] = VERBS["apache2ctl"] = table(
    read="configtest, status, fullstatus, -t, -S, -M, -v, -V", r1="graceful, restart, start", r2="stop, graceful-stop"
)
_MIGRATES = table(
    read=(
        "status, info, current, history, heads, validate, show, check, migrate:status, showmigrations, "
        "db:status, migrate status, migrate diff, db:migrate:status, migrate:status, list, branches, "
        "version, diff, routes, about, route:list, verify, plan, updatesql, pending, lint, test, notes, "
        "stats"
    ),
    r1="make:migration, generate, makemigrations, create, revision, new",
    r2=(
        "upgrade, migrate, up, apply, deploy, db:migrate, migrate:latest, migrate deploy, update, add, "
        "run, stamp, schema apply, execute, runserver, server, console, db:seed, seed, push, db push, "
        "revert"
    ),
    r3=(
        "downgrade, down, clean, drop, undo, rollback, reset, db:drop, db:reset, db:rollback, "
        "migrate:rollback, migrate reset, repair, drop-all, dropall, redo, db:schema:load, force, "
        "baseline, migrate:fresh, migrate:reset, db:setup, flush, sqlflush, purge"
    ),
)
VERBS |= dict.fromkeys(
    listed(
        "alembic flyway liquibase dbmate goose knex prisma sequelize sequelize-cli typeorm migrate skeema "
        "atlas bytebase rails artisan django-admin manage.py drush wp magento"
    ),
    _MIGRATES,
)


def rate(call: Call) -> Iterator[Deed]:
    """By name: what it does is as different as they are."""
    name = call.name
    if name in ("nc", "ncat", "netcat", "telnet", "socat", "openssl"):
        yield from _socket(call)
    elif name in ("nginx", "haproxy", "httpd", "caddy", "traefik", "envoy", "apachectl", "apache2ctl") and (
        name not in VERBS or {"-k"} & set(call.args)
    ):
        yield _server(call)
    elif name in VERBS:
        yield from by_table(
            call,
            VERBS[name],
            listed("-c -u -p -n -S -T -s -k -x --url -d -path -database --config -e -f --schema -t"),
        )
    elif name in ("salt", "salt-ssh"):
        words = [arg for arg in call.args if not arg.startswith("-")]
        looks = words[1:2] and re.match(
            r"(test\.(ping|version)|grains\.|pillar\.|status\.|disk\.usage|service\.(status|available)|pkg\.version|cp\.get_file_str|network\.(ping|interfaces))",
            words[1],
        )
        if words[1:2] == ["cmd.run"]:
            call.shell(" ".join(words[2:]), remote=True, many=True)
        else:
            yield deed(READ if looks else R2, name, " ".join(words[1:2]))
    elif name in ("puppet", "chef-client", "logrotate", "knife", "bolt"):
        rehearsed = {"--noop", "--why-run", "-W", "-d", "--debug"} & set(call.args) and name != "knife"
        yield deed(READ if rehearsed else R2, name, " ".join(call.args[:2]))
    elif name in ("jmap", "gdb", "lldb") or name in _ONLY_READ:
        yield from _inspected(call)
    elif name == "vtysh":
        texts = taken(call.args, ("-c",)).values("-c")
        yield deed(
            READ if texts and all(text.strip().startswith(("show", "ping")) for text in texts) else R2,
            name,
            " ".join(texts[:1]),
        )
    else:
        yield deed(
            READ if {"-v", "-V", "--version", "-t", "status", "-h", "--help"} & set(call.args[:1]) else R2,
            name,
            " ".join(call.args[:1]),
        )


def _server(call: Call) -> Deed:
    args = set(call.args)
    if args & listed("-t -T -v -V -c version validate -vv -S -M --version configtest") and not args & {
        "-s",
        "-k",
        "-sf",
        "-st",
        "-D",
    }:
        return deed(READ, call.name, "-t")
    return deed(R1 if args & {"reload", "reopen", "graceful"} else R2, call.name, " ".join(call.args[:2]))


def _socket(call: Call) -> Iterator[Deed]:
    args = call.args
    for place, arg in enumerate(args):
        if arg in ("-e", "--exec", "-c", "--sh-exec") and call.name != "openssl" and place + 1 < len(args):
            yield deed(R2, call.name, arg, why="ties a program to the network")
            call.shell(args[place + 1])
        found = re.match(r"(?i)(EXEC|SYSTEM):\"?([^,\"]*)", arg)
        if found:
            yield deed(R2, call.name, arg, why="ties a program to the network")
            call.shell(found[2])
    if call.name == "openssl":
        for place, arg in enumerate(args[:-1]):
            if arg in ("-out", "-keyout"):
                yield from written(resolved(args[place + 1], call.scope), remote=call.remote, tool=call.name)
        if args[:1] == ("base64",) or {"-base64", "-a"} & set(args):
            from codriver.gate.shell.prints import decoded

            call.printed = decoded(call.stdin or UNKNOWN) if "-d" in args else UNKNOWN
        if args[:1] == ("s_client",) and re.search(f"{UNKNOWN}|POST|PUT|DELETE|PATCH", call.stdin or ""):
            yield deed(R2, call.name, "s_client", why="says to a server what is fed in")
        return
    yield deed(_spoken(call), call.name, " ".join(args[:2]), why="speaks to a server")


def _spoken(call: Call) -> Risk:
    if {"-z", "-zv", "-vz", "-vzw1", "-h", "-zvw", "-zvw1", "-zvw3"} & set(call.args) or any(
        re.fullmatch(r"-[a-z]*z[a-z0-9]*", arg) for arg in call.args
    ):
        return READ
    if call.stdin is None:
        return READ if call.name == "telnet" else R2
    lines = [line for line in re.split(r"[;\n]", call.stdin) if line.strip()]
    if call.stdin and lines and all(_ASKS.match(line) for line in lines) and UNKNOWN not in call.stdin:
        return READ
    if re.search(r"(?i)\b(flush_all|shutdown|delete|flushall)\b", call.stdin):
        return R3
    scoped = re.match(r"(?i)\s*(disable|enable|set) (server|weight|maxconn server|server) \S+", call.stdin)
    return R1 if scoped and len(lines) == 1 else R2


def _inspected(call: Call) -> Iterator[Deed]:
    asked = taken(call.args, ("-ex", "-x", "-batch", "-p", "-o", "-k", "--eval-command", "-iex"), single=True)
    texts = asked.values("-ex", "-iex", "-o", "-k", "-eval-command")
    acts = any(
        not re.match(r"\s*(bt|backtrace|info|thread|print|p |x/|quit|detach|set pagination|frame|list|where)", text)
        for text in texts
    )
    for text in texts:
        if re.match(r"\s*(shell|!|platform shell)", text):
            call.shell(re.sub(r"^\s*(platform shell|shell|!)", "", text))
    yield deed(
        R2
        if acts or (call.name in ("gdb", "lldb") and not texts)
        else R1
        if call.name != "jstack" and call.name not in _ONLY_READ
        else READ,
        call.name,
        "",
        why="halts a running program",
    )


_ = R3
