"""`kubectl get`: the rows of its tables -> objects that hold what the columns say, and events.

The head tells of what kind the rows are; a name may carry its kind in front (`pod/cart-1`), as `get all` prints it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes.outline import NONE, cut
from codriver.telemetry.kubernetes.thing import Json, Lined, Thing, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_COLUMN = re.compile(r"[^\s](?:[^\s]| (?=\S))*")
EVENT = re.compile(
    r"^(?:(?P<space>[a-z][\w.-]*)\s+)?(?P<age>(?:\d+[dhms])+)(?: \(x(?P<count>\d+) over \S+\))?\s+"
    r"(?P<type>Normal|Warning)\s+(?P<reason>\w+)\s+(?P<object>[a-z.]+/\S+)\s+(?P<message>.*)$"
)
HEAD = re.compile(r"^(NAMESPACE +)?(NAME|LAST SEEN|LASTSEEN|FIRST SEEN) +[A-Z]")
# The first row all of whose columns a table has gives its kind.
KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Event", ("REASON", "OBJECT", "MESSAGE")),
    ("Pod", ("READY", "STATUS", "RESTARTS")),
    ("DaemonSet", ("DESIRED", "CURRENT", "READY", "NODE SELECTOR")),
    ("Deployment", ("READY", "UP-TO-DATE", "AVAILABLE")),
    ("ReplicaSet", ("DESIRED", "CURRENT", "READY")),
    ("Node", ("STATUS", "ROLES", "VERSION")),
    ("Service", ("TYPE", "CLUSTER-IP", "PORT(S)")),
    ("Endpoints", ("ENDPOINTS",)),
    ("PersistentVolumeClaim", ("STATUS", "VOLUME", "ACCESS MODES")),
    ("PersistentVolume", ("CAPACITY", "RECLAIM POLICY", "CLAIM")),
    ("StorageClass", ("PROVISIONER",)),
    ("HorizontalPodAutoscaler", ("REFERENCE", "TARGETS", "MAXPODS")),
    ("ResourceQuota", ("REQUEST", "LIMIT")),
    ("ServiceAccount", ("SECRETS",)),
    ("Secret", ("TYPE", "DATA")),
    ("ConfigMap", ("DATA",)),
    ("StatefulSet", ("READY",)),
)
_SPELT = {
    "po": "Pod", "pod": "Pod", "pods": "Pod", "deployment": "Deployment", "deploy": "Deployment",
    "replicaset": "ReplicaSet", "rs": "ReplicaSet", "statefulset": "StatefulSet", "sts": "StatefulSet",
    "daemonset": "DaemonSet", "ds": "DaemonSet", "job": "Job", "cronjob": "CronJob", "node": "Node",
    "service": "Service", "svc": "Service", "endpoints": "Endpoints", "persistentvolumeclaim": "PersistentVolumeClaim",
    "pvc": "PersistentVolumeClaim", "persistentvolume": "PersistentVolume", "ingress": "Ingress",
    "horizontalpodautoscaler": "HorizontalPodAutoscaler", "configmap": "ConfigMap", "secret": "Secret",
    "poddisruptionbudget": "PodDisruptionBudget", "serviceaccount": "ServiceAccount", "namespace": "Namespace",
}  # fmt: skip
_SHORT = {"RWO": "ReadWriteOnce", "ROX": "ReadOnlyMany", "RWX": "ReadWriteMany", "RWOP": "ReadWriteOncePod"}
_PORT = re.compile(r"(\d+)(?::\d+)?/(\w+)")
_USED = re.compile(r"([\w./-]+): ([^/,\s]+)/([^/,\s]+)")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells by column, and where it stands."""

    cells: dict[str, str]
    place: Lined

    def get(self, column: str) -> str:
        """The cell; empty when the table has no such column, or says that there is none."""
        value = self.cells.get(column, "")
        return "" if value in NONE else value


def tabled(lines: Sequence[str], first: int, *, source: str, name: str, every: Sequence[str]) -> Iterator[Thing]:
    """The objects of one table; its head is the first of these lines."""
    starts = [column.start() for column in re.finditer(r"(?<!\S)\S+(?: [A-Z()-]+)*", lines[0])]
    head = cut(lines[0], starts)
    kind = kind_of(head)
    for number, line in enumerate(lines[1:], first + 1):
        cells = dict(zip(head, cut(line, starts), strict=False))
        row = Row(cells, Lined(source, name, every, {(): number}))
        called = row.get("NAME")
        spelt, slash, bare = called.partition("/")
        of = object_kind(spelt) if slash else kind
        if of == "Event":
            yield _event(row, number)
        elif of and called:
            yield _thing(of, row, bare if slash else called)


def event(lines: Sequence[str], first: int, *, source: str, name: str, every: Sequence[str]) -> Iterator[Thing]:
    """The event in the first of these lines, a row of `kubectl get events` that may have lost its head."""
    seen = EVENT.match(lines[0])
    if seen:
        told = {"NAMESPACE": seen["space"], "LAST SEEN": seen["age"], "COUNT": seen["count"], "TYPE": seen["type"]}
        told |= {"REASON": seen["reason"], "OBJECT": seen["object"], "MESSAGE": seen["message"]}
        cells = {column: cell for column, cell in told.items() if cell}
        yield _event(Row(cells, Lined(source, name, every, {(): first})), first)


def kind_of(head: Sequence[str]) -> str:
    """The kind of object whose table has this head; empty for none that is known."""
    return next((kind for kind, wanted in KINDS if set(wanted) <= set(head)), "")


def object_kind(spelt: str) -> str:
    """The kind that a resource's name means: `deployment.apps`, `pods`, `po`."""
    bare = spelt.partition(".")[0].lower()
    return _SPELT.get(bare) or _SPELT.get(bare.removesuffix("s"), "")


def _thing(kind: str, row: Row, name: str) -> Thing:
    metadata: dict[str, Json] = {"name": name, "namespace": row.get("NAMESPACE")}
    labels = [pair.partition("=") for pair in row.get("LABELS").split(",") if "=" in pair]
    if "LABELS" in row.cells:
        metadata["labels"] = {key: value for key, _, value in labels}
    body: dict[str, Json] = {"kind": kind, "metadata": metadata, **_FILLED.get(kind, _nothing)(row)}
    return Thing(row.place.source, kind, row.get("NAMESPACE"), name, body, row.place)


def _event(row: Row, number: int) -> Thing:
    spelt, _, name = row.get("OBJECT").partition("/")
    of: dict[str, Json] = {"kind": object_kind(spelt), "namespace": row.get("NAMESPACE"), "name": name}
    count = row.get("COUNT")
    body: dict[str, Json] = {
        "kind": "Event",
        "type": row.get("TYPE"),
        "reason": row.get("REASON"),
        "message": row.get("MESSAGE"),
        "age": row.get("LAST SEEN"),
        "count": whole(count) if count.isdigit() else 1,
        "involvedObject": of,
    }
    return Thing(row.place.source, "Event", row.get("NAMESPACE"), f"{name}.{number}", body, row.place)


def _nothing(row: Row) -> dict[str, Json]:
    del row
    return {}


def _pod(row: Row) -> dict[str, Json]:
    ready, _, wanted = row.get("READY").partition("/")
    status: dict[str, Json] = {"shown": row.get("STATUS"), "podIP": row.get("IP")}
    restarts = row.get("RESTARTS").partition(" ")[0]
    status["ready"] = whole(ready) if ready.isdigit() else 0
    status["wanted"] = whole(wanted) if wanted.isdigit() else 0
    status["restarts"] = whole(restarts) if restarts.isdigit() else 0
    return {"status": status, "spec": {"nodeName": row.get("NODE")} if row.get("NODE") else {}}


def _deployment(row: Row) -> dict[str, Json]:
    ready, _, wanted = row.get("READY").partition("/")
    if not wanted.isdigit():
        return {}
    return {
        "spec": {"replicas": whole(wanted)},
        "status": {"availableReplicas": whole(ready), "replicas": whole(wanted)},
    }


def _replicas(row: Row) -> dict[str, Json]:
    wanted, current, ready = (row.get(column) for column in ("DESIRED", "CURRENT", "READY"))
    if not (wanted.isdigit() and current.isdigit() and ready.isdigit()):
        return {}
    return {"spec": {"replicas": whole(wanted)}, "status": {"replicas": whole(current), "readyReplicas": whole(ready)}}


def _node(row: Row) -> dict[str, Json]:
    said = row.get("STATUS").split(",")
    ready = {"Ready": "True", "NotReady": "False", "Unknown": "Unknown"}.get(said[0], "")
    conditions: list[Json] = [{"type": "Ready", "status": ready}] if ready else []
    return {"spec": {"unschedulable": "SchedulingDisabled" in said}, "status": {"conditions": conditions}}


def _service(row: Row) -> dict[str, Json]:
    ports: list[Json] = [{"port": whole(p), "protocol": protocol} for p, protocol in _PORT.findall(row.get("PORT(S)"))]
    spec: dict[str, Json] = {"type": row.get("TYPE"), "clusterIP": row.get("CLUSTER-IP"), "ports": ports}
    selector = [pair.partition("=") for pair in row.get("SELECTOR").split(",") if "=" in pair]
    if selector:
        spec["selector"] = {key: value for key, _, value in selector}
    return {"spec": spec}


def _endpoints(row: Row) -> dict[str, Json]:
    found = [one.rpartition(":")[0] for one in row.get("ENDPOINTS").split(" +")[0].split(",") if one]
    return {"subsets": [{"addresses": [{"ip": one} for one in found]}] if found else []}


def _claim(row: Row) -> dict[str, Json]:
    modes: list[Json] = [_SHORT.get(mode, mode) for mode in row.get("ACCESS MODES").split(",") if mode]
    return {
        "spec": {"storageClassName": row.get("STORAGECLASS"), "volumeName": row.get("VOLUME")},
        "status": {"phase": row.get("STATUS"), "accessModes": modes},
    }


def _volume(row: Row) -> dict[str, Json]:
    namespace, _, name = row.get("CLAIM").partition("/")
    modes: list[Json] = [_SHORT.get(mode, mode) for mode in row.get("ACCESS MODES").split(",") if mode]
    spec: dict[str, Json] = {
        "capacity": {"storage": row.get("CAPACITY")},
        "accessModes": modes,
        "storageClassName": row.get("STORAGECLASS"),
    }
    return {
        "spec": {**spec, "claimRef": {"namespace": namespace, "name": name}} if name else spec,
        "status": {"phase": row.get("STATUS")},
    }


def _quota(row: Row) -> dict[str, Json]:
    said = [one for column in ("REQUEST", "LIMIT") for one in _USED.findall(row.get(column))]
    return {"status": {"used": {name: used for name, used, _ in said}, "hard": {name: hard for name, _, hard in said}}}


_FILLED = {
    "Pod": _pod,
    "Deployment": _deployment,
    "StatefulSet": _deployment,
    "DaemonSet": _replicas,
    "ReplicaSet": _replicas,
    "Node": _node,
    "Service": _service,
    "Endpoints": _endpoints,
    "PersistentVolumeClaim": _claim,
    "PersistentVolume": _volume,
    "ResourceQuota": _quota,
}
