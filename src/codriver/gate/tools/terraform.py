"""terraform, tofu and terragrunt."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.table import listed, table
from codriver.gate.verbs import by_table, deed
from codriver.gate.verdict import R2, R3, Deed

_VALUED = listed(
    "-chdir -target -var -var-file -out -state -state-out -backup -lock-timeout -parallelism -replace "
    "-backend-config -plugin-dir -from-module -excludes -filter -working-dir -terragrunt-working-dir "
    "-terragrunt-config -config"
)
VERBS = table(
    read=(
        "plan, show, output, validate, version, providers, graph, state list, state show, state pull, "
        "workspace list, workspace show, metadata, get, fmt, test, console, help, login, logout, hclfmt, "
        "render-json, output-module-groups, hclvalidate, graph-dependencies, validate-inputs, "
        "terragrunt-info, find, list, run-all plan, run-all output, run-all validate"
    ),
    r1="init, providers lock, providers mirror, hcl, scaffold",
    r2=(
        "apply, import, refresh, taint, untaint, workspace, state mv, state replace-provider, state, "
        "force-unlock, run-all, run, all, stack, cloud, env"
    ),
    r3="destroy, state push, workspace delete, run-all destroy, apply-all, destroy-all",
)
LOCAL = frozenset({"init", "providers", "fmt", "get"})


def rate(call: Call) -> Iterator[Deed]:
    """By verb; `-destroy` makes an apply a destroy."""
    asked = taken(call.args, _VALUED, single=True)
    destroys = (asked.has("-destroy") and asked.words[:1] == ("apply",)) or "destroy" in asked.words
    if destroys and not asked.has("-help") and asked.words[:1] != ("plan",):
        yield deed(R3, call.name, "destroy")
        return
    for one in by_table(call, VERBS, _VALUED, single=True):
        local = bool(asked.words) and asked.words[0] in LOCAL
        yield one._replace(local=local)
    if asked.has("-replace") and asked.words[:1] == ("apply",):
        yield deed(R2, call.name, "apply -replace")
