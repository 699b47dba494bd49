"""Both ends of a call in the labels of one series make an edge."""

import pytest

from codriver.model import Citation, Dependency, Ref
from codriver.telemetry.metrics.callers import callers
from codriver.telemetry.rows import Series


def series(name: str, *values: float, **labels: str) -> Series:
    rows = tuple(range(len(values)))
    tokens = tuple(map(str, values))
    return Series("prometheus", name, tuple(labels.items()), tuple(map(float, rows)), values, tokens, rows, "q#/{row}")


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("istio_requests_total", {"source_workload": "web", "destination_workload": "pay"}),
        ("istio_requests_total", {"source_app": "web", "destination_app": "pay"}),
        ("response_total", {"deployment": "web", "dst_service": "pay.shop.svc.cluster.local"}),
        ("traces_service_graph_request_total", {"client": "web", "server": "pay"}),
    ],
)
def test_an_edge_of_each_mesh(name: str, labels: dict[str, str]) -> None:
    cite = Citation(Ref("prometheus", "q#/1"), "9.0")
    assert callers([series(name, 1.0, 9.0, **labels)]) == (Dependency(caller="web", callee="pay", cites=(cite,)),)


@pytest.mark.parametrize(
    "one",
    [
        series("istio_requests_total", 0.0, source_workload="web", destination_workload="pay"),
        series("istio_requests_total", 1.0, source_workload="unknown", destination_workload="pay"),
        series("istio_requests_total", 1.0, source_workload="pay", destination_workload="pay"),
        series("http_requests_total", 1.0, client="web", server="pay"),
        series("traces_service_graph_request_total", client="web", server="pay"),
    ],
)
def test_what_is_no_edge(one: Series) -> None:
    assert callers([one]) == ()


def test_the_series_that_counted_most_is_cited() -> None:
    labels = {"source_workload": "web", "destination_workload": "pay"}
    (edge,) = callers([series("istio_requests_total", 5.0, **labels), series("istio_requests_total", 8.0, **labels)])
    assert edge.cites[0].quote == "8.0"
