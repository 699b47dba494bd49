"""Things of a cluster -> observations: faults of objects, how workloads stand, and who needs whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from codriver.model import Dependency, Observation, Service
from codriver.telemetry.kubernetes.addressing import addresses as called_from
from codriver.telemetry.kubernetes.cluster import Cluster
from codriver.telemetry.kubernetes.fault import HEALTH, LIKELY, TROUBLE, Fault, noted, state
from codriver.telemetry.kubernetes.rules import (
    addresses,
    admission,
    containers,
    images,
    limits,
    nodes,
    policies,
    probes,
    routing,
    scheduling,
    storage,
)
from codriver.telemetry.kubernetes.standing import standings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from codriver.model import Citation
    from codriver.telemetry.kubernetes.thing import Thing

RULES = (addresses, admission, containers, images, limits, nodes, policies, probes, routing, scheduling, storage)
CUTS_OFF = frozenset({"routing", "network"})  # what fails although its pods serve


@dataclass(frozen=True, slots=True)
class Platform:
    """What a cluster comes to: observations, its workloads as services, who needs whom."""

    observations: tuple[Observation, ...] = ()
    services: tuple[Service, ...] = ()
    dependencies: tuple[Dependency, ...] = ()


def observed(things: Iterable[Thing]) -> Platform:
    """What is wrong with the cluster, how its workloads stand, and who needs whom."""
    cluster = Cluster(things)
    found = [fault for fault in faults(cluster) if fault.cites]
    standing = tuple(standings(cluster))
    return Platform(
        observations=(*(noted(fault) for fault in found), *standing, *_cut_off(found, standing)),
        services=(*_services(cluster), *_parts(cluster, found)),
        dependencies=_dependencies(cluster, found),
    )


def faults(cluster: Cluster) -> Iterator[Fault]:
    """Every fault that a rule finds."""
    for rule in RULES:
        yield from rule.find(cluster)


def _cut_off(found: Iterable[Fault], standing: Iterable[Observation]) -> Iterator[Observation]:
    """Services of which nothing shows how they stand, or whose pods serve in vain: the fault is what is felt."""
    level = {seen.service: seen.level for seen in standing}
    for fault in found:
        for service in fault.hits:
            in_vain = level.get(service) == HEALTH and fault.family in CUTS_OFF
            if fault.sure >= LIKELY and (in_vain or service not in level):
                level[service] = TROUBLE
                yield state(
                    service, fault.says, fault.cites, level=TROUBLE, name="cut_off", at=fault.at, share=fault.sure
                )


def _services(cluster: Cluster) -> Iterator[Service]:
    """Every workload; the Services that lead to it alone are its aliases."""
    names = cluster.services
    alone: dict[str, list[str]] = {name: [] for name in names}
    for front, picked in cluster.fronts.items():
        if len(picked) == 1 and _name(front) not in names:
            alone[picked[0]].append(_name(front))
    yield from (Service(name=name, aliases=tuple(sorted(set(alone[name])))) for name in names)


def _name(key: str) -> str:
    return key.rpartition("/")[2]


def _parts(cluster: Cluster, found: Iterable[Fault]) -> Iterator[Service]:
    """Nodes, and other parts of the platform that a fault lies in: no services, but what services need."""
    workloads = set(cluster.services)
    names = {fault.suspect for fault in found if fault.hits and fault.suspect not in (*fault.hits, *workloads)}
    names |= set(cluster.hosted) - workloads
    yield from (Service(name=name, platform=True) for name in sorted(names))


def _dependencies(cluster: Cluster, found: Iterable[Fault]) -> tuple[Dependency, ...]:
    """Who needs whom: the addresses in the environment, the nodes that pods stand on, and what is broken below them."""
    called = [
        Dependency(caller=service, callee=callee, cites=(cite,))
        for service, _, host, _, cite in called_from(cluster)
        for front in (cluster.front(host, service),)
        for callee in (cluster.behind(front) if front else ())
        if callee != service
    ]
    hit = [
        Dependency(caller=service, callee=fault.suspect, cites=fault.cites)
        for fault in found
        for service in fault.hits
        if service != fault.suspect
    ]
    told = {(edge.caller, edge.callee) for edge in hit}
    stands = (edge for edge in _stands(cluster) if (edge.caller, edge.callee) not in told)
    return tuple(sorted({*called, *hit, *stands}))


def _stands(cluster: Cluster) -> Iterator[Dependency]:
    """Every workload needs the nodes that its pods stand on."""
    found: dict[tuple[str, str], Citation] = {}
    for pod in cluster.pods:
        if pod.node and not pod.done:
            found.setdefault((pod.service, pod.node), pod.thing.cite("spec", "nodeName"))
    yield from (Dependency(caller=service, callee=node, cites=(cite,)) for (service, node), cite in found.items())
