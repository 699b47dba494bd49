"""Helm's release history, read from the cluster that it keeps it in (written for Helm 3 and 4, with secrets).

What it looks for: the labels of the secrets that Helm writes, one for each revision: name, version, status, when. Only
their metadata is asked for; the chart's values never leave the cluster. Needs: `list` on secrets in the namespaces
asked about (Kubernetes cannot allow less than that to see their labels). When it is wrong: Helm keeps ten revisions;
which image or setting a revision changed is not in its labels: the rollout that Kubernetes tells says so.
"""

import os
from collections.abc import Iterator
from typing import Any

from codriver.access.http.answers import Answer
from codriver.access.http.login import Login
from codriver.access.kubeconfig import cluster
from codriver.connectors import Document, Fact, Source
from codriver.model import Change, ChangeKind, Scope, Stage
from codriver.telemetry.moments import moment

NAME = "helm"
GIVES = ("deploys",)
SETTINGS = {
    "namespaces": "which namespaces: a list; all of them when not said",
    "context": "which context of the kubeconfig; the current one when not said",
}
EXAMPLE = """\
url = "http://127.0.0.1:8001"
namespaces = ["shop"]
"""

_METADATA = {"accept": "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"}
_STATUS = {"deployed": "", "superseded": "", "failed": " (failed)"}
_PAGE = 500


def find(settings: dict[str, object]) -> tuple[str, Login]:
    """Where the cluster is when codriver.toml does not say: from the kubeconfig, or from inside a pod."""
    found = cluster(os.environ, str(settings.get("context", "")))
    return found.url, found.login


def fetch(source: Source, scope: Scope) -> Iterator[Fact | Document]:
    """Every revision of every release as a change.

    Raises:
        SourceError: it does not answer, or secrets may not be listed.
    """
    since, until = source.times(scope, changes=True)
    for space in source.texts("namespaces") or ("",):
        path = f"/api/v1/namespaces/{space}/secrets" if space else "/api/v1/secrets"
        asked = {"labelSelector": "owner=helm", "limit": _PAGE}
        needs = f"`list` on secrets{f' in {space}' if space else ''}"
        answer = source.http.get(path, asked, needs=needs, headers=_METADATA)
        for place, row in enumerate(answer.rows("items")):
            change = _change(answer, place, row.get("metadata") or {})
            if change is not None and since <= change.at <= until:
                yield change


def _change(answer: Answer, place: int, metadata: dict[str, Any]) -> Change | None:
    labels = metadata.get("labels") or {}
    at = moment(labels.get("createdAt")) or moment(metadata.get("creationTimestamp"))
    status, version = str(labels.get("status", "")), str(labels.get("version", ""))
    if at is None or status not in _STATUS or not version.isdigit():
        return None
    name = str(labels.get("name", ""))
    return Change(
        kind=ChangeKind.DEPLOY,
        stage=Stage.DEPLOYED,
        service=name,
        at=at,
        what=f"Helm release {name}, revision {version}{_STATUS[status]}",
        source=NAME,
        cites=(answer.cite(NAME, f"/items/{place}/metadata/name", metadata.get("name")),),
        version=f"r{version}",
        previous=f"r{int(version) - 1}" if int(version) > 1 else "",
    )
