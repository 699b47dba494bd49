"""kubectl (and oc): by verb, by kind of object, and by how many objects it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from codriver.gate.call import Call
from codriver.gate.options import Taken, taken
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.table import listed, looked_up, table
from codriver.gate.verbs import asks_help, deed, rehearses
from codriver.gate.verdict import R1, R2, R3, READ, Deed, Risk

_VALUED = frozenset(
    listed(
        "-n --namespace --context --cluster --user --kubeconfig -s --server --token --as --as-group "
        "--as-uid --cache-dir --certificate-authority --client-certificate --client-key --request-timeout "
        "--tls-server-name -v --v --profile --profile-output --log-dir --vmodule -o --output -l "
        "--selector -f --filename -k --kustomize -c --container -p --patch --patch-file --type --replicas "
        "--current-replicas --resource-version --timeout --grace-period --field-selector --tail --since "
        "--since-time --max-log-requests --limit-bytes --sort-by --template -L --label-columns "
        "--chunk-size --raw --to-revision --revision --image --port --target-port --name --from "
        "--from-literal --from-file --from-env-file --overrides --restart --env --labels --annotations "
        "--field-manager --address --subresource --cascade --pod-selector --min --max --cpu-percent "
        "--clusterrole --role --serviceaccount --group --verb --resource --for --schedule --requests "
        "--limits --target --image-pull-policy --command-timeout --pod-running-timeout --prefix "
        "--show-managed-fields --hostname --protocol --external-ip --cluster-ip --session-affinity "
        "--filename-pattern --host --from-user --from-group -e --containers --keys --prune-allowlist "
        "--applyset --copy-to --set-image --duration"
    )
) - {"--show-managed-fields", "--prefix"}
_FLAGS = {
    "exec": {"-e"},
    "logs": {"-p", "-f"},
    "get": set[str](),
    "debug": set[str](),
}  # of these verbs without a value
VERBS = table(
    read=(
        "get, describe, logs, log, top, explain, api-resources, api-versions, version, cluster-info, "
        "diff, auth can-i, auth whoami, config view, config get-contexts, config current-context, config "
        "get-clusters, config get-users, rollout status, rollout history, wait, port-forward, proxy, "
        "events, options, completion, kustomize, plugin, status, whoami, project, projects, who-can, "
        "tree, neat, stern, ctx, ns, argo rollouts get, argo rollouts status, argo rollouts list, argo "
        "rollouts version, resource-capacity, view-secret, adm top, explain, convert, set-last-applied "
        "view, apply view-last-applied, cnpg status, cert-manager status"
    ),
    r1="cordon, uncordon, annotate, label, config, krew",
    r2=(
        "drain, taint, rollout, scale, apply, create, patch, edit, set, replace, expose, autoscale, run, "
        "debug, cp, attach, rsync, rsh, start-build, new-app, tag, import, argo rollouts, certificate, "
        "adm, restart, node-shell, login, cnpg"
    ),
    r3=(
        "delete, auth reconcile, certificate approve, certificate deny, create clusterrolebinding, create "
        "clusterrole, create rolebinding, create role, create secret, create serviceaccount, create "
        "token, create sa, set serviceaccount, set sa, set subject, adm policy, policy, cnpg promote, "
        "cnpg destroy, adm migrate, adm prune"
    ),
)
_SCOPED = re.compile(r"(pods?|po)(\.v1)?")
_RESTORED = re.compile(  # what a controller or a deploy brings back, and which holds nothing
    r"(jobs?|cronjobs?|cj|replicasets?|rs|events?|ev|leases?|hpa|horizontalpodautoscalers?|pdb|poddisruptionbudgets?"
    r"|endpoints?|ep|endpointslices?)(\.[\w.]+)?"
)
_RIGHTS = re.compile(
    r"(cluster)?role(binding)?s?|secrets?|serviceaccounts?|sa|csr|.*webhookconfigurations?|customresourcedefinitions?|crds?"
)
_NODES = re.compile(r"nodes?|no")


def rate(call: Call) -> Iterator[Deed]:
    """The deed of one kubectl command; what `exec` starts is followed in the pod."""
    asked = taken(call.args, _VALUED)
    verb = asked.words[0].lower() if asked.words else ""
    if verb in ("exec", "rsh", "debug", "run", "attach") or UNKNOWN in verb:
        yield from _inside(call, verb)
    if asks_help(call.args) or not asked.words:
        yield deed(READ, call.name, f"{verb} --help")
    elif rehearses(asked, "--dry-run") and verb != "exec":
        yield deed(READ, call.name, f"{verb} --dry-run", why="persists nothing")
    elif verb not in ("exec", "rsh"):
        call.printed = _names(asked, verb)
        found = looked_up(asked.words, VERBS) or (R2, " ".join(asked.words[:2]))
        objects = asked.words[len(found[1].split()) :]
        risk, why = _weighed(call, asked, found, objects)
        yield deed(risk, call.name, found[1], why=why)


def _weighed(call: Call, asked: Taken, found: tuple[Risk, str], objects: Sequence[str]) -> tuple[Risk, str]:
    risk, verb = found
    first = verb.split()[0]
    if first == "delete" or (UNKNOWN in verb and objects):
        return _deletion(asked, objects)
    by_verb = {"rollout": _rollout, "label": _marked, "annotate": _marked, "replace": _replaced, "cp": _copied}
    if first in by_verb and risk:
        return by_verb[first](asked, objects)
    if first in ("apply", "create", "replace"):
        return _manifest(call, asked, risk)
    if first in ("cordon", "uncordon") and (len(objects) != 1 or asked.has("-l", "--selector")):
        return R2, "concerns several nodes"
    guards = first in ("patch", "edit", "set") and any(map(_RIGHTS.fullmatch, _kinds(objects)))
    return (R3, "changes rights, keys or what guards the cluster") if guards else (risk, "")


def _kinds(objects: Sequence[str]) -> list[str]:
    kinds = [name.partition("/")[0].lower() for name in objects if "/" in name]
    first = objects[0].lower() if objects else ""
    return kinds or [kind for kind in first.split(",") if kind]


def _deletion(asked: Taken, objects: Sequence[str]) -> tuple[Risk, str]:
    kinds = _kinds(objects)
    named = [name for name in objects if "/" in name] or list(objects[1:])
    wide = asked.has("--all", "-l", "--selector", "-A", "--all-namespaces", "--field-selector") or len(named) != 1
    if not kinds or asked.has("-f", "--filename", "-k", "--kustomize"):
        return R3, "deletes whatever it is given"
    if all(_SCOPED.fullmatch(kind) for kind in kinds):
        unknown = any(UNKNOWN in name for name in named)
        forced = asked.has("--force") or "0" in asked.values("--grace-period")
        many = wide or (unknown and any(name.endswith("/" + UNKNOWN) for name in named))
        why = "deletes several pods" if many else "kills a pod without waiting for it" if forced else ""
        return (R2 if many or forced else R1), why or "deletes one pod, which its controller replaces"
    if all(_RESTORED.fullmatch(kind) for kind in kinds):
        return R2, "deletes objects"
    return R3, f"deletes {', '.join(kinds)}, with what hangs on it"


def _rollout(asked: Taken, objects: Sequence[str]) -> tuple[Risk, str]:
    back = objects[:1] == ("undo",) or asked.words[1:2] == ("undo",)
    named = [word for word in objects if word != "undo"]
    one = (len(named) == 1 and "/" in named[0]) or (len(named) == 2 and "/" not in named[0])  # noqa: PLR2004 - kind and name
    if back and one and asked.values("--to-revision") and UNKNOWN not in "".join(asked.values("--to-revision")):
        return R1, "rolls one deployment back to a known revision"
    return R2, "acts on every pod of a service"


def _marked(asked: Taken, objects: Sequence[str]) -> tuple[Risk, str]:
    wide = asked.has("--all", "-l", "--selector", "-A", "--all-namespaces", "-f", "--filename")
    names = [name for name in objects if "=" not in name and not name.endswith("-")]
    one = len(names) <= 1 + ("/" not in "".join(names[:1]))
    if _RIGHTS.fullmatch("".join(_kinds(objects)[:1])):
        return R3, "changes what guards the cluster"
    scoped = all(_SCOPED.fullmatch(kind) for kind in _kinds(objects)[:1]) and one and not wide
    return (R1, "marks one pod") if scoped else (R2, "marks what several rely on")


def _replaced(asked: Taken, _objects: Sequence[str]) -> tuple[Risk, str]:
    return (R3, "deletes the object and makes it anew") if asked.has("--force") else (R2, "")


def _copied(asked: Taken, objects: Sequence[str]) -> tuple[Risk, str]:
    del asked
    out = len(objects) == 2 and ":" in objects[0] and ":" not in objects[1]  # noqa: PLR2004 - from and to
    return (READ, "copies out of a pod") if out else (R2, "copies into a pod")


def _manifest(call: Call, asked: Taken, risk: Risk) -> tuple[Risk, str]:
    texts = [_document(call, path) for path in asked.values("-f", "--filename")]
    kinds = {kind.lower() for text in texts for kind in re.findall(r"[\"']?kind[\"']?\s*:\s*[\"']?(\w+)", text or "")}
    if any(_RIGHTS.fullmatch(kind) for kind in kinds):
        return R3, "changes rights, keys or what guards the cluster"
    if asked.has("--prune"):
        return R3, "deletes what is not in the manifests"
    return risk, ""


def _document(call: Call, path: str) -> str | None:
    return call.stdin if path == "-" else call.file(path)


def _names(asked: Taken, verb: str) -> str:
    """`get KIND -o name` prints names of that kind, however many."""
    if verb == "get" and asked.values("-o", "--output") == ("name",) and len(asked.words) > 1:
        return "".join(f"{kind}/{UNKNOWN}\n" for kind in asked.words[1].split(","))
    return UNKNOWN


def _inside(call: Call, verb: str) -> Iterator[Deed]:
    args = list(call.args)
    rest = args[args.index("--") + 1 :] if "--" in args else _behind_the_pod(args, verb)
    if verb == "debug" and any(arg.startswith(("node/", "no/", "nodes/")) for arg in args):
        yield Deed(R2, call.name, "opens a container with the rights of the node")
    if rest:
        call.start(rest, remote=True)
    elif verb in ("exec", "rsh") and not asks_help(args):
        yield Deed(R2, call.name, "opens a shell in a pod: what is typed there cannot be seen")


def _behind_the_pod(args: list[str], verb: str) -> list[str]:
    """The old form: `kubectl exec POD command`."""
    asked = taken(
        args[args.index(verb) + 1 :] if verb in args else (), _VALUED - _FLAGS.get(verb, set()), until_word=True
    )
    return list(asked.rest[1:]) if verb in ("exec", "rsh") else []
