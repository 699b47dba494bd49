"""`kubectl describe`: the text of one object -> the object, shaped as the API shapes it, and its events.

A description does not say of what kind its object is: the headings tell. What it leaves out (affinity, for one) is
absent, which is not the same as none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes.described_parts import claims, nodes, quotas, routes, workloads
from codriver.telemetry.kubernetes.outline import Entry, outline, pairs, table_below
from codriver.telemetry.kubernetes.thing import Json, Lined, Path, Thing, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# The first row all of whose headings a description has gives its kind.
KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Pod", ("Containers", "QoS Class")),
    ("Pod", ("Containers", "Node", "Status")),
    ("Deployment", ("StrategyType", "Pod Template")),
    ("StatefulSet", ("Update Strategy", "Pod Template")),
    ("DaemonSet", ("Desired Number of Nodes Scheduled",)),
    ("CronJob", ("Schedule", "Concurrency Policy")),
    ("Job", ("Completions", "Pod Template")),
    ("Job", ("Parallelism", "Pod Template")),
    ("ReplicaSet", ("Pods Status", "Pod Template")),
    ("Node", ("Roles", "Conditions")),
    ("Service", ("Selector", "Session Affinity")),
    ("Service", ("Selector", "Type", "IP")),
    ("Endpoints", ("Subsets",)),
    ("EndpointSlice", ("AddressType",)),
    ("PersistentVolumeClaim", ("StorageClass", "Access Modes", "Used By")),
    ("PersistentVolumeClaim", ("StorageClass", "Volume", "Capacity")),
    ("PersistentVolume", ("Reclaim Policy", "Claim")),
    ("StorageClass", ("Provisioner", "VolumeBindingMode")),
    ("Ingress", ("Rules", "Default backend")),
    ("Ingress", ("Rules", "Ingress Class")),
    ("NetworkPolicy", ("Spec", "Created on")),
    ("HorizontalPodAutoscaler", ("Reference", "Metrics")),
    ("PodDisruptionBudget", ("Allowed disruptions",)),
    ("ServiceAccount", ("Mountable secrets", "Tokens")),
    ("ResourceQuota", ("Resource", "Namespace")),
    ("Secret", ("Data", "Type")),
    ("LimitRange", ("Type", "Namespace")),
    ("ConfigMap", ("BinaryData",)),
    ("ConfigMap", ("Data",)),
    ("Namespace", ("Status", "Labels")),
)
_PARTS = (workloads, routes, claims, quotas, nodes)
_SEEN = re.compile(r"^(\S+)(?:\s+\(x(\d+) over (\S+)\))?$")


def describe(lines: Sequence[str], first: int, *, source: str, name: str, every: Sequence[str]) -> Iterator[Thing]:
    """The object of these lines and its events; nothing when the headings are of no known kind.

    `first` is the number of the first line, `every` all lines of the text that they stand in.
    """
    root = outline(lines, first)
    kind, called = kind_of(root, lines), root.say("Name")
    if not kind or not called:
        return
    at: dict[Path, int] = {(): root.below[0].line}
    body = _body(kind, root, at, lines, first)
    place = Lined(source, name, every, at)
    namespace = root.say("Namespace")
    yield Thing(source, kind, namespace, called, body, place)
    for row, line in table_below(root.get("Events"), lines, first):
        yield _event(row, line, Thing(source, kind, namespace, called, body, Lined(source, name, every, {(): line})))


def kind_of(root: Entry, lines: Sequence[str]) -> str:
    """The kind that these headings belong to; empty for none that is known."""
    heads = {entry.key for entry in root.below} | {entry.raw.split("  ")[0] for entry in root.below if not entry.key}
    heads |= {"Data"} if any(line.rstrip() == "Data" for line in lines) else set()
    return next((kind for kind, wanted in KINDS if heads.issuperset(wanted)), "")


def _body(kind: str, root: Entry, at: dict[Path, int], lines: Sequence[str], first: int) -> dict[str, Json]:
    metadata: dict[str, Json] = {"name": root.say("Name"), "namespace": root.say("Namespace")}
    metadata["labels"] = dict[str, Json](pairs(root.listed("Labels")))
    metadata["annotations"] = dict[str, Json](
        pairs([(i.replace(": ", "=", 1), n) for i, n in root.listed("Annotations")])
    )
    controller = root.say("Controlled By")
    if controller:
        owner, _, called = controller.partition("/")
        metadata["ownerReferences"] = [{"kind": owner, "name": called, "controller": True}]
    for key, head in (("name", "Name"), ("labels", "Labels"), ("ownerReferences", "Controlled By")):
        entry = root.get(head)
        if entry:
            at["metadata", key] = entry.line
    body: dict[str, Json] = {"kind": kind, "metadata": metadata}
    for part in _PARTS:
        part.fill(kind, root, body, at, lines, first)
    return body


def _event(row: dict[str, str], line: int, of: Thing) -> Thing:
    seen = _SEEN.match(row.get("Age", ""))
    body: dict[str, Json] = {
        "kind": "Event",
        "type": row.get("Type", ""),
        "reason": row.get("Reason", ""),
        "message": row.get("Message", ""),
        "count": whole(seen[2]) if seen and seen[2] else 1,
        "age": seen[1] if seen else "",
        "over": (seen[3] or seen[1]) if seen else "",
        "source": {"component": row.get("From", "")},
        "involvedObject": {"kind": of.kind, "namespace": of.namespace, "name": of.name},
    }
    return Thing(of.source, "Event", of.namespace, f"{of.name}.{line}", body, of.place)
