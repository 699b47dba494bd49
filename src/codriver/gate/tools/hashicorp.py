"""vault, consul, nomad, packer, boundary."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.shell.prints import quoted
from codriver.gate.table import listed, table
from codriver.gate.verbs import by_table
from codriver.gate.verdict import Deed

VERBS = {
    "vault": table(
        read=(
            "read, list, status, version, token lookup, token capabilities, kv get, kv list, kv metadata get, "
            "secrets list, auth list, policy list, policy read, audit list, operator members, operator raft "
            "list-peers, operator key-status, operator diagnose, print, path-help, login, plugin list, plugin "
            "info, lease lookup, operator raft autopilot state, debug, kv metadata list, namespace list, "
            "namespace lookup, monitor, ssh"
        ),
        r2=(
            "lease renew, token renew, operator raft join, unwrap, operator unseal, plugin reload, operator "
            "utilization, token create, kv enable-versioning, agent, server, proxy"
        ),
        r3=(
            "write, delete, kv put, kv patch, kv delete, kv destroy, kv undelete, kv rollback, kv metadata, "
            "secrets, auth, policy, audit, operator, token, lease, plugin, namespace, transit, pki, patch"
        ),
    ),
    "consul": table(
        read=(
            "members, info, catalog, kv get, kv export, health, version, operator raft list-peers, operator "
            "autopilot get-config, operator autopilot state, monitor, rtt, validate, config list, config "
            "read, intention list, intention check, intention get, intention match, acl policy list, acl "
            "policy read, acl token list, acl token read, acl role list, services export, debug, event list, "
            "snapshot inspect, snapshot save, catalog services, catalog nodes, keyring -list, peering list, "
            "peering read, troubleshoot, partition list, namespace list, acl bootstrap-status, watch, connect "
            "ca get-config"
        ),
        r1="maint, reload, force-leave",
        r2=(
            "kv put, kv import, services, config write, event, intention create, lock, exec, join, connect, "
            "peering, login, logout, tls, intention"
        ),
        r3=(
            "kv delete, config delete, intention delete, leave, acl, snapshot restore, operator, keyring, "
            "services deregister, peering delete, connect ca set-config, namespace delete, partition delete"
        ),
    ),
    "nomad": table(
        read=(
            "status, job status, job history, job inspect, job plan, job validate, job allocs, job "
            "deployments, job eval-list, alloc status, alloc logs, alloc fs, alloc checks, node status, "
            "server members, deployment list, deployment status, eval list, eval status, version, monitor, "
            "operator raft list-peers, operator autopilot get-config, operator autopilot health, plan, "
            "validate, inspect, logs, fs, volume status, namespace list, namespace status, acl token self, "
            "acl policy list, acl policy info, ui, operator metrics, operator api, var list, var get, quota "
            "status, service list, service info, plugin status, operator debug, agent-info, job periodic "
            "status, job scaling-events, scaling policy list, operator snapshot inspect, operator snapshot "
            "save, system status"
        ),
        r1="alloc restart, alloc signal, alloc stop, node eligibility, stop-alloc",
        r2=(
            "job run, run, job scale, job revert, job promote, job restart, job dispatch, job periodic, job "
            "eval, deployment, node drain, node config, alloc exec, exec, system, var put, scaling, volume "
            "register, volume create, job, eval, alloc, node, tls, var"
        ),
        r3=(
            "job stop, stop, job deployment fail, namespace delete, volume delete, volume deregister, volume "
            "detach, acl, operator, server, var purge, quota, namespace, sentinel, job purge, volume"
        ),
    ),
    "packer": table(read="validate, inspect, version, fmt, fix, console, plugins", r1="init", r2="build", r3=""),
    "boundary": table(
        read=(
            "targets list, targets read, sessions list, sessions read, version, authenticate, hosts list, "
            "search, scopes list"
        ),
        r2="connect, sessions cancel, targets, hosts",
        r3="users, roles, accounts, scopes, credentials, credential-stores, database, auth-methods",
    ),
}
_VALUED = listed(
    "-address -namespace -token -ca-cert -format -field -mount -http-addr -datacenter -region "
    "-token-file -output -job -task -tls-server-name -detailed -id -wrap-ttl -partition"
)


def rate(call: Call) -> Iterator[Deed]:
    """By verb; what `consul exec`, `nomad alloc exec` and `consul lock` start is followed."""
    asked = taken(call.args, _VALUED, single=True)
    words = list(asked.words)
    if words[:2] == ["alloc", "exec"] and len(words) > 3:  # noqa: PLR2004 - the command stands behind the allocation
        call.start(words[3:], remote=True)
        return
    if call.name == "consul" and words[:1] in (["exec"], ["lock"], ["watch"]) and len(words) > 1:
        call.shell(" ".join(map(quoted, words[2 if words[0] == "lock" else 1 :])), remote=True, many=True)
    yield from by_table(call, VERBS.get(call.name, VERBS["vault"]), _VALUED, single=True)
