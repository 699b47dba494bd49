"""Pods that are not even made: refused by a quota, a limit range, a policy, a webhook, or for a missing account.

When it is wrong: a refusal that was mended since; it is passed over where all pods that are wanted are there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes.fault import Fault
from codriver.telemetry.kubernetes.thing import text, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.model import Citation
    from codriver.telemetry.kubernetes.cluster import Cluster
    from codriver.telemetry.kubernetes.events import Event

REFUSED = frozenset({"FailedCreate", "FailedCreatePod", "FailedUpdate", "ReplicaSetCreateError"})
# cause, pattern of the message, what the service is said to suffer
_REASONS: tuple[tuple[str, str, str], ...] = (
    (
        "missing_service_account",
        r"service ?account \"?(?P<name>[\w.-]+)\"? not found|error looking up service account (?P<path>[\w./-]+)",
        "names a service account that is not there",
    ),
    (
        "quota",
        r"exceeded quota: (?P<name>[\w.-]+), requested: (?P<what>[^,]+)",
        "would exceed the quota of its namespace",
    ),
    (
        "quota_needs_limits",
        r"failed quota: (?P<name>[\w.-]+): must specify",
        "must say what it needs, for the quota of its namespace",
    ),
    (
        "limit_range",
        r"(?:maximum|minimum) \S+ usage per|max(?:imum)? limit/request ratio|per (?:Container|Pod) is",
        "asks for what the limit range of its namespace forbids",
    ),
    (
        "pod_security",
        r"violates PodSecurity|unable to validate against any (?:pod security policy|security context constraint)",
        "asks for what the namespace's pod security forbids",
    ),
    (
        "webhook_unavailable",
        r"failed calling webhook \"?(?P<name>[^\"\s:]+)|failed to call webhook",
        "cannot be admitted: the webhook does not answer",
    ),
    ("webhook_denied", r"admission webhook \"(?P<name>[^\"]+)\" denied", "is refused by an admission webhook"),
    (
        "missing_priority_class",
        r"no PriorityClass with name (?P<name>[\w.-]+)",
        "names a priority class that is not there",
    ),
    ("missing_runtime_class", r"RuntimeClass.*not found", "names a runtime class that is not there"),
    (
        "namespace_terminating",
        r"because it is being terminated|namespace .* is terminating",
        "cannot be made: its namespace is being deleted",
    ),
    (
        "rbac_denied",
        r"forbidden: User \"(?P<name>[^\"]+)\" cannot|is attempting to grant",
        "is refused: whoever makes it lacks the right",
    ),
    ("invalid_specification", r"is invalid: |Invalid value", "has a specification that the API refuses"),
)
OF_NAMESPACE = {"quota": "ResourceQuota", "quota_needs_limits": "ResourceQuota", "limit_range": "LimitRange"}
_COUNTED = (("pods", "pod"), ("cpu", "cpu"), ("memory", "memory"), ("services", "service"), ("storage", "storage"))


def find(cluster: Cluster) -> Iterator[Fault]:
    """One fault a service and reason; a quota is one fault of its namespace, whoever it hits."""
    found: dict[tuple[str, str, str], tuple[list[Event], set[str], str]] = {}
    for event, service in _refusals(cluster):
        told = read(event.message)
        if told is None:
            continue
        cause, name = told
        whole = _plain(cause) in OF_NAMESPACE
        suspect = _namespace(cluster, event, service) if whole else service
        key = (cause, suspect, name)
        events, hits, _ = found.setdefault(key, ([], set(), name))
        events.append(event)
        hits.add(service)
    for (cause, suspect, name), (events, hits, _) in sorted(found.items()):
        yield _fault(cluster, cause, suspect, name, events, tuple(sorted(hits)))


def read(message: str) -> tuple[str, str] | None:
    """(cause, the name of what is in the way) of a refusal; None when it is of no known kind."""
    for cause, pattern, _ in _REASONS:
        seen = re.search(pattern, message)
        if seen:
            groups = seen.groupdict()
            name = groups.get("name") or (groups.get("path") or "").rpartition("/")[2]
            what = groups.get("what") or ""
            counted = next((word for key, word in _COUNTED if key in what), "")
            return (
                f"{counted}_quota_exceeded" if counted else "quota_exceeded"
            ) if cause == "quota" else cause, name or ""
    return None


def _refusals(cluster: Cluster) -> Iterator[tuple[Event, str]]:
    for event in cluster.events:
        service = cluster.named_by(event)
        if event.reason in REFUSED and service and not _mended(cluster, event, service):
            yield event, service


def _mended(cluster: Cluster, event: Event, service: str) -> bool:
    """Whether as many pods are there by now as are wanted, or more of them were made since."""
    maker = cluster.get(event.kind, event.namespace, event.name) or cluster.maker(service)
    wanted = text(maker.body, "spec", "replicas") if maker else ""
    there = cluster.pods_of(service)
    if wanted.isdigit():
        return len(there) >= whole(wanted)
    made = [e.age for e in cluster.events_of(event.name) if e.reason == "SuccessfulCreate"]
    return bool(there) or any(age is not None and event.age is not None and age < event.age for age in made)


def _namespace(cluster: Cluster, event: Event, service: str) -> str:
    maker = cluster.maker(service)
    return event.namespace or (maker.namespace if maker else "") or "default"


def _fault(cluster: Cluster, cause: str, suspect: str, name: str, events: list[Event], hits: tuple[str, ...]) -> Fault:
    plain = _plain(cause)
    says = next(words for one, _, words in _REASONS if one == plain)
    kind = OF_NAMESPACE.get(plain, "")
    maker = cluster.maker(hits[0])
    broken = f"{kind}/{suspect}/{name}".rstrip("/") if kind else maker.key if maker else f"Deployment/{hits[0]}"
    first = events[0]
    who = ", ".join(hits)
    return Fault(
        family="admission",
        cause=cause,
        suspect=suspect,
        broken=broken,
        says=f"{who} {says}: {first.message}",
        cites=(first.cite, *_quota(cluster, kind, name)),
        hits=hits,
        at=first.at,
        text=first.message,
        count=sum(event.count for event in events),
    )


def _plain(cause: str) -> str:
    return "quota" if cause.endswith("quota_exceeded") else cause


def _quota(cluster: Cluster, kind: str, name: str) -> Iterator[Citation]:
    quotas = [thing for thing in cluster.of(kind) if thing.name == name] if kind else []
    for quota in quotas[:1]:
        used = quota.table("status", "used")
        yield quota.cite("status", "used", next(iter(used), ""))
