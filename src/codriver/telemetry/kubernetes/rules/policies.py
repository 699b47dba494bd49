"""Network policies that let nobody in: a workload behind a Service that is isolated, with no rule that opens it.

When it is wrong: a policy that is enforced by no network plugin of this cluster; rules that a description shortens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes.fault import LIKELY, SHOWN, Fault
from codriver.telemetry.kubernetes.thing import rows, table, text, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.telemetry.kubernetes.cluster import Cluster
    from codriver.telemetry.kubernetes.thing import Thing


def find(cluster: Cluster) -> Iterator[Fault]:
    """One fault a workload that is isolated and that no policy opens again."""
    policies = cluster.of("NetworkPolicy")
    names = sorted({name for picked in cluster.fronts.values() for name in picked})
    for name in names:
        for way in ("ingress", "egress"):
            mine = [policy for policy in policies if _isolates(policy, way) and _picks(policy, cluster.labels(name))]
            if mine and not any(policy.rows("spec", way) for policy in mine):
                yield _fault(mine[0], name, way)


def _isolates(policy: Thing, way: str) -> bool:
    kinds = {kind.lower() for kind in policy.rows("spec", "policyTypes") if isinstance(kind, str)}
    return way in kinds if kinds else way == "ingress" or policy.has("spec", "egress")


def _picks(policy: Thing, labels: dict[str, str]) -> bool:
    wanted = words(policy.body, "spec", "podSelector", "matchLabels")
    more = rows(policy.body, "spec", "podSelector", "matchExpressions")
    return not more and wanted.items() <= labels.items() and bool(labels)


def _fault(policy: Thing, name: str, way: str) -> Fault:
    everything = not table(policy.body, "spec", "podSelector", "matchLabels")
    let = "nobody in" if way == "ingress" else "nothing out"
    which = "every pod of its namespace" if everything else text(policy.body, "metadata", "name")
    return Fault(
        family="network",
        cause=f"network_policy_{way}",
        suspect=name,
        broken=policy.key,
        says=f"the network policy {policy.name} lets {let} of {name}"
        if way == "egress"
        else f"the network policy {policy.name} lets {let} to {name} ({which})",
        cites=(policy.cite("spec", way),),
        sure=LIKELY if everything and way == "egress" else SHOWN,
        hits=(name,),
    )
