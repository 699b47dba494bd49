"""The same connector asked of real servers: Prometheus with a pushgateway, and VictoriaMetrics."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests import real

from codriver.access.http.client import Client
from codriver.connectors import Document, Source, prometheus
from codriver.model import Gap, Scope

PUSHED = b'# TYPE orders_failed_total counter\norders_failed_total{status="500"} 7\n'


def told(url: str) -> tuple[list[Document], list[Gap]]:
    now = datetime.now(UTC)
    source = Source(name="prometheus", now=now, client=Client(url), settings={"step_s": 1})
    found = list(prometheus.fetch(source, Scope(since=now - timedelta(minutes=5), until=now)))
    documents = [one for one in found if isinstance(one, Document)]
    return documents, [one for one in found if isinstance(one, Gap)]


def names(documents: list[Document]) -> set[str]:
    results = [result for one in documents for result in json.loads(one.body)["data"]["result"]]
    return {result["metric"]["__name__"] for result in results}


@real.needs("prometheus", "prometheus-pushgateway")
def test_prometheus_with_a_pushgateway(tmp_path: Path) -> None:
    with real.pushgateway(tmp_path / "push") as push:
        real.ask(f"{push}/metrics/job/orders", PUSHED)
        targets = {"push": push.removeprefix("http://"), "gone": "127.0.0.1:9"}
        rules = [{"alert": "Gone", "expr": "up == 0", "labels": {"severity": "page"}}]
        with real.prometheus(tmp_path / "prometheus", targets, rules) as url:
            real.await_that(f"{url}/api/v1/query?query=orders_failed_total", "orders")
            real.await_that(f"{url}/api/v1/alerts", "firing")
            real.await_that(f"{url}/api/v1/targets", "refused")
            documents, gaps = told(url)
    assert {"up", "orders_failed_total"} <= names(documents)
    assert any(gap.what.startswith("metrics of gone") for gap in gaps)


@real.needs("victoria-metrics")
def test_victoria_metrics(tmp_path: Path) -> None:
    now = int(datetime.now(UTC).timestamp() * 1000)
    rows = "".join(f'http_requests_total{{job="web",status="200"}} {n} {now - (60 - n) * 1000}\n' for n in range(60))
    with real.victoria_metrics(tmp_path / "vm") as url:
        real.ask(f"{url}/api/v1/import/prometheus", rows.encode())
        real.await_that(f"{url}/api/v1/series?match[]=http_requests_total", "web")
        real.await_that(f"{url}/api/v1/label/__name__/values", "http_requests_total")
        documents, _ = told(url)
    assert names(documents) == {"http_requests_total"}
