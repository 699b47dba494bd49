"""Who calls whom, as the metrics of a mesh or a service graph say it: both ends stand in the labels of one series.

Istio, Linkerd, Consul and the service graphs of Tempo and the collector. A series that never counted a call is no edge.
"""

from collections.abc import Iterable, Iterator, Mapping

from codriver.model import Dependency
from codriver.telemetry.rows import Series

_ENDS = (  # caller's label, callee's label; the first pair that a series has
    ("source_canonical_service", "destination_canonical_service"),
    ("source_workload", "destination_workload"),
    ("source_app", "destination_app"),
    ("source_service", "destination_service"),
    ("deployment", "dst_deployment"),
    ("deployment", "dst_service"),
    ("consul_source_service", "consul_destination_service"),
    ("local_cluster", "consul_destination_service"),
)
_GRAPHS = ("traces_service_graph", "service_graph")
_NOBODY = frozenset({"", "unknown", "user", "virtual_node"})


def callers(series: Iterable[Series]) -> tuple[Dependency, ...]:
    """One dependency a pair, cited by the last point of the series that counted most."""
    best: dict[tuple[str, str], Series] = {}
    for one in series:
        for pair in _pair(one):
            if pair not in best or max(one.values) > max(best[pair].values):
                best[pair] = one
    return tuple(
        Dependency(caller=caller, callee=callee, cites=(one.cite(len(one.times) - 1),))
        for (caller, callee), one in sorted(best.items(), key=lambda item: item[0])
    )


def _pair(series: Series) -> Iterator[tuple[str, str]]:
    labels = dict(series.labels)
    caller, callee = _ends(series.name, labels)
    counted = bool(series.times) and max(series.values, default=0.0) > 0
    if counted and caller not in _NOBODY and callee not in _NOBODY and caller != callee:
        yield caller, callee


def _ends(name: str, labels: Mapping[str, str]) -> tuple[str, str]:
    if name.startswith(_GRAPHS):
        return labels.get("client", ""), labels.get("server", "")
    found = next((pair for pair in _ENDS if all(labels.get(key) for key in pair)), None)
    return (_short(labels[found[0]]), _short(labels[found[1]])) if found else ("", "")


def _short(name: str) -> str:
    """`reviews.shop.svc.cluster.local` is `reviews`."""
    return name.split(".", 1)[0] if ".svc" in name else name
