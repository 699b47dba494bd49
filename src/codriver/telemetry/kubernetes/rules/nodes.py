"""Nodes that are not fit: not ready, under pressure, or with a kubelet, runtime or proxy that does not run.

The unit that is dead comes before the condition that it causes. When it is wrong: a node that is drained on purpose.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes.fault import SAID, SHOWN, Fault
from codriver.telemetry.kubernetes.quantities import moment
from codriver.telemetry.kubernetes.thing import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.model import Citation
    from codriver.telemetry.kubernetes.cluster import Cluster

_UNITS = {
    "kubelet": "kubelet", "containerd": "container_runtime", "docker": "container_runtime", "crio": "container_runtime",
    "cri-o": "container_runtime", "kube-proxy": "kube_proxy", "kube-scheduler": "kube_scheduler",
    "kube-apiserver": "kube_apiserver", "kube-controller-manager": "kube_controller_manager", "etcd": "etcd",
    "flanneld": "network_plugin", "coredns": "cluster_dns",
}  # fmt: skip
_SYSTEM = {  # pods of the platform itself, by the start of their names
    "kube-proxy": "kube_proxy", "kube-scheduler": "kube_scheduler", "kube-apiserver": "kube_apiserver",
    "kube-controller-manager": "kube_controller_manager", "etcd": "etcd",
}  # fmt: skip
_PLUGINS = re.compile(r"^(kube-flannel|flannel|calico-node|cilium|weave-net|aws-node|antrea-agent|kube-router|canal)")
_DNS = re.compile(r"^(coredns|kube-dns|node-local-dns)")
_RUNTIME = re.compile(
    r"container runtime|containerd\.sock|dockershim|docker\.sock|crio\.sock|PLEG is not healthy|runtime is down"
)
_PLUGIN = re.compile(r"cni|network plugin|NetworkPluginNotReady|NetworkNotReady")
_PRESSURE = {"MemoryPressure": "memory_pressure", "DiskPressure": "disk_pressure", "PIDPressure": "pid_pressure"}
SAYS = {
    "kubelet_down": "has a kubelet that does not run",
    "container_runtime_down": "has a container runtime that does not run",
    "kube_proxy_down": "has a kube-proxy that does not run: Services are not led on from there",
    "kube_scheduler_down": "has a scheduler that does not run: new pods find no node",
    "kube_apiserver_down": "has an API server that does not run",
    "kube_controller_manager_down": "has a controller manager that does not run",
    "etcd_down": "has an etcd that does not run",
    "network_plugin_down": "has a network plugin that does not run",
    "cluster_dns_down": "has a DNS server that does not run",
    "not_ready": "is not ready",
    "memory_pressure": "runs out of memory",
    "disk_pressure": "runs out of disk",
    "pid_pressure": "runs out of process ids",
    "network_unavailable": "has no network",
}


def find(cluster: Cluster) -> Iterator[Fault]:
    """One fault a node and cause."""
    found: dict[tuple[str, str], Fault] = {}
    for fault in (*_units(cluster), *_sockets(cluster), *_conditions(cluster), *_system(cluster)):
        found.setdefault((fault.suspect, fault.cause), fault)
    dead = {node for node, cause in found if cause.endswith("_down")}
    yield from (fault for (node, cause), fault in sorted(found.items()) if cause != "not_ready" or node not in dead)


def _units(cluster: Cluster) -> Iterator[Fault]:
    for unit in cluster.of("Unit"):
        part, active = _UNITS.get(unit.name, ""), unit.text("status", "active")
        if (part and active and active not in ("active", "reloading", "activating")) or (
            part and unit.text("status", "sub") == "auto-restart"
        ):
            node = unit.text("spec", "nodeName") or "(unnamed node)"
            yield _fault(cluster, node, f"{part}_down", f"{unit.name} is {active}", (unit.cite("status", "active"),))


def _sockets(cluster: Cluster) -> Iterator[Fault]:
    """Events that only a dead runtime leaves behind."""
    for event in cluster.events:
        if event.warning and event.reason in (
            "FailedCreatePodSandBox",
            "FailedKillPod",
            "ContainerGCFailed",
            "ImageGCFailed",
        ):
            gone = re.search(r"(?:containerd|docker|crio|cri-dockerd)\.sock.*(?:no such file|refused)", event.message)
            pod = cluster.get("Pod", event.namespace, event.name)
            node = event.name if event.kind == "Node" else (pod.text("spec", "nodeName") if pod else "")
            if gone and node and not _is_ready(cluster, node):
                yield _fault(cluster, node, "container_runtime_down", event.message, (event.cite,))


def _is_ready(cluster: Cluster, name: str) -> bool:
    """Whether the node is known to be ready by now: then the event is history."""
    node = cluster.get("Node", "", name)
    conditions = node.rows("status", "conditions") if node else []
    return any(text(one, "type") == "Ready" and text(one, "status") == "True" for one in conditions)


def _conditions(cluster: Cluster) -> Iterator[Fault]:
    for node in cluster.of("Node"):
        for place, condition in enumerate(node.rows("status", "conditions")):
            kind, status, why = (text(condition, key) for key in ("type", "status", "message"))
            cite = (node.cite("status", "conditions", place, "message"),)
            at = moment(text(condition, "lastTransitionTime"))
            reason = text(condition, "reason")
            if kind == "Ready" and status in ("False", "Unknown"):
                fault = _fault(cluster, node.name, _unready(f"{reason} {why}"), why or reason, cite)
                yield replace(fault, at=at)
            elif kind in _PRESSURE and status == "True":
                yield replace(_fault(cluster, node.name, _PRESSURE[kind], why or reason, cite), at=at)
            elif kind == "NetworkUnavailable" and status == "True":
                yield _fault(cluster, node.name, "network_unavailable", why or reason, cite)


def _unready(why: str) -> str:
    if _RUNTIME.search(why):
        return "container_runtime_down"
    if _PLUGIN.search(why):
        return "network_plugin_down"
    return "kubelet_down" if "stopped posting" in why else "not_ready"


def _system(cluster: Cluster) -> Iterator[Fault]:
    """Pods of the platform that do not serve; a DNS that serves nowhere is the whole cluster's."""
    for pod in cluster.pods:
        part = next((part for start, part in _SYSTEM.items() if pod.thing.name.startswith(start)), "")
        part = part or ("network_plugin" if _PLUGINS.match(pod.thing.name) else "")
        part = part or ("cluster_dns" if _DNS.match(pod.thing.name) else "")
        if part and pod.ready is False and not pod.done:
            others = [one for one in cluster.pods if one.service == pod.service and one.ready]
            if part == "cluster_dns" and others:
                continue
            says = f"{pod.thing.name} is {pod.shown or pod.phase or 'not ready'}"
            yield _fault(
                cluster, pod.node or "kube-system", f"{part}_down", says, (pod.thing.cite("status", "phase"),), SHOWN
            )


def _fault(cluster: Cluster, node: str, cause: str, why: str, cites: tuple[Citation, ...], sure: float = SAID) -> Fault:
    return Fault(
        family="node",
        cause=cause,
        suspect=node,
        broken=f"Node/{node}",
        says=f"the node {node} {SAYS[cause]}: {why}",
        cites=cites,
        sure=sure,
        hits=cluster.hosted.get(node, ()),
        text=why,
    )
