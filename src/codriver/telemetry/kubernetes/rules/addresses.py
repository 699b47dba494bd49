"""Addresses in the environment that lead nowhere: a host that is no Service, a port that the Service does not have.

Only what looks like an address of this cluster counts: a bare name, or one that ends in `.svc`. Of a value only the
host and port are ever told. When it is wrong: a host that the cluster's DNS knows by another way than a Service.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes.fault import SHOWN, Fault
from codriver.telemetry.kubernetes.thing import rows, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.model import Citation
    from codriver.telemetry.kubernetes.cluster import Cluster
    from codriver.telemetry.kubernetes.thing import Thing

ADDRESS = re.compile(
    r"^(?:[a-z][\w+.-]*://)?(?:[^@/\s]*@)?(?P<host>[a-zA-Z][\w-]*(?:\.[\w-]+)*)(?::(?P<port>\d{2,5}))?(?:[/?].*)?$"
)
NAMES_A_HOST = re.compile(r"(?i)(^|_)(host|hostname|addr|address|url|uri|endpoint|server|service|upstream|target)s?$")
_OURS = re.compile(r"^[\w-]+(\.[\w-]+)?(\.svc(\.[\w.]+)?)?$")
CLOSE = 0.75
LOCAL = frozenset({"localhost", "true", "false", "none", "null"})


def find(cluster: Cluster) -> Iterator[Fault]:
    """One fault a variable whose address is none of the Services'."""
    services = {thing.name: thing for thing in cluster.of("Service")}
    for service, variable, host, port, cite in addresses(cluster):
        bare = host.partition(".")[0]
        front = services.get(bare)
        if front is None and services:
            near = get_close_matches(bare, list(services), n=1, cutoff=CLOSE)
            if near:
                says = f"{variable} of {service} names {host}, and there is no such Service; there is {near[0]}"
                yield _fault(cluster, service, "address_mismatch", says, cite, SHOWN)
        elif front is not None and port and _ports(front) and port not in _ports(front):
            has = ", ".join(sorted(_ports(front)))
            says = f"{variable} of {service} names port {port} of {bare}, which has {has}"
            yield _fault(cluster, service, "address_port_mismatch", says, cite, SHOWN)


def addresses(cluster: Cluster) -> Iterator[tuple[str, str, str, str, Citation]]:
    """(service, variable, host, port, where) of every address in the environment of every workload."""
    names = sorted({pod.service for pod in cluster.pods} | {thing.name for thing in cluster.workloads})
    for service in names:
        template = cluster.template(service)
        containers = rows(template[0].body, *template[1], "containers") if template else []
        for place, container in enumerate(containers):
            for index, variable in enumerate(rows(container, "env")):
                name, value = text(variable, "name"), text(variable, "value")
                seen = ADDRESS.match(value) if len(value) < 300 else None  # noqa: PLR2004 - addresses are short
                if template and seen and _is_one(name, seen["host"], seen["port"], value):
                    cite = template[0].cite(*template[1], "containers", place, "env", index, "value")
                    yield service, name, seen["host"].lower(), seen["port"] or "", cite


def _is_one(name: str, host: str, port: str | None, value: str) -> bool:
    local = host.lower() in LOCAL or not _OURS.match(host)
    return not local and bool(port or "://" in value or NAMES_A_HOST.search(name))


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
