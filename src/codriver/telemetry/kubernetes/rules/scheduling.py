"""Pods that no node takes: what the scheduler says of each node, and which of it is the reason.

A node fails at the first filter that it does not pass (unschedulable, taint, affinity, resources). Nodes closed to
everybody say little while others give another reason; nodes that the pod asks for and whose taint it does not tolerate
say more than those that it never asked for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes.fault import Fault
from codriver.telemetry.kubernetes.fitting import asked_for, selector
from codriver.telemetry.kubernetes.thing import text, whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from codriver.model import Citation
    from codriver.telemetry.kubernetes.cluster import Cluster
    from codriver.telemetry.kubernetes.events import Event

    Said: TypeAlias = tuple[str, Citation, str, int]

_REASONS: tuple[tuple[str, str], ...] = (
    ("insufficient_cpu", r"Insufficient cpu"),
    ("insufficient_memory", r"Insufficient memory"),
    ("insufficient_storage", r"Insufficient ephemeral-storage"),
    ("insufficient_extended_resource", r"Insufficient \S+/\S+|Insufficient hugepages\S*"),
    ("too_many_pods", r"Too many pods|Insufficient pods"),
    ("node_not_ready", r"taint \{node\.kubernetes\.io/(?:not-ready|unreachable|network-unavailable)"),
    ("node_pressure", r"taint \{node\.kubernetes\.io/(?:memory|disk|pid)-pressure"),
    ("control_plane_taint", r"taint \{node-role\.kubernetes\.io/(?:master|control-plane)"),
    ("node_cordoned", r"were unschedulable|taint \{node\.kubernetes\.io/unschedulable"),
    ("untolerated_taint", r"untolerated taint|that the pod didn't tolerate"),
    (
        "node_affinity",
        r"didn't match Pod's node affinity|didn't match node selector|didn't match Pod's node affinity/selector",
    ),
    ("pod_anti_affinity", r"anti-affinity"),
    ("pod_affinity", r"didn't match pod affinity"),
    ("topology_spread", r"topology spread"),
    ("host_port_taken", r"free ports for the requested pod ports"),
    ("volume_node_affinity", r"volume node affinity conflict|no available volume zone"),
    ("no_matching_volume", r"didn't find available persistent volumes|didn't match PersistentVolume"),
    ("volume_limit", r"exceed max volume count"),
    ("unbound_claim", r"unbound immediate PersistentVolumeClaims?|unbound PersistentVolumeClaims?"),
    ("missing_claim", r"persistentvolumeclaim \"[^\"]+\" not found"),
    ("wrong_node_name", r"didn't match the requested node name|node\(s\) didn't match Pod's node name"),
    ("no_nodes", r"no nodes available"),
    ("scheduling_gated", r"scheduling gate|SchedulingGated"),
)
_PART = re.compile(
    r"(?:^|, |: )(?:(?P<count>\d+) )(?P<reason>(?:node\(s\)|Insufficient|Too many|pod)[^,]*(?:\{[^}]*\})?[^,]*)"
)
_BODY = re.compile(r"^\d+/(\d+) nodes are available: (.*?)(?:\. ?preemption:.*|\. ?no new claims.*|\.)?$", re.DOTALL)
CLOSED = ("node_cordoned", "control_plane_taint")  # closed to everybody
SAY_LITTLE = 0.4  # of what a node says that was open to the pod
SAYS = {
    "insufficient_cpu": "asks for more CPU than any node has free",
    "insufficient_memory": "asks for more memory than any node has free",
    "insufficient_storage": "asks for more local storage than any node has free",
    "insufficient_extended_resource": "asks for a device that no node has free",
    "too_many_pods": "finds every node full of pods",
    "node_not_ready": "finds nodes that are not ready",
    "node_pressure": "finds nodes under pressure",
    "control_plane_taint": "finds only nodes of the control plane",
    "node_cordoned": "finds every node cordoned",
    "untolerated_taint": "does not tolerate the taint of the nodes that it could run on",
    "node_affinity": "asks by affinity for a node that is not there",
    "node_selector": "asks by its selector for labels that no node bears",
    "pod_anti_affinity": "may not stand beside pods that stand on every node",
    "pod_affinity": "wants to stand beside pods that stand nowhere",
    "topology_spread": "cannot be spread as it asks to be",
    "host_port_taken": "asks for a port of the host that is taken",
    "volume_node_affinity": "has a volume that lies where no free node is",
    "no_matching_volume": "asks for a volume that is not there",
    "volume_limit": "would exceed the number of volumes that a node can hold",
    "unbound_claim": "waits for a claim that is not bound",
    "missing_claim": "names a claim that is not there",
    "wrong_node_name": "names a node that is not there",
    "no_nodes": "finds no node at all",
    "scheduling_gated": "is held back by a scheduling gate",
    "unschedulable": "fits on no node",
}


def find(cluster: Cluster) -> Iterator[Fault]:
    """One fault a service whose pods wait for a node."""
    for service, said in sorted(_waiting(cluster).items()):
        message, cite, broken, count = said
        cause = _cause(cluster, service, message)
        yield Fault(
            family="scheduling",
            cause=cause,
            suspect=service,
            broken=broken,
            says=f"{service} {SAYS[cause]}: {_short(message)}",
            cites=(cite, *_beside(cluster, service, cause)),
            hits=(service,),
            text=message,
            count=count,
        )


def _waiting(cluster: Cluster) -> dict[str, Said]:
    found: dict[str, Said] = {}
    for event in cluster.events:
        if event.reason in ("FailedScheduling", "SchedulingGated") and not _placed(cluster, event):
            found[cluster.named_by(event)] = (event.message, event.cite, _broken(cluster, event), event.count)
    for pod in cluster.pods:
        for place, condition in enumerate(pod.thing.rows("status", "conditions")):
            unplaced = text(condition, "type") == "PodScheduled" and text(condition, "status") == "False"
            if unplaced and text(condition, "message") and pod.service not in found:
                cite = pod.thing.cite("status", "conditions", place, "message")
                maker = cluster.maker(pod.service)
                found[pod.service] = (text(condition, "message"), cite, (maker or pod.thing).key, 1)
    found.pop("", None)
    return found


def _placed(cluster: Cluster, event: Event) -> bool:
    """Whether the pod of the event has a node by now, or is gone while its successors have one."""
    pod = cluster.get("Pod", event.namespace, event.name)
    if pod is not None:
        return bool(pod.text("spec", "nodeName"))
    others = cluster.pods_of(cluster.named_by(event))
    scheduled = any(e.reason == "Scheduled" for e in cluster.events_of(event.name))
    return scheduled or bool(others and all(other.node for other in others))


def _broken(cluster: Cluster, event: Event) -> str:
    maker = cluster.maker(cluster.named_by(event))
    return maker.key if maker else "/".join(part for part in ("Pod", event.namespace, event.name) if part)


def reasons(message: str) -> dict[str, tuple[int, str]]:
    """Cause -> (number of nodes, words) of a scheduler's message."""
    body = _BODY.match(message.strip())
    parts = _PART.finditer(body[2]) if body else ()
    found: dict[str, tuple[int, str]] = {}
    for part in parts:
        cause = _named(part["reason"])
        if cause:
            before = found.get(cause, (0, ""))[0]
            found[cause] = (before + whole(part["count"] or "1"), part["reason"])
    if not found and _named(message):
        found[_named(message)] = (1, message)
    return found


def _named(words_: str) -> str:
    return next((cause for cause, pattern in _REASONS if re.search(pattern, words_)), "")


def _cause(cluster: Cluster, service: str, message: str) -> str:
    said = reasons(message)
    if not said:
        return "unschedulable"
    if "node_affinity" in said:
        kept_out = _kept_out(cluster, service, said)
        if kept_out:
            return kept_out
    cause = max(said, key=lambda cause: (said[cause][0] * (SAY_LITTLE if cause in CLOSED else 1.0), cause))
    return _by_selector(cluster, service) if cause == "node_affinity" else cause


def _kept_out(cluster: Cluster, service: str, said: dict[str, tuple[int, str]]) -> str:
    """Why the nodes that the pod asks for do not take it; empty when it asks for none that is there.

    A taint or a cordon is looked at before the labels: of nodes that are kept shut it is not said whether they bear
    what the pod asks for. Their labels tell; without them, a taint that somebody made is taken for the nodes' purpose.
    """
    nodes = asked_for(cluster, service)
    if nodes is None:
        return "untolerated_taint" if "untolerated_taint" in said else ""
    others = [cause for cause in said if cause != "node_affinity"]
    if not nodes or not others:
        return ""
    closed = [node for node in nodes if node.text("spec", "unschedulable") == "true"]
    if closed and "node_cordoned" in others:
        return "node_cordoned"
    if "untolerated_taint" in others:
        return "untolerated_taint"
    return max(others, key=lambda cause: (said[cause][0], cause))


def _by_selector(cluster: Cluster, service: str) -> str:
    """Which of the two ways to ask for nodes the pod uses: the scheduler says the same of both."""
    return "node_selector" if selector(cluster, service) else "node_affinity"


def _beside(cluster: Cluster, service: str, cause: str) -> Iterator[Citation]:
    found = cluster.template(service)
    key = {"node_selector": "nodeSelector", "untolerated_taint": "tolerations", "node_affinity": "affinity"}.get(cause)
    if found and key and found[0].has(*found[1], key):
        yield found[0].cite(*found[1], key)


def _short(message: str) -> str:
    body = _BODY.match(message.strip())
    return body[2] if body else message
