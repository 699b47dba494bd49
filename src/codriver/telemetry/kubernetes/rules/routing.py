"""Services that lead nowhere: a selector that picks no pods, a port on which nothing listens, another protocol.

A Service without ready endpoints whose pods are not ready is no fault of its own: the pods are. When it is wrong: a
Service without a selector, whose endpoints somebody else writes; a port that is open without being declared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes.addressing import addresses
from codriver.telemetry.kubernetes.fault import SAID, SHOWN, Fault
from codriver.telemetry.kubernetes.listening import listened, named, protocols
from codriver.telemetry.kubernetes.thing import Json, found, rows, text, whole, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.model import Citation
    from codriver.telemetry.kubernetes.cluster import Cluster
    from codriver.telemetry.kubernetes.thing import Thing


def find(cluster: Cluster) -> Iterator[Fault]:
    """The faults of every Service, and of every ingress that leads to one."""
    called = {thing.key for service, _, host, _, _ in addresses(cluster) if (thing := cluster.front(host, service))}
    for front in cluster.of("Service"):
        if text(front.body, "spec", "type") != "ExternalName":
            yield from _selector(cluster, front)
            yield from _ports(cluster, front)
            yield from _asleep(cluster, front, called)
    for ingress in cluster.of("Ingress"):
        yield from _backends(cluster, ingress)


def _selector(cluster: Cluster, front: Thing) -> Iterator[Fault]:
    wanted = words(front.body, "spec", "selector")
    labelled = [pod for pod in cluster.pods if pod.thing.has("metadata", "labels") and _same(pod.thing, front)]
    templates = [thing for thing in cluster.workloads if thing.has("spec", "template", "metadata", "labels")]
    if not wanted or cluster.fronts.get(front.key) or not (labelled or templates):
        return
    suspect = _meant(cluster, front, wanted)
    near = cluster.labels(suspect)
    differs = ", ".join(f"{key}={near[key]}" for key in wanted if key in near and near[key] != wanted[key])
    asked = ",".join(f"{key}={value}" for key, value in wanted.items())
    told = f"; the pods of {suspect} bear {differs}" if differs else ""
    yield Fault(
        family="routing",
        cause="selector_mismatch",
        suspect=suspect,
        broken=front.key,
        says=f"the Service {front.name} selects {asked}, which no pod bears{told}",
        cites=(front.cite("spec", "selector"), *_labels(cluster, suspect)),
        sure=SAID if differs else SHOWN,
        hits=(suspect,),
    )


def _asleep(cluster: Cluster, front: Thing, called: set[str]) -> Iterator[Fault]:
    """A workload that was scaled to nothing, though others are told to call it."""
    for suspect in cluster.fronts.get(front.key, ()) if front.key in called else ():
        maker = cluster.maker(suspect)
        if maker and maker.text("spec", "replicas") == "0" and not cluster.pods_of(suspect):
            yield Fault(
                family="routing",
                cause="scaled_to_zero",
                suspect=suspect,
                broken=maker.key,
                says=f"{suspect} is scaled to no pods at all, and {front.name} leads to it",
                cites=(maker.cite("spec", "replicas"),),
                sure=SHOWN,
                hits=(suspect,),
            )


def _ports(cluster: Cluster, front: Thing) -> Iterator[Fault]:
    for suspect in cluster.fronts.get(front.key, ()):
        template = cluster.template(suspect)
        containers = rows(template[0].body, *template[1], "containers") if template else []
        for place, port in enumerate(front.rows("spec", "ports")):
            fault = _port(cluster, front, suspect, containers, place, port)
            if fault:
                yield fault


def _port(cluster: Cluster, front: Thing, suspect: str, containers: list[Json], place: int, port: Json) -> Fault | None:
    target = found(port, "targetPort") or found(port, "port")
    protocol = text(port, "protocol") or "TCP"
    if isinstance(target, str) and target and not target.isdigit():
        if containers and not any(named(one, target) for one in containers):
            why = f"leads to a port named {target}, which no container of {suspect} has"
            return _fault(cluster, front, suspect, place, cause="port_mismatch", why=why, sure=SHOWN)
        return None
    number = whole(str(target)) if isinstance(target, int | str) else 0
    open_ = set[int]().union(*(listened(cluster, suspect, one) for one in containers))
    spoken = {p: spoken for one in containers for p, spoken in protocols(one).items()}
    if number in spoken and spoken[number] != protocol:
        why = f"leads {protocol} to port {number}, where {suspect} speaks {spoken[number]}"
        return _fault(cluster, front, suspect, place, cause="protocol_mismatch", why=why, sure=SAID)
    if number and open_ and number not in open_ and found(port, "targetPort") is not None:
        listens = ", ".join(map(str, sorted(open_)))
        why = f"leads to port {number}, while {suspect} listens on {listens}"
        return _fault(cluster, front, suspect, place, cause="port_mismatch", why=why, sure=SHOWN)
    return None


def _fault(  # noqa: PLR0913 - the parts of one sentence
    cluster: Cluster, front: Thing, suspect: str, place: int, *, cause: str, why: str, sure: float
) -> Fault:
    template = cluster.template(suspect)
    beside = (template[0].cite(*template[1], "containers", 0, "ports"),) if template else ()
    return Fault(
        family="routing",
        cause=cause,
        suspect=suspect,
        broken=front.key,
        says=f"the Service {front.name} {why}",
        cites=(front.cite("spec", "ports", place, "targetPort"), *beside),
        sure=sure,
        hits=(suspect,),
    )


def _backends(cluster: Cluster, ingress: Thing) -> Iterator[Fault]:
    services = {thing.name: thing for thing in cluster.of("Service") if _same(thing, ingress)}
    for name, port, cite in _led_to(ingress):
        front = services.get(name)
        ports = rows(front.body, "spec", "ports") if front else []
        there = {text(one, "port") for one in ports} | {text(one, "name") for one in ports}
        if services and front is None:
            why, cause = f"leads to a Service {name} that is not there", "backend_missing"
        elif front and ports and port and port not in there:
            why, cause = f"leads to port {port} of {name}, which it does not have", "backend_port_mismatch"
        else:
            continue
        suspect = next(iter(cluster.behind(front)), name) if front else name
        yield Fault(
            family="routing",
            cause=cause,
            suspect=suspect,
            broken=ingress.key,
            says=f"the ingress {ingress.name} {why}",
            cites=(cite,),
            sure=SHOWN,
            hits=(suspect,),
        )


def _led_to(ingress: Thing) -> Iterator[tuple[str, str, Citation]]:
    for place, one in enumerate(ingress.rows("spec", "backends")):
        yield text(one, "service"), text(one, "port"), ingress.cite("spec", "rules", place)
    for i, rule in enumerate(ingress.rows("spec", "rules")):
        for j, way in enumerate(rows(rule, "http", "paths")):
            port = text(way, "backend", "service", "port", "number") or text(way, "backend", "service", "port", "name")
            name = text(way, "backend", "service", "name")
            path = ("spec", "rules", i, "http", "paths", j, "backend", "service", "name")
            yield name, port, ingress.cite(*path)


def _meant(cluster: Cluster, front: Thing, wanted: dict[str, str]) -> str:
    """The workload that a Service without pods is meant for: the one of its name, else the nearest to its selector."""
    own = cluster.behind(front)
    if own:
        return own[0]
    shared = {
        name: sum(cluster.labels(name).get(key) == value for key, value in wanted.items())
        for name in cluster.services
        if cluster.namespace_of(name) == front.namespace
    }
    best = max(shared, key=lambda name: (shared[name], name), default="")
    return best if best and shared[best] else front.name


def _labels(cluster: Cluster, suspect: str) -> tuple[Citation, ...]:
    pods = cluster.pods_of(suspect)
    return (pods[0].thing.cite("metadata", "labels"),) if pods else ()


def _same(thing: Thing, other: Thing) -> bool:
    return not thing.namespace or not other.namespace or thing.namespace == other.namespace
