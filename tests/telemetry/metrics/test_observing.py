import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from codriver.model import Observation, Window
from codriver.telemetry.metrics import observe
from codriver.telemetry.rows import Series

SINCE = datetime(2024, 5, 1, 12, tzinfo=UTC)
STEP, COUNT = 5, 180
WINDOW = Window(since=SINCE, onset=SINCE + timedelta(minutes=10), until=SINCE + timedelta(minutes=15))
TIMES = tuple(SINCE.timestamp() + STEP * index for index in range(COUNT))
ONSET = WINDOW.onset.timestamp()


def series(name: str, labels: dict[str, str], level: Callable[[float], float], since: float = 0.0) -> Series:
    times = tuple(at for at in TIMES if at >= since)
    values = tuple(level(at) for at in times)
    rows = tuple(range(len(times)))
    locator = f"metrics/{name}.json#/data/result/0/values/{{row}}/1"
    tokens = tuple(map(str, values))
    return Series("prometheus", name, tuple(sorted(labels.items())), times, values, tokens, rows, locator)


def counter(name: str, labels: dict[str, str], rate: Callable[[float], float], since: float = 0.0) -> Series:
    total = 0.0

    def grown(at: float) -> float:
        nonlocal total
        total += rate(at) * STEP
        return total

    return series(name, labels, grown, since)


def after(low: float, high: float) -> Callable[[float], float]:
    return lambda at: high if at > ONSET else low


def one(found: tuple[Observation, ...], kind: str, **fields: str) -> Observation:
    fitting = [seen for seen in found if seen.kind == kind and all(getattr(seen, k) == v for k, v in fields.items())]
    assert len(fitting) == 1, fitting
    return fitting[0]


def test_requests_by_status_become_a_rate_and_a_failing_share() -> None:
    labels = {"job": "web", "route": "/"}
    found = observe(
        [
            counter("http_requests_total", {**labels, "status": "200"}, after(10, 5)),
            counter("http_requests_total", {**labels, "status": "503"}, after(0, 5), since=ONSET),
            counter("http_requests_total", {**labels, "status": "403"}, after(0, 0)),
        ],
        WINDOW,
    )
    errors = one(found, "errors")
    assert (errors.service, errors.unit, errors.before, errors.name) == ("web", "share", 0, "http_requests_total")
    assert errors.after == pytest.approx(0.5, abs=0.01)
    assert abs(errors.at.timestamp() - ONSET) <= STEP
    assert errors.deviation > 10
    assert one(found, "requests").before == pytest.approx(10)
    assert one(found, "refusals").deviation == 0


def test_calls_to_another_service_have_it_as_peer() -> None:
    labels = {"job": "web", "peer": "store"}
    failed = counter("http_client_requests_total", {**labels, "status": "error"}, after(0, 2))
    fine = counter("http_client_requests_total", {**labels, "status": "200"}, after(4, 2))
    found = observe([failed, fine], WINDOW)
    assert one(found, "errors", peer="store").after == pytest.approx(0.5)


def test_what_a_citation_quotes_is_a_value_of_the_series_as_spelt() -> None:
    ok = counter("http_requests_total", {"job": "web", "status": "200"}, after(10, 5))
    bad = counter("http_requests_total", {"job": "web", "status": "500"}, after(0, 5))
    cites = one(observe([ok, bad], WINDOW), "errors").cites
    assert len(cites) == 2
    assert {cite.quote for cite in cites} <= set(bad.tokens)
    assert all(cite.ref.locator.startswith("metrics/http_requests_total.json#/data/result/0/values/") for cite in cites)


def test_what_did_not_shift_is_told_too() -> None:
    draw = random.Random(1)
    found = observe([series("process_resident_memory_bytes", {"job": "web"}, lambda _: draw.gauss(1e8, 1e6))], WINDOW)
    memory = one(found, "memory")
    assert abs(memory.deviation) < 3
    assert memory.at == WINDOW.onset
    assert memory.before == pytest.approx(1e8, rel=0.05)


def test_a_steady_series_of_an_unknown_kind_is_not_told() -> None:
    assert observe([series("something_of_ours", {"job": "web"}, lambda _: 3)], WINDOW) == ()


def test_a_histogram_becomes_mean_and_95th_percentile() -> None:
    name, labels = "http_request_duration_seconds", {"job": "web"}
    parts = [
        counter(f"{name}_count", labels, after(10, 10)),
        counter(f"{name}_sum", labels, after(0.5, 8)),
        counter(f"{name}_bucket", {**labels, "le": "0.1"}, after(10, 0)),
        counter(f"{name}_bucket", {**labels, "le": "1"}, after(10, 10)),
        counter(f"{name}_bucket", {**labels, "le": "+Inf"}, after(10, 10)),
    ]
    found = observe(parts, WINDOW)
    stats = {seen.label("stat"): (seen.before, seen.after) for seen in found if seen.kind == "latency"}
    assert stats["mean"] == pytest.approx((0.05, 0.8))
    assert stats["p95"] == pytest.approx((0.095, 0.955))
    assert one(found, "requests").name == name


def test_a_pool_and_its_size_become_a_share() -> None:
    labels = {"job": "web", "peer": "store"}
    pool = [series("db_pool_in_use", labels, after(1, 8)), series("db_pool_size", labels, after(8, 8))]
    found = observe(pool, WINDOW)
    filled = one(found, "connections", unit="share")
    assert (filled.before, filled.after, filled.peer, filled.name) == (0.125, 1, "store", "db_pool_in_use")


def test_free_space_and_size_become_a_share_that_is_used() -> None:
    labels = {"job": "web", "mountpoint": "/var"}
    space = [series("node_filesystem_avail_bytes", labels, after(80, 2)),
             series("node_filesystem_size_bytes", labels, lambda _: 100)]  # fmt: skip
    filled = one(observe(space, WINDOW), "disk", unit="share")
    assert (filled.before, filled.after) == pytest.approx((0.2, 0.98))


def test_few_instances_are_told_apart_and_many_are_put_together() -> None:
    def pools(count: int) -> list[Series]:
        return [
            series("queue_depth", {"job": "web", "instance": f"web-{i}:80"}, after(1, 90 if i == 0 else 1))
            for i in range(count)
        ]

    apart = [seen for seen in observe(pools(3), WINDOW) if seen.deviation > 3]
    assert [seen.label("instance") for seen in apart] == ["instance=web-0:80"]
    (together,) = observe(pools(30), WINDOW)
    assert (together.before, together.after) == (1, 90)


def test_each_move_of_the_start_time_is_a_restart() -> None:
    def started(at: float) -> float:
        return float(sum(at >= ONSET + late for late in (20, 60, 100))) * 30 + TIMES[0]

    restarts = one(observe([series("process_start_time_seconds", {"job": "web"}, started)], WINDOW), "restarts")
    assert (restarts.before, restarts.after, restarts.count) == (0, 3, 3)
    assert restarts.deviation > 3


def test_a_service_whose_metrics_end_while_others_go_on_fell_silent() -> None:
    whole = series("process_threads", {"job": "dead"}, lambda _: 4)
    cut = sum(at <= ONSET + 60 for at in TIMES)
    dead = replace(
        whole, times=whole.times[:cut], values=whole.values[:cut], tokens=whole.tokens[:cut], rows=whole.rows[:cut]
    )
    found = observe([dead, series("process_threads", {"job": "alive"}, lambda _: 4)], WINDOW)
    silence = one(found, "silence")
    assert (silence.service, silence.after) == ("dead", 0)
    assert silence.at.timestamp() == ONSET + 60


def test_a_counter_that_starts_anew_is_no_shift() -> None:
    def reset(at: float) -> float:
        return (at - TIMES[0]) * 3 if at < ONSET else (at - ONSET) * 3

    requests = one(observe([series("http_requests_total", {"job": "web"}, reset)], WINDOW), "requests")
    assert abs(requests.deviation) < 3


def test_the_order_of_series_changes_nothing() -> None:
    every = [series(name, {"job": job}, after(1, 9)) for name in ("queue_depth", "go_goroutines") for job in "abc"]
    assert observe(every, WINDOW) == observe(every[::-1], WINDOW)


def test_a_series_without_points_before_the_onset_says_nothing() -> None:
    assert observe([series("queue_depth", {"job": "web"}, lambda _: 3, since=ONSET)], WINDOW) == ()
