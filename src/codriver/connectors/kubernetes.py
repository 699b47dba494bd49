"""Kubernetes, asked over its API (written for 1.24 to 1.34): workloads, rollouts, events, logs of pods in trouble.

What it looks for: deployments, stateful and daemon sets, replica sets (the revisions), pods, events, services, nodes,
and when config maps and secrets changed: of those only the metadata is asked for, no value leaves the cluster. The
logs of pods that restart or are not ready. Needs: `get` and `list` on these in the namespaces asked about (the built-in
role `view`, plus `list` of secrets when `secrets = true`) and `get` on `pods/log`; nodes need a cluster role. A
kubeconfig that runs a program for a token is not obeyed: use `kubectl proxy`, or a service account's token. When it is
wrong: events are forgotten by the cluster after an hour.
"""

import os
from collections.abc import Iterator
from functools import partial
from typing import Any

from codriver.access.http.answers import Answer
from codriver.access.http.login import Login
from codriver.access.kubeconfig import cluster
from codriver.connectors import Document, Fact, Source
from codriver.errors import SourceError
from codriver.model import Change, ChangeKind, Scope, Stage
from codriver.telemetry.moments import moment
from codriver.telemetry.rows import LogBlock

NAME = "kubernetes-api"
GIVES = ("deploys", "topology", "events")
SETTINGS = {
    "namespaces": "which namespaces: a list; all of them when not said",
    "context": "which context of the kubeconfig; the current one when not said",
    "secrets": "true: ask when secrets changed too (metadata only)",
    "logs": "of how many pods in trouble the last log lines are read (10)",
}
URL = "http://127.0.0.1:8001"
PROBE = ("/version", b'"gitVersion"')
EXAMPLE = """\
url = "http://127.0.0.1:8001"
namespaces = ["shop"]
"""

KINDS = (
    ("apis/apps/v1", "deployments"),
    ("apis/apps/v1", "replicasets"),
    ("apis/apps/v1", "statefulsets"),
    ("apis/apps/v1", "daemonsets"),
    ("api/v1", "pods"),
    ("api/v1", "events"),
    ("api/v1", "services"),
    ("apis/autoscaling/v2", "horizontalpodautoscalers"),
)
_METADATA = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"
_REVISION = "deployment.kubernetes.io/revision"
PAGE, MOST_PAGES, LOGS, TAIL, LOG_BYTES = 500, 8, 10, 500, 512 * 1024


def find(settings: dict[str, object]) -> tuple[str, Login]:
    """Where the cluster is when codriver.toml does not say: from the kubeconfig, or from inside a pod."""
    found = cluster(os.environ, str(settings.get("context", "")))
    return found.url, found.login


def fetch(source: Source, scope: Scope) -> Iterator[Fact | Document]:
    """The objects as the API lists them, rollouts and changed configuration as changes, logs of pods in trouble.

    Raises:
        SourceError: it does not answer, or may not be asked about the first kind of object.
    """
    wanted = [(group, kind, space) for space in source.texts("namespaces") or ("",) for group, kind in KINDS]
    wanted.append(("api/v1", "nodes", ""))
    refused: list[SourceError] = []
    pods: list[dict[str, Any]] = []
    for (_, kind, _), found in zip(
        wanted, source.at_once([partial(_list, source, *one) for one in wanted]), strict=True
    ):
        if isinstance(found, SourceError):
            refused.append(found)
            yield source.gap(kind, found.message, found.hint)
            continue
        for answer in found:
            yield Document(answer.url, answer.body)
            rows = _items(answer)
            pods += rows if kind == "pods" else ()
            yield from _rollouts(source, scope, answer, rows) if kind == "replicasets" else ()
    if len(refused) == len(wanted):
        raise refused[0]
    yield from _configuration(source, scope)
    yield from _logs(source, pods)


def _list(source: Source, group: str, kind: str, space: str) -> list[Answer] | SourceError:
    """Every page of a list; a refusal is handed back, since other kinds may be allowed."""
    path = f"/{group}/namespaces/{space}/{kind}" if space else f"/{group}/{kind}"
    found: list[Answer] = []
    more = ""
    try:
        for _ in range(MOST_PAGES):
            asked = {"limit": PAGE, **({"continue": more} if more else {})}
            answer = source.http.get(path, asked, needs=f"`list` on {kind}{f' in {space}' if space else ''}")
            answer.rows("items")
            found.append(answer)
            more = str((answer.table().get("metadata") or {}).get("continue") or "")
            if not more:
                break
    except SourceError as error:
        return error
    return found


def _items(answer: Answer) -> list[dict[str, Any]]:
    return [one for one in answer.rows("items") if isinstance(one.get("metadata"), dict)]


def _rollouts(source: Source, scope: Scope, answer: Answer, rows: list[dict[str, Any]]) -> Iterator[Change]:
    """Each new replica set of a deployment is a rollout: its image is what runs since, the revision before what ran."""
    since, until = source.times(scope, changes=True)
    by_owner: dict[str, list[tuple[int, int, dict[str, Any]]]] = {}
    for place, row in enumerate(rows):
        owners = row["metadata"].get("ownerReferences") or ()
        owner: dict[str, Any] = next((one for one in owners if one.get("kind") == "Deployment"), {})
        number = str((row["metadata"].get("annotations") or {}).get(_REVISION, ""))
        if owner and number.isdigit():
            key = f"{row['metadata'].get('namespace', '')}/{owner.get('name', '')}"
            by_owner.setdefault(key, []).append((int(number), place, row))
    for key, revisions in sorted(by_owner.items()):
        ordered = sorted(revisions, key=lambda one: one[0])
        for before, (revision, place, row) in zip([None, *ordered], ordered, strict=False):
            at = moment(row["metadata"].get("creationTimestamp"))
            if at is None or not since <= at <= until or before is None:
                continue
            image, was = _images(row), _images(before[2])
            name = key.partition("/")[2]
            yield Change(
                kind=ChangeKind.DEPLOY if image != was else ChangeKind.CONFIG,
                stage=Stage.DEPLOYED,
                service=name,
                at=at,
                what=f"rollout of {name}, revision {revision}" + ("" if image != was else " (same image)"),
                source=NAME,
                cites=(answer.cite(NAME, f"/items/{place}/metadata", row["metadata"].get("name"), image),),
                version=_tag(image),
                previous=_tag(was),
            )


def _images(row: dict[str, Any]) -> str:
    spec = (((row.get("spec") or {}).get("template") or {}).get("spec") or {}).get("containers") or ()
    return ",".join(str(one.get("image", "")) for one in spec if isinstance(one, dict))


def _tag(image: str) -> str:
    first = image.partition(",")[0]
    return first.rpartition("@")[2] if "@" in first else first.rpartition(":")[2] or first


def _configuration(source: Source, scope: Scope) -> Iterator[Fact]:
    """When config maps (and secrets, when asked for) changed, and by whom; their values are not even asked for."""
    since, until = source.times(scope, changes=True)
    kinds = ("configmaps", *(("secrets",) if source.settings.get("secrets") else ()))
    for space in source.texts("namespaces") or ("",):
        for kind in kinds:
            path = f"/api/v1/namespaces/{space}/{kind}" if space else f"/api/v1/{kind}"
            try:
                headers = {"accept": _METADATA}
                answer = source.http.get(path, {"limit": PAGE}, needs=f"`list` on {kind}", headers=headers)
                rows = answer.rows("items")
            except SourceError as error:
                yield source.gap(f"changes of {kind}", error.message, error.hint)
                continue
            for place, row in enumerate(rows):
                metadata = row.get("metadata") or {}
                at, by = _last_touched(metadata)
                if at is None or not since <= at <= until or str(metadata.get("name", "")).startswith("kube-"):
                    continue
                yield Change(
                    kind=ChangeKind.CONFIG,
                    stage=Stage.DEPLOYED,
                    service=_service_of(metadata),
                    at=at,
                    what=f"{kind.removesuffix('s')} {metadata.get('name')} changed",
                    source=NAME,
                    cites=(answer.cite(NAME, f"/items/{place}/metadata", metadata.get("name")),),
                    version=str(metadata.get("resourceVersion", "")),
                    by=by,
                )


def _last_touched(metadata: dict[str, Any]) -> tuple[Any, str]:
    touched = [(moment(one.get("time")), str(one.get("manager", ""))) for one in metadata.get("managedFields") or ()]
    touched += [(moment(metadata.get("creationTimestamp")), "")]
    known = [(at, by) for at, by in touched if at is not None]
    return max(known, default=(None, ""))


def _service_of(metadata: dict[str, Any]) -> str:
    labels = metadata.get("labels") or {}
    keys = ("app.kubernetes.io/name", "app", "app.kubernetes.io/instance", "k8s-app")
    return next(
        (str(labels[key]) for key in keys if labels.get(key)), str(metadata.get("name", "")).removesuffix("-config")
    )


def _logs(source: Source, pods: list[dict[str, Any]]) -> Iterator[Fact]:
    """The last lines of pods that restart or are not ready, of the container before the restart where there is one."""
    most = int(source.number("logs", LOGS))
    troubled = sorted((one for one in pods if _unwell(one)), key=lambda one: -_restarts(one))[:most]
    questions = [partial(_log, source, pod, previous=again) for pod in troubled for again in _runs(pod)]
    for block in source.at_once(questions):
        if block is not None:
            yield block


def _unwell(pod: dict[str, Any]) -> bool:
    status = pod.get("status") or {}
    ready = any(one.get("type") == "Ready" and one.get("status") == "True" for one in status.get("conditions") or ())
    return status.get("phase") != "Succeeded" and (not ready or _restarts(pod) > 0)


def _restarts(pod: dict[str, Any]) -> int:
    counts = [one.get("restartCount", 0) for one in (pod.get("status") or {}).get("containerStatuses") or ()]
    return sum(count for count in counts if isinstance(count, int))


def _runs(pod: dict[str, Any]) -> tuple[bool, ...]:
    return (False, True) if _restarts(pod) else (False,)


def _log(source: Source, pod: dict[str, Any], *, previous: bool) -> LogBlock | None:
    metadata = pod["metadata"]
    path = f"/api/v1/namespaces/{metadata.get('namespace', 'default')}/pods/{metadata.get('name')}/log"
    container: dict[str, Any] = next(iter((pod.get("spec") or {}).get("containers") or ()), {})
    asked = {"tailLines": TAIL, "limitBytes": LOG_BYTES, "timestamps": "true", "previous": str(previous).lower()}
    asked |= {"container": container["name"]} if container.get("name") else {}
    try:
        answer = source.http.maybe(path, asked, needs="`get` on pods/log", headers={"accept": "*/*"})
    except SourceError:
        return None  # a pod that never started has no log; what keeps it from starting is told by its events
    service = _service_of(metadata)
    return LogBlock(NAME, answer.url, 1, answer.body, service) if answer and answer.body else None
