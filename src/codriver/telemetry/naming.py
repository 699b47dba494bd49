"""Whose series, span or alert it is: service names out of labels, and one normal form to match names across tools."""

import re
from collections.abc import Mapping
from functools import lru_cache

# The order is the rule: what a person set on purpose stands before what a scraper added.
_SERVICE = (
    "service.name", "service_name", "exported_service", "service", "svc",
    "app.kubernetes.io/name", "app_kubernetes_io_name", "label_app_kubernetes_io_name",
    "app", "k8s_app", "application", "app_name", "label_app", "component",
    "k8s.deployment.name", "k8s_deployment_name", "deployment", "exported_container",
    "k8s.container.name", "container", "container_name", "container_label_com_docker_compose_service",
    "workload", "statefulset", "daemonset", "exported_job", "job",
    "k8s.pod.name", "exported_pod", "pod", "pod_name", "host.name", "instance", "server", "host",
)  # fmt: skip
_PEER = (
    "peer.service", "peer_service", "peer", "destination_service_name", "destination_service", "destination_workload",
    "destination_canonical_service", "callee", "dependency", "upstream", "upstream_service", "upstream_cluster",
    "upstream_host", "envoy_cluster_name", "remote_service", "backend", "target_service", "target",
    "server.address", "server_address", "net.peer.name", "net_peer_name",
)  # fmt: skip
_POD = frozenset({"pod", "pod_name", "exported_pod", "k8s.pod.name", "instance", "host", "host.name", "server"})
_WATCHERS = re.compile(
    r"(^|[-/_])(kube-state-metrics|node-exporter|cadvisor|kubelet|blackbox|pushgateway|prometheus|otel-collector"
    r"|opentelemetry-collector|federate|kubernetes-(pods|services?|nodes|endpoints|cadvisor|service-endpoints))([-_]|$)"
    r"|^(apiserver|static|pods|nodes|services|containers)$"
)
_NOBODY = frozenset({"", "pod", "none", "null", "unknown", "n/a", "-", "localhost", "127.0.0.1", "::1", "0.0.0.0"})  # noqa: S104 - names that name nobody
_SAFE = "bcdfghjklmnpqrstvwxz2456789"  # letters that Kubernetes draws its random suffixes from
_REPLICA = re.compile(rf"-[0-9a-f]{{7,10}}-[{_SAFE}]{{5}}$|-[{_SAFE}]{{8,10}}-[{_SAFE}]{{5}}$")
_SHORT = re.compile(rf"-[{_SAFE}]{{5}}$")
_ORDINAL = re.compile(r"-\d{1,3}$")
_PORT = re.compile(r"(?<![:0-9a-f]:)(?<=[^:]):\d{1,5}$")
_CLUSTER_DOMAIN = re.compile(r"^([^.]+)\.[^.]+\.svc(\.[\w.-]+)?$")
_ENDINGS = re.compile(
    r"-(service|svc|server|app|application|deployment|deploy|prod|production|prd|live|stable|primary|main|k8s)$"
)


def service_of(labels: Mapping[str, str], otherwise: str = "") -> str:
    """The service that a label set names, as it spells it; pods without their random suffix, hosts without port.

    A value that names the scraper (`kube-state-metrics`, a `kubernetes-pods` job) is passed over for the next label.
    """
    for key in _SERVICE:
        value = labels.get(key, "").strip()
        if value.lower() in _NOBODY or _WATCHERS.search(value.lower()):
            continue
        name = _host(value) if key in ("instance", "host", "server", "job", "exported_job") else value
        name = _without_pod(name) if key in _POD else name
        if name.lower() not in _NOBODY and not _is_address(name):
            return name
    return otherwise


def peer_of(labels: Mapping[str, str]) -> str:
    """The callee that a label set of a client-side series or span names, without scheme and port; "" for none."""
    for key in _PEER:
        name = _host(labels.get(key, "").strip())
        if name.lower() not in _NOBODY:
            return name
    return ""


@lru_cache(maxsize=16384)
def canonical(name: str) -> str:
    """One normal form: lower case, words parted by `-`; namespace, port, cluster domain and pod suffix left out."""
    bare = _CLUSTER_DOMAIN.sub(r"\1", _host(name.strip()))
    bare = re.sub(r"(?<=[a-z0-9])(?=[A-Z][a-z])", "-", bare)
    bare = re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")
    return _REPLICA.sub("", bare) or bare


def match(name: str, known: Mapping[str, str]) -> str | None:
    """The known service that `name` means, or None. `known` maps names and aliases to service names.

    Exact first, then equal in normal form, then equal without an ending such as `-service` or `-prod`; each only when
    it leads to one service. Never a fuzzy guess: two services merged are worse than one not matched.
    """
    if name in known:
        return known[name]
    for form in (canonical, _stripped):
        wanted = form(name)
        found = {service for spelling, service in known.items() if wanted and form(spelling) == wanted}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


@lru_cache(maxsize=16384)
def _stripped(name: str) -> str:
    bare = canonical(name)
    while (shorter := _ENDINGS.sub("", bare)) != bare and shorter:
        bare = shorter
    return bare


def _host(value: str) -> str:
    """Without scheme, path, port and namespace; the last part of a proxy's `outbound|80||name`."""
    _, schemed, rest = value.rsplit("|", 1)[-1].rpartition("://")
    place = rest.split("/", 1)[0] if schemed else rest.rstrip("/").rsplit("/", 1)[-1]
    return _PORT.sub("", place)


def _without_pod(name: str) -> str:
    for suffix in (_REPLICA, _SHORT, _ORDINAL):
        if suffix.search(name):
            return suffix.sub("", name)
    return name


def _is_address(name: str) -> bool:
    return bool(re.fullmatch(r"[0-9.]+|[0-9a-f:]*:[0-9a-f:]+|\[[0-9a-f:]+\]", name))
