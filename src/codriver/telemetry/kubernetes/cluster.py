"""All things together: one object from several outputs is one, and each knows what it belongs to.

Which service is meant by a pod, a replica set or an event is decided here: the workload that made the pod bears the
name; a Service that selects exactly one workload is an alias of it.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from codriver.telemetry.kubernetes.events import Event, event_of
from codriver.telemetry.kubernetes.pods import Pod
from codriver.telemetry.kubernetes.thing import Json, Thing, text, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Item = TypeVar("Item")
Key = TypeVar("Key")
MAKERS = ("Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "ReplicaSet", "ReplicationController")
_HASH = re.compile(r"-[0-9a-z]{1,10}$")
_REPLICA = re.compile(r"-[0-9a-f]{5,10}-[0-9a-z]{5}$")
_ORDINAL = re.compile(r"-(\d{1,4}|[0-9a-z]{5})$")


class Cluster:
    """Everything that was told of a cluster; derived, never stored."""

    def __init__(self, things: Iterable[Thing]) -> None:
        told = tuple(things)
        self._events = tuple(thing for thing in told if thing.kind == "Event")
        self._things = _united(thing for thing in told if thing.kind != "Event")

    def of(self, kind: str) -> tuple[Thing, ...]:
        """All objects of this kind."""
        return self._by_kind.get(kind, ())

    def get(self, kind: str, namespace: str, name: str) -> Thing | None:
        """The object of this name; with an empty namespace, the only one of its name."""
        named = self._by_name.get((kind, name), ())
        exact = [thing for thing in named if thing.namespace == namespace]
        loose = [thing for thing in named if not thing.namespace or not namespace]
        return exact[0] if exact else loose[0] if len(loose) == 1 else None

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Thing, ...]]:
        return _grouped(self._things, lambda thing: thing.kind)

    @cached_property
    def _by_name(self) -> Mapping[tuple[str, str], tuple[Thing, ...]]:
        return _grouped(self._things, lambda thing: (thing.kind, thing.name))

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Every event, those told twice once."""
        found: dict[tuple[str, str, str, str], Event] = {}
        for thing in self._events:
            event = event_of(thing)
            key = (event.kind, event.name, event.reason, event.message)
            known = found.get(key)
            if known is None or (known.age is None and event.age is not None):
                found[key] = event
        return tuple(found.values())

    @cached_property
    def pods(self) -> tuple[Pod, ...]:
        """Every pod that is there."""
        return tuple(Pod(thing, self.service_of(thing)) for thing in self.of("Pod") if not thing.applied)

    @cached_property
    def workloads(self) -> tuple[Thing, ...]:
        """What makes pods and is not made by something else."""
        return tuple(
            thing for kind in MAKERS for thing in self.of(kind) if not _owner(thing) and not _is_replica(self, thing)
        )

    @cached_property
    def services(self) -> tuple[str, ...]:
        """The name of every workload, sorted."""
        return tuple(sorted({*self._pods_by_service, *self._makers}))

    def pods_of(self, service: str) -> tuple[Pod, ...]:
        """The pods of a workload that are meant to run."""
        return self._pods_by_service.get(service, ())

    def maker(self, service: str) -> Thing | None:
        """The workload of this name."""
        return self._makers.get(service)

    def events_of(self, name: str) -> tuple[Event, ...]:
        """The events about the object of this name."""
        return self._events_by_name.get(name, ())

    def events_about(self, service: str) -> tuple[Event, ...]:
        """The events about a workload, its replica sets and its pods."""
        return self._events_by_service.get(service, ())

    def service_of(self, thing: Thing) -> str:
        """The workload that an object belongs to; with its namespace where another one bears the same name."""
        return self._called(self._bare(thing), thing.namespace)

    def named_by(self, event: Event) -> str:
        """The workload whose trouble the event reports; empty when it is about something else."""
        there = self.get(event.kind, event.namespace, event.name)
        if event.kind not in ("Pod", *MAKERS):
            return ""
        if there is not None:
            return self.service_of(there)
        bare = _without_suffix(event.name) if event.kind == "Pod" else event.name
        return self._called(_maker_of(bare) if event.kind == "ReplicaSet" else bare, event.namespace)

    def _bare(self, thing: Thing) -> str:
        kind, name = _owner(thing) or ("", "")
        if kind == "ReplicaSet":
            return _maker_of(name)
        if kind == "Job":
            job = self.get("Job", thing.namespace, name)
            return (_owner(job) or ("", name))[1] if job else name
        if kind:
            return name
        if thing.kind == "Pod":
            return _without_suffix(thing.name)
        return _maker_of(thing.name) if thing.kind == "ReplicaSet" else thing.name

    def _called(self, name: str, namespace: str) -> str:
        return f"{name}.{namespace}" if namespace and name in self._twice else name

    @cached_property
    def _twice(self) -> frozenset[str]:
        """Names that workloads of several namespaces bear."""
        spaces: dict[str, set[str]] = {}
        for thing in (*self.workloads, *(pod for pod in self.of("Pod") if not pod.applied)):
            if thing.namespace:
                spaces.setdefault(self._bare(thing), set()).add(thing.namespace)
        return frozenset(name for name, of in spaces.items() if len(of) > 1)

    @cached_property
    def _makers(self) -> dict[str, Thing]:
        return {self.service_of(thing): thing for thing in reversed(self.workloads)}

    @cached_property
    def _pods_by_service(self) -> Mapping[str, tuple[Pod, ...]]:
        return _grouped((pod for pod in self.pods if not pod.done), lambda pod: pod.service)

    @cached_property
    def _events_by_name(self) -> Mapping[str, tuple[Event, ...]]:
        return _grouped(self.events, lambda event: event.name)

    @cached_property
    def _events_by_service(self) -> Mapping[str, tuple[Event, ...]]:
        return _grouped(self.events, self.named_by)

    def template(self, service: str) -> tuple[Thing, tuple[str | int, ...]] | None:
        """A pod's specification of this service, and the path to it: of a pod that is there, else of its maker."""
        pods = self.pods_of(service)
        described = next((pod.thing for pod in pods if pod.thing.rows("spec", "containers")), None)
        if described:
            return described, ("spec",)
        maker = self.maker(service)
        return (maker, ("spec", "template", "spec")) if maker and maker.has("spec", "template", "spec") else None

    def labels(self, service: str) -> dict[str, str]:
        """The labels that the pods of the service bear."""
        pods = [pod for pod in self.pods_of(service) if pod.thing.has("metadata", "labels")]
        if pods:
            return pods[0].labels
        maker = self.maker(service)
        return words(maker.body, "spec", "template", "metadata", "labels") if maker else {}

    @cached_property
    def fronts(self) -> dict[str, tuple[str, ...]]:
        """Each Service (by its key) -> the workloads of its namespace that its selector picks."""
        labels = {name: (self.namespace_of(name), self.labels(name)) for name in self.services}
        return {thing.key: _picked(thing, labels) for thing in self.of("Service")}

    def namespace_of(self, service: str) -> str:
        """The namespace of a workload; empty where nothing tells."""
        told = [self.maker(service), *(pod.thing for pod in self.pods_of(service))]
        return next((thing.namespace for thing in told if thing and thing.namespace), "")

    def front(self, host: str, caller: str) -> Thing | None:
        """The Service that a host name means to a caller: `oven` is one of its own namespace, `oven.bakery` is not."""
        name, *rest = host.split(".")
        space = rest[0] if rest and rest[0] != "svc" else self.namespace_of(caller)
        return self.get("Service", space, name)

    def behind(self, service: Thing) -> tuple[str, ...]:
        """The workloads that the Service is meant for: those it selects, else the one that bears its name."""
        own = self._called(service.name, service.namespace)
        return self.fronts.get(service.key, ()) or ((own,) if own in self.services else ())

    @cached_property
    def hosted(self) -> dict[str, tuple[str, ...]]:
        """Each node -> the services with pods on it."""
        found: dict[str, set[str]] = {}
        for pod in self.pods:
            if pod.node and not pod.done:
                found.setdefault(pod.node, set()).add(pod.service)
        return {node: tuple(sorted(services)) for node, services in found.items()}


def _united(things: Iterable[Thing]) -> tuple[Thing, ...]:
    """One thing for each object: the fullest account of it, with what others add to it."""
    found: dict[tuple[str, str], list[Thing]] = {}
    for thing in things:
        found.setdefault((thing.kind, thing.name), []).append(thing)
    united = []
    for accounts in found.values():
        spaces = {thing.namespace for thing in accounts if thing.namespace}
        groups = [[t for t in accounts if t.namespace == space or not t.namespace] for space in sorted(spaces)]
        united += [_one(group) for group in (groups or [accounts])]
    return tuple(united)


def _one(accounts: list[Thing]) -> Thing:
    ranked = sorted(accounts, key=lambda thing: (thing.applied, -_fullness(thing)))
    first = ranked[0]
    body = dict(first.body)
    for other in ranked[1:]:
        body = _joined(body, other.body)
    namespace = next((thing.namespace for thing in ranked if thing.namespace), "")
    return Thing(first.source, first.kind, namespace, first.name, body, first.place, first.applied)


def _fullness(thing: Thing) -> int:
    return len(thing.table("spec")) + 2 * len(thing.table("status")) + len(thing.table("metadata"))


def _joined(first: dict[str, Json], other: dict[str, Json]) -> dict[str, Json]:
    """What the first says, and below it what only the other says; lists are taken whole."""
    joined = dict(first)
    for key, value in other.items():
        mine = joined.get(key)
        if isinstance(mine, dict) and isinstance(value, dict):
            joined[key] = _joined(mine, value)
        elif mine is None or mine in ("", [], {}):
            joined[key] = value
    return joined


def _owner(thing: Thing) -> tuple[str, str] | None:
    owners = thing.rows("metadata", "ownerReferences")
    return (text(owners[0], "kind"), text(owners[0], "name")) if owners else None


def _is_replica(cluster: Cluster, thing: Thing) -> bool:
    """A replica set of which nothing says who made it, while a deployment bears its name without the hash."""
    return thing.kind == "ReplicaSet" and cluster.get("Deployment", thing.namespace, _maker_of(thing.name)) is not None


def _without_suffix(pod: str) -> str:
    bare = _REPLICA.sub("", pod)
    return bare if bare != pod else _ORDINAL.sub("", pod)


def _maker_of(replicas: str) -> str:
    return _HASH.sub("", replicas) or replicas


def _grouped(items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, tuple[Item, ...]]:
    found: dict[Key, list[Item]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return {one: tuple(of) for one, of in found.items()}


def _picked(service: Thing, labels: Mapping[str, tuple[str, dict[str, str]]]) -> tuple[str, ...]:
    wanted = words(service.body, "spec", "selector")
    near = {
        name: has
        for name, (space, has) in labels.items()
        if not (space and service.namespace) or space == service.namespace
    }
    return tuple(name for name, has in near.items() if wanted and has and wanted.items() <= has.items())
