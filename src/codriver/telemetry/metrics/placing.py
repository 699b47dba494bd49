"""Puts each series in its place: which service and callee it is about, and what its labels only repeat."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from codriver.telemetry.kinds import Form, Measure, measure_of, spelt
from codriver.telemetry.naming import peer_of, service_of
from codriver.telemetry.rows import Series

INSTANCE = frozenset({
    "instance", "pod", "pod_name", "exported_instance", "exported_pod", "node", "host", "hostname", "host.name",
    "replica", "k8s.pod.name", "container_id", "id", "uid", "pod_ip", "service.instance.id", "service_instance_id",
    "cpu", "core", "image", "k8s_node_name", "nodename", "process_pid", "pid",
})  # fmt: skip
ROUTE = ("route", "http_route", "http.route", "handler", "endpoint", "uri", "path", "operation", "rpc_method")
STATUS = (
    "status", "code", "status_code", "http_status_code", "http.status_code", "http_response_status_code",
    "http.response.status_code", "response_code", "grpc_code", "grpc_status", "rpc_grpc_status_code",
    "outcome", "result",
)  # fmt: skip
_PARTS = frozenset({"le", "quantile", "__name__"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A series with what it measures and whose it is. `rest` are the labels that are neither."""

    series: Series
    measure: Measure
    service: str
    peer: str
    route: str
    status: str
    instance: str
    edge: str
    rest: tuple[tuple[str, str], ...]


def place(series: Iterable[Series]) -> tuple[Placed, ...]:
    """Every series with at least one point, placed, in one order whatever the order they came in."""
    kept = (one for one in series if one.times)
    return tuple(_placed(one) for one in sorted(kept, key=lambda s: (s.name, s.labels, s.source, s.locator)))


def _placed(series: Series) -> Placed:
    labels = dict(series.labels)
    measure = measure_of(series.name, frozenset(labels) & {"le", "quantile"})
    service, peer = _whose(series.labels, client="client" in spelt(series.name).split("_"))
    route = _first(labels, ROUTE)
    status = _first(labels, STATUS) if measure.form in (Form.COUNTER, Form.COUNT, Form.BUCKET, Form.SUM) else ""
    named = {service, peer, route, status}
    rest = tuple((k, v) for k, v in sorted(labels.items()) if k not in INSTANCE | _PARTS and v not in named)
    instance = "|".join(f"{key}={labels[key]}" for key in sorted(INSTANCE & labels.keys()))
    edge = labels.get("le", labels.get("quantile", ""))
    return Placed(series, measure, service, peer, route, status, instance, edge, rest)


@lru_cache(maxsize=4096)
def _whose(labels: tuple[tuple[str, str], ...], *, client: bool) -> tuple[str, str]:
    """Service and callee. What a server counts names itself as the peer; a client that does so calls itself."""
    by_name = dict(labels)
    service, peer = service_of(by_name), peer_of(by_name)
    return service, peer if client or peer != service else ""


def _first(labels: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((labels[key] for key in keys if labels.get(key)), "")
