"""Which nodes a pod asks for: by its selector, and by the affinity that it requires."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes.thing import Json, rows, text, words

if TYPE_CHECKING:
    from codriver.telemetry.kubernetes.cluster import Cluster
    from codriver.telemetry.kubernetes.thing import Thing

_REQUIRED = ("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")
HOSTNAME = "kubernetes.io/hostname"


def selector(cluster: Cluster, service: str) -> dict[str, str]:
    """The labels that the pods of the service ask for in a node."""
    found = cluster.template(service)
    return words(found[0].body, *found[1], "nodeSelector") if found else {}


def terms(cluster: Cluster, service: str) -> list[Json]:
    """The terms of the node affinity that is required, any of which is enough."""
    found = cluster.template(service)
    return rows(found[0].body, *found[1], *_REQUIRED) if found else []


def asked_for(cluster: Cluster, service: str) -> tuple[Thing, ...] | None:
    """The nodes that bear the labels which the service asks for; None when it is not known what, or of which nodes."""
    wanted, any_of = selector(cluster, service), terms(cluster, service)
    nodes = [node for node in cluster.of("Node") if node.has("metadata", "labels")]
    if not nodes or not (wanted or any_of):
        return None
    return tuple(node for node in nodes if _bears(node, wanted) and (not any_of or any(_fits(node, t) for t in any_of)))


def labels(node: Thing) -> dict[str, str]:
    """The labels of a node; its name stands for its host's name where that is not told."""
    return {HOSTNAME: node.name, **words(node.body, "metadata", "labels")}


def _bears(node: Thing, wanted: dict[str, str]) -> bool:
    return wanted.items() <= labels(node).items()


def _fits(node: Thing, term: Json) -> bool:
    has = labels(node)
    return all(_holds(has, expression) for expression in rows(term, "matchExpressions"))


def _holds(has: dict[str, str], expression: Json) -> bool:
    key, how = text(expression, "key"), text(expression, "operator")
    values = [str(value) for value in rows(expression, "values")]
    if how in ("In", "NotIn"):
        return (has.get(key) in values) == (how == "In")
    if how in ("Exists", "DoesNotExist"):
        return (key in has) == (how == "Exists")
    return True  # Gt and Lt: rare, and never the reason to say that it does not fit
