"""helm and helmfile."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.table import listed, table
from codriver.gate.verbs import by_table, deed, rehearses
from codriver.gate.verdict import READ, Deed

_VALUED = listed(
    "-n --namespace --kube-context --kubeconfig --kube-apiserver --kube-as-group --kube-as-user "
    "--kube-token --kube-ca-file --registry-config --repository-cache --repository-config "
    "--burst-limit --qps -f --values --set --set-string --set-file --set-json --set-literal --version "
    "--timeout --history-max --output -o --max --revision --repo --username --password --description "
    "--post-renderer --post-renderer-args -l --selector --environment -e --file --filter --cascade "
    "--wait-for --keyring --destination -d --app-version --ca-file --cert-file --key-file -a "
    "--api-versions --kube-version -s --show-only --output-dir --name-template --depth"
)
VERBS = table(
    read=(
        "list, ls, status, history, hist, get, show, inspect, search, template, lint, diff, version, env, "
        "completion, help, verify, repo list, plugin list, dependency list, dep list, dependency ls, "
        "write-values, build, fetch, charts, cache info"
    ),
    r1="repo, dependency, dep, pull, package, create, plugin, registry, cache, deps",
    r2="install, upgrade, rollback, test, push, apply, sync, repos",
    r3="uninstall, delete, del, un, destroy, purge",
)
LOCAL = frozenset(listed("repo dependency dep pull package create plugin registry cache deps"))


def rate(call: Call) -> Iterator[Deed]:
    """By verb; a dry run changes nothing; charts and repositories of one's own machine are local."""
    asked = taken(call.args, _VALUED)
    for renderer in asked.values("--post-renderer"):
        call.start((renderer,))
    if rehearses(asked, "--dry-run", "--dry-run-option") and asked.words:
        yield deed(READ, call.name, f"{asked.words[0]} --dry-run", why="persists nothing")
        return
    for one in by_table(call, VERBS, _VALUED):
        yield one._replace(local=bool(asked.words) and asked.words[0] in LOCAL)
