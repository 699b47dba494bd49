"""argocd."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.table import listed, table
from codriver.gate.verbs import by_table, deed, rehearses
from codriver.gate.verdict import READ, Deed

_VALUED = listed(
    "--server --auth-token --grpc-web-root-path --config --header -H --plugins --revision --timeout "
    "-o --output -p --project -l --selector --resource --label --app-namespace -N --local "
    "--local-repo-root --kube-context --argocd-context --core-context --prompts-enabled --group "
    "--kind --namespace --resource-name --patch --patch-type -n --source-position --name --repo "
    "--path --dest-server --dest-namespace"
)
VERBS = table(
    read=(
        "app get, app list, app diff, app history, app logs, app manifests, app resources, app wait, app "
        "get-resource, app actions list, app edit-list, cluster list, cluster get, repo list, repo get, "
        "repocreds list, proj list, proj get, proj role list, proj role get, account list, account get, "
        "account get-user-info, account can-i, version, context, login, logout, relogin, appset list, "
        "appset get, admin settings, admin dashboard, admin export, completion, cert list, gpg list, gpg "
        "get, app listresources, appset generate, app help"
    ),
    r2=(
        "app sync, app rollback, app set, app unset, app create, app patch, app edit, app actions run, "
        "app terminate-op, app add-source, app remove-source, app patch-resource, appset create, appset "
        "update, cluster set, repo add, proj set, proj edit, admin app, app confirm-deletion"
    ),
    r3=(
        "app delete, app delete-resource, appset delete, cluster rm, cluster add, cluster rotate-auth, "
        "repo rm, repocreds, proj delete, proj role, account, proj create, cert, gpg, admin, proj "
        "windows, proj add-destination, proj remove-destination, proj"
    ),
)


def rate(call: Call) -> Iterator[Deed]:
    """By verb; `sync --dry-run` changes nothing."""
    asked = taken(call.args, _VALUED)
    if rehearses(asked, "--dry-run"):
        yield deed(READ, call.name, " ".join((*asked.words[:2], "--dry-run")), why="persists nothing")
        return
    yield from by_table(call, VERBS, _VALUED)
