"""Addresses in the environment that lead nowhere: a host that is no Service, a port that the Service does not have.

Only what looks like an address of this cluster counts: a bare name, or one that ends in `.svc`. Of a value only the
host and port are ever told. When it is wrong: a host that the cluster's DNS knows by another way than a Service.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes.addressing import addresses
from codriver.telemetry.kubernetes.fault import SHOWN, Fault
from codriver.telemetry.kubernetes.thing import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.model import Citation
    from codriver.telemetry.kubernetes.cluster import Cluster
    from codriver.telemetry.kubernetes.thing import Thing

CLOSE = 0.75


def find(cluster: Cluster) -> Iterator[Fault]:
    """One fault a variable whose address is none of the Services'."""
    names = sorted({thing.name for thing in cluster.of("Service")})
    for service, variable, host, port, cite in addresses(cluster):
        bare = host.partition(".")[0]
        front = cluster.front(host, service)
        if front is None and bare not in names:
            near = get_close_matches(bare, names, n=1, cutoff=CLOSE)
            if near:
                says = f"{variable} of {service} names {host}, and there is no such Service; there is {near[0]}"
                yield _fault(cluster, service, "address_mismatch", says, cite, SHOWN)
        elif front is not None and port and _ports(front) and port not in _ports(front):
            has = ", ".join(sorted(_ports(front)))
            says = f"{variable} of {service} names port {port} of {bare}, which has {has}"
            yield _fault(cluster, service, "address_port_mismatch", says, cite, SHOWN)


def _ports(front: Thing) -> set[str]:
    return {text(port, "port") for port in front.rows("spec", "ports")}


def _fault(cluster: Cluster, service: str, cause: str, says: str, cite: Citation, sure: float) -> Fault:
    maker = cluster.maker(service)
    broken = maker.key if maker else f"Deployment/{service}"
    return Fault(
        family="routing",
        cause=cause,
        suspect=service,
        broken=broken,
        says=says,
        cites=(cite,),
        sure=sure,
        hits=(service,),
    )
