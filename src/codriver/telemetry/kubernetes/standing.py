"""How every workload stands now: which share of it does not serve, and what shows that; or that all of it serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.model import NO_TIME
from codriver.telemetry.kubernetes.fault import HEALTH, TROUBLE, state
from codriver.telemetry.kubernetes.quantities import moment
from codriver.telemetry.kubernetes.thing import number, text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from codriver.model import Citation, Observation
    from codriver.telemetry.kubernetes.cluster import Cluster
    from codriver.telemetry.kubernetes.pods import Pod
    from codriver.telemetry.kubernetes.thing import Thing

RESTARTED = 0.6  # of a service that is restarted again and again: it serves between two restarts
OFTEN = 2


def standings(cluster: Cluster) -> Iterator[Observation]:
    """One observation a workload of which something is known."""
    for service in cluster.services:
        yield from _of(cluster, service)


def _of(cluster: Cluster, service: str) -> Iterator[Observation]:
    maker, pods = cluster.maker(service), cluster.pods_of(service)
    wanted = number(maker.body, "spec", "replicas", otherwise=len(pods)) if maker else len(pods)
    told = [pod for pod in pods if pod.ready is not None]
    ready = sum(bool(pod.ready) for pod in told)
    known = bool(told) or (maker is not None and maker.has("status", "replicas"))
    cites = tuple(dict.fromkeys(_cites(maker, pods)))
    if not known or not wanted or not cites:
        return
    missing = max(wanted - (ready if told or not maker else _available(maker)), 0)
    restarts = max((pod.restarts for pod in pods if _restarting(cluster, pod)), default=0)
    if missing:
        says = f"{missing} of {wanted} pods of {service} {'does' if missing == 1 else 'do'} not serve{_shown(pods)}"
        share = missing / wanted
        yield state(service, says, cites, level=TROUBLE, name="pods_not_serving", at=_since(pods), share=share)
    elif restarts >= OFTEN:
        says = f"pods of {service} were restarted {restarts} times"
        yield state(service, says, cites, level=TROUBLE, name="pods_restarting", at=_since(pods), share=RESTARTED)
    else:
        says = f"all {wanted} pods of {service} serve" if wanted > 1 else f"the pod of {service} serves"
        yield state(service, says, cites, level=HEALTH, name="pods_serving", at=_since(pods), share=0.0)


def _restarting(cluster: Cluster, pod: Pod) -> bool:
    """Restarts that some event still tells of, or that the state shows; old ones are history."""
    recent = any(event.reason in ("BackOff", "Killing", "Unhealthy") for event in cluster.events_of(pod.thing.name))
    return recent or any(
        text(status, "state", "waiting", "reason") == "CrashLoopBackOff" for _, status, _ in pod.statuses()
    )


def _available(maker: Thing) -> int:
    return max(number(maker.body, "status", key) for key in ("availableReplicas", "readyReplicas"))


def _shown(pods: tuple[Pod, ...]) -> str:
    words = sorted({word for pod in pods if not pod.ready for word in (_word(pod),) if word})
    return f" ({', '.join(words)})" if words else ""


def _word(pod: Pod) -> str:
    for _, status, _ in pod.statuses():
        reason = text(status, "state", "waiting", "reason")
        if reason:
            return reason
    return pod.shown or pod.phase


def _cites(maker: Thing | None, pods: tuple[Pod, ...]) -> Iterator[Citation]:
    for pod in pods:
        if not pod.ready:
            yield pod.thing.cite("status", "phase")
    if maker is not None:
        yield maker.cite("spec", "replicas")
    for pod in pods[:1]:
        yield pod.thing.cite("status", "phase")


def _since(pods: tuple[Pod, ...]) -> datetime:
    """When the first pod that does not serve stopped to, as far as its conditions say."""
    found = [
        at
        for pod in pods
        if not pod.ready
        for condition in pod.thing.rows("status", "conditions")
        if text(condition, "type") == "Ready" and (at := moment(text(condition, "lastTransitionTime"))) != NO_TIME
    ]
    return min(found, default=NO_TIME)
