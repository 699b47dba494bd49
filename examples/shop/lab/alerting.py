"""Alert rules over the scraped metrics, and the webhook that Alertmanager would have sent.

The rules speak of symptoms at the gateway and at checkout. They know nothing of causes.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from .scrape import Scraper, Values

WINDOW_S = 10
FEWEST_REQUESTS = 4  # below that a share says nothing
NEVER = "0001-01-01T00:00:00Z"

Measured = dict[str, float]
Measure = Callable[[Scraper, int], Measured]


@dataclass(frozen=True)
class Rule:
    """When `measure` says more than `above` for `for_s` seconds for a route, the alert fires."""

    name: str
    job: str
    measure: Measure
    above: float
    for_s: int
    severity: str
    summary: str
    expression: str


@dataclass(frozen=True)
class Firing:
    """One alert that fired."""

    rule: Rule
    route: str
    since: int
    value: float


class Alerting:
    """Evaluates the rules each second, and remembers what fired."""

    def __init__(self, scraper: Scraper, rules: tuple[Rule, ...]) -> None:
        self._scraper = scraper
        self.rules = rules
        self._pending: dict[tuple[str, str], int] = {}
        self.fired: dict[tuple[str, str], Firing] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(1 - (time.time() - 0.5) % 1):
            now = int(time.time())
            for rule in self.rules:
                self._evaluate(rule, now)

    def _evaluate(self, rule: Rule, now: int) -> None:
        measured = rule.measure(self._scraper, now)
        for route, value in measured.items():
            key = rule.name, route
            if value <= rule.above:
                self._pending.pop(key, None)
            elif now - self._pending.setdefault(key, now) >= rule.for_s:
                self.fired.setdefault(key, Firing(rule, route, now, value))


def error_share(job: str, first: str = "5") -> Measure:
    """The share of requests whose status begins with that digit, by route."""

    def measure(scraper: Scraper, now: int) -> Measured:
        failed, all_of_them = Counts(), Counts()
        for labels, values in scraper.read("http_requests_total", job=job):
            grown = increase(values, now)
            all_of_them.add(labels["route"], grown)
            failed.add(labels["route"], grown if labels["status"].startswith(first) else 0)
        return {route: failed[route] / n for route, n in all_of_them.items() if n >= FEWEST_REQUESTS}

    return measure


def latency(job: str, quantile: float) -> Measure:
    """A quantile of the duration, by route, as histogram_quantile would guess it."""

    def measure(scraper: Scraper, now: int) -> Measured:
        routes: dict[str, list[tuple[float, float]]] = {}
        for labels, values in scraper.read("http_request_duration_seconds_bucket", job=job):
            routes.setdefault(labels["route"], []).append((float(labels["le"]), increase(values, now)))
        return {route: within(sorted(steps), quantile) for route, steps in routes.items()}

    return measure


def request_rate(job: str) -> Measure:
    def measure(scraper: Scraper, now: int) -> Measured:
        rates = Counts()
        for labels, values in scraper.read("http_requests_total", job=job):
            rates.add(labels["route"], increase(values, now) / WINDOW_S)
        return rates

    return measure


class Counts(dict[str, float]):
    """Sums by name."""

    def add(self, name: str, amount: float) -> None:
        self[name] = self.get(name, 0) + amount


def increase(values: Values, now: int) -> float:
    """How much a counter grew in the window; a restart begins again at nothing."""
    recent = [float(value) for at, value in values if at >= now - WINDOW_S]
    if values and values[0][0] >= now - WINDOW_S:
        recent = [0.0, *recent]
    return sum(max(b - a, 0) if b >= a else b for a, b in pairwise(recent))


def within(steps: list[tuple[float, float]], quantile: float) -> float:
    """Linear between the edges of the bucket in which the quantile falls."""
    total = steps[-1][1]
    if total < FEWEST_REQUESTS:
        return 0.0
    edge, below = 0.0, 0.0
    for upper, seen in steps:
        if seen >= quantile * total:
            inside = (quantile * total - below) / max(seen - below, 1)
            return edge if upper == float("inf") else edge + (upper - edge) * inside
        edge, below = upper, seen
    return edge


RULES = (
    Rule(
        "HighErrorRate", "gateway", error_share("gateway"), 0.05, 5, "page",
        "more than 5% of requests to {route} fail",
        'sum by (route) (rate(http_requests_total{job="gateway",status=~"5.."}[10s]))'
        ' / sum by (route) (rate(http_requests_total{job="gateway"}[10s])) > 0.05',
    ),
    Rule(
        "HighLatencyP95", "gateway", latency("gateway", 0.95), 0.75, 5, "page",
        "95th percentile of {route} is above 750 ms",
        "histogram_quantile(0.95, sum by (route, le)"
        ' (rate(http_request_duration_seconds_bucket{job="gateway"}[10s]))) > 0.75',
    ),
    Rule(
        "OrdersFailing", "checkout", error_share("checkout"), 0.10, 5, "page",
        "more than 10% of orders fail at {route}",
        'sum by (route) (rate(http_requests_total{job="checkout",status=~"5.."}[10s]))'
        ' / sum by (route) (rate(http_requests_total{job="checkout"}[10s])) > 0.1',
    ),
)  # fmt: skip


def webhook(fired: list[Firing]) -> dict[str, Any]:
    """Alertmanager's version 4 payload for what fired together."""
    alerts = [alert_of(firing) for firing in sorted(fired, key=lambda one: (one.since, one.rule.name, one.route))]
    common = {k: v for k, v in alerts[0]["labels"].items() if all(a["labels"].get(k) == v for a in alerts)}
    return {
        "version": "4",
        "groupKey": '{}:{env="production"}',
        "truncatedAlerts": 0,
        "status": "firing",
        "receiver": "oncall",
        "groupLabels": {"env": "production"},
        "commonLabels": common,
        "commonAnnotations": {},
        "externalURL": "http://alertmanager:9093",
        "alerts": alerts,
    }


def alert_of(firing: Firing) -> dict[str, Any]:
    labels = {"alertname": firing.rule.name, "env": "production", "job": firing.rule.job}
    labels |= {"route": firing.route} if firing.route else {}
    labels |= {"service": firing.rule.job, "severity": firing.rule.severity}
    words = {"summary": f"{firing.rule.job}: {firing.rule.summary.format(route=firing.route)}"}
    return {
        "status": "firing",
        "labels": labels,
        "annotations": words | {"description": f"value {firing.value:.3f} over the last {WINDOW_S} s"},
        "startsAt": datetime.fromtimestamp(firing.since, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "endsAt": NEVER,
        "generatorURL": f"http://prometheus:9090/graph?g0.expr={firing.rule.name}",
        "fingerprint": hashlib.sha256(repr(sorted(labels.items())).encode()).hexdigest()[:16],
    }
