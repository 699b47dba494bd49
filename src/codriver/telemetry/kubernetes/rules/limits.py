"""Workloads at a limit of the platform: evicted pods, an autoscaler at its maximum or without figures.

When it is wrong: an autoscaler that is at its maximum on purpose; it is no cause until something is slow.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes.fault import LIKELY, SAID, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.telemetry.kubernetes.cluster import Cluster

_LOW = re.compile(
    r"low on resource: (?P<what>[\w-]+)|exceeds the total limit of containers|"
    r"exceeded its (?:local )?ephemeral|Usage of EmptyDir"
)


def find(cluster: Cluster) -> Iterator[Fault]:
    """One fault a workload."""
    done = set()
    for pod in cluster.pods:
        why = pod.thing.text("status", "message")
        evicted = pod.thing.text("status", "reason") == "Evicted" or pod.shown == "Evicted"
        if evicted and pod.service not in done:
            done.add(pod.service)
            low = _LOW.search(why)
            cause = "evicted_for_limit" if low and not low["what"] else "evicted"
            maker = cluster.maker(pod.service)
            broken = f"Node/{pod.node}" if pod.node and cause == "evicted" else (maker or pod.thing).key
            cites = (pod.thing.cite("status", "message"),)
            yield Fault(
                family="resource",
                cause=cause,
                suspect=pod.service,
                broken=broken,
                cites=cites,
                sure=SAID,
                says=f"pods of {pod.service} are evicted: {why or 'the node ran low'}",
                hits=(pod.service,),
                text=why,
            )
    for event in cluster.events:
        if event.kind == "HorizontalPodAutoscaler" and event.warning and event.name not in done:
            done.add(event.name)
            yield Fault(
                family="resource",
                cause="autoscaler_blind",
                suspect=event.name,
                cites=(event.cite,),
                sure=LIKELY,
                broken=f"HorizontalPodAutoscaler/{event.namespace}/{event.name}",
                text=event.message,
                says=f"the autoscaler {event.name} cannot scale: {event.message}",
                hits=(event.name,),
            )
