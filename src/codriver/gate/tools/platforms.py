"""Tools around Kubernetes and service meshes."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.paths import written
from codriver.gate.shell.scope import resolved
from codriver.gate.table import listed, looked_up, table
from codriver.gate.verbs import by_meaning, by_table, deed, rehearses
from codriver.gate.verdict import R1, R2, READ, Deed

_LOOK_ONLY = frozenset(
    listed("stern kubetail popeye kubescape kube-capacity kubeconform hubble helm-diff kubefwd cmctl-status")
)
VERBS = {
    "istioctl": table(
        read=(
            "proxy-status, ps, proxy-config, pc, analyze, version, describe, x describe, experimental "
            "describe, validate, dashboard, d, bug-report, x precheck, precheck, manifest generate, manifest "
            "diff, profile list, profile dump, x metrics, experimental metrics, tag list, x check-inject, "
            "kube-inject, x internal-debug, remote-clusters, ztunnel-config, waypoint list, waypoint status, "
            "authz, x authz, verify-install, operator dump, admin log"
        ),
        r2="install, upgrade, manifest apply, tag, create-remote-secret, x, experimental, waypoint, operator, admin",
        r3="uninstall, x uninstall, operator remove, x remove-from-mesh, waypoint delete",
    ),
    "linkerd": table(
        read=(
            "check, version, stat, top, tap, edges, routes, endpoints, identity, viz, diagnostics, authz, "
            "profile, install, inject, uninject, metrics, get, upgrade, multicluster gateways, multicluster "
            "check, prune, uninstall"
        ),
        r2="multicluster, jaeger",
    ),
    "flux": table(
        read=(
            "get, logs, events, stats, trace, tree, check, version, diff, export, build, debug, envsubst, "
            "list, completion"
        ),
        r1="",
        r2="reconcile, suspend, resume, create, push, pull, tag, install, bootstrap, migrate",
        r3="delete, uninstall",
    ),
    "argo": table(
        read=(
            "list, get, logs, lint, watch, wait, version, template list, template get, cron list, cron get, "
            "archive list, archive get, node get, auth token"
        ),
        r1="",
        r2="submit, resume, suspend, retry, resubmit, stop, terminate, cron, template, node",
        r3="delete, archive delete, template delete, cron delete",
    ),
    "crictl": table(
        read=(
            "ps, pods, images, logs, inspect, inspectp, inspecti, stats, statsp, info, version, events, "
            "imagefsinfo, port-forward, img, config"
        ),
        r1="stop, start",
        r2="exec, create, runp, stopp, update, pull, attach, checkpoint",
        r3="rm, rmp, rmi",
    ),
    "kubeadm": table(
        read=(
            "version, config print, config view, certs check-expiration, token list, upgrade plan, upgrade "
            "diff, config images list, kubeconfig"
        ),
        r2="upgrade, certs, join, config",
        r3="reset, init, token",
    ),
    "talosctl": table(
        read=(
            "get, health, dashboard, logs, dmesg, list, read, containers, disks, memory, mounts, processes, "
            "service, stats, time, version, etcd members, etcd status, etcd alarm list, kubeconfig, config, "
            "events, netstat, support, usage, inspect"
        ),
        r1="restart",
        r2="apply-config, patch, edit, upgrade, upgrade-k8s, etcd defrag, etcd snapshot, image",
        r3=(
            "reset, reboot, shutdown, bootstrap, etcd remove-member, etcd leave, etcd forfeit-leadership, "
            "rollback, wipe"
        ),
    ),
    "cilium": table(
        read=(
            "status, version, connectivity, hubble, sysdump, endpoint list, endpoint get, bpf, config view, "
            "service list, policy get, monitor, node list, identity list, bgp, features, clustermesh status, "
            "encryption status, encrypt status"
        ),
        r2="install, upgrade, config, enable, disable, clustermesh, policy",
        r3="uninstall, policy delete",
    ),
    "sops": table(read="-d, --decrypt, decrypt, filestatus", r1="-e, encrypt, edit, updatekeys, set, -r, rotate"),
    "velero": table(
        read=(
            "get, describe, version, backup get, backup describe, backup logs, restore get, restore describe, "
            "restore logs, schedule get, backup download, debug, backup-location get"
        ),
        r2="backup create, schedule, backup-location, snapshot-location, create, install, plugin, repo",
        r3="delete, restore create, backup delete, restore delete, uninstall, schedule delete",
    ),
}


_VALUED = listed(
    "-n --namespace -c --context --kubeconfig --nodes --endpoints -e --talosconfig -r --runtime-endpoint -i "
    "--image-endpoint -o -f"
)
_RENDER = ("build", "version", "cfg", "fn")


def rate(call: Call) -> Iterator[Deed]:
    """By table, or by the meaning of the words; a switch of context turns every later command elsewhere."""
    name = call.name
    asked = taken(call.args, _VALUED)
    if name == "crictl" and asked.words[:1] == ("exec",) and len(asked.words) > 2:  # noqa: PLR2004 - exec, id, command
        call.start(asked.words[2:], remote=True)
    elif name in _LOOK_ONLY or name == "ytt":
        yield deed(READ, name, "")
    elif name in ("kubectx", "kubens"):
        yield deed(R1 if asked.words else READ, name, "", why="turns later commands elsewhere" if asked.words else "")
    elif name == "gpg" and any(arg.startswith(("--delete", "--edit", "--import", "--send")) for arg in call.args):
        yield deed(R2, name, call.args[0], why="changes keys")
    elif name in ("age", "gpg", "kustomize", "kpt"):
        for path in taken(call.args, ("-o", "--output")).values("-o", "--output"):
            yield from written(resolved(path, call.scope), remote=call.remote, tool=name)
        yield deed(READ if asked.words[:1] in tuple((word,) for word in _RENDER) else R1, name, "", local=True)
    elif rehearses(asked, "--dry-run"):
        yield deed(READ, name, "--dry-run")
    elif name in VERBS and (looked_up(asked.words, VERBS[name]) or not asked.words):
        yield from by_table(call, VERBS[name], _VALUED)
    elif name in ("k9s", "k0s"):
        yield deed(R2, name, "", why="is worked by hand: what is done there cannot be seen")
    else:
        yield from by_meaning(call)
