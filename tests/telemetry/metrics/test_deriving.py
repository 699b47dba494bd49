import pytest

from codriver.telemetry.metrics.deriving import lines
from codriver.telemetry.metrics.levels import FEW, counts, levels
from codriver.telemetry.metrics.limits import filled
from codriver.telemetry.metrics.placing import place
from codriver.telemetry.rows import Series


def series(name: str, *values: float, **labels: str) -> Series:
    times = tuple(10.0 * index for index in range(len(values)))
    tokens = tuple(map(str, values))
    return Series("m", name, tuple(sorted(labels.items())), times, values, tokens, tuple(range(len(values))), "m:{row}")


def test_many_instances_show_the_one_that_is_worst_off() -> None:
    free = [series("node_memory_MemAvailable_bytes", i, 90 - i, job="web", pod=str(i)) for i in range(FEW + 1)]
    (line,) = levels(place(free))
    assert list(line.values) == [0, 90 - FEW]
    assert dict(line.labels)["of"] == f"{FEW + 1} instances, the min"


def test_many_instances_of_a_counter_are_added_up() -> None:
    placed = place([series("n_errors_total", 0, 10, job="web", pod=str(i)) for i in range(FEW + 1)])
    (line,) = counts(placed, {index: {5.0: 1.0} for index in range(len(placed))})
    assert (line.kind, line.unit, line.values) == ("errors", "/s", (FEW + 1,))


def test_idle_processor_time_is_no_load() -> None:
    assert lines([series("node_cpu_seconds_total", 0, 10, 20, job="web", mode="idle")]) == ()
    (busy,) = lines([series("node_cpu_seconds_total", 0, 10, 20, job="web", mode="user")])
    assert (busy.kind, busy.unit, busy.values) == ("cpu", "s/s", (1, 1))


@pytest.mark.parametrize("limit", [0.0, 9.2e18])
def test_no_limit_is_not_a_limit(limit: float) -> None:
    pair = [
        series("container_memory_usage_bytes", 5, 5, job="web"),
        series("container_spec_memory_limit_bytes", limit, limit, job="web"),
    ]
    assert [line for line in filled(place(pair)) if line.times] == []


def test_each_resource_is_held_against_its_own_limit() -> None:
    pools = [
        series("db_pool_in_use", 1, 2, job="web", peer="store"),
        series("db_pool_size", 4, 4, job="web", peer="store"),
        series("db_pool_in_use", 1, 2, job="web", peer="ledger"),
        series("db_pool_size", 2, 2, job="web", peer="ledger"),
    ]
    assert {line.peer: line.values for line in filled(place(pools))} == {"store": (0.25, 0.5), "ledger": (0.5, 1)}


def test_used_and_idle_connections_make_a_share_without_a_limit() -> None:
    pool = [
        series("db_connections_active", 1, 3, job="web"),
        series("db_connections_idle", 3, 1, job="web"),
    ]
    (line,) = filled(place(pool))
    assert (line.name, line.values) == ("db_connections_active", (0.25, 0.75))


def test_requests_are_told_by_a_histogram_only_where_no_counter_does() -> None:
    histogram = [
        series("http_request_duration_seconds_count", 0, 10, 20, job="web"),
        series("http_request_duration_seconds_sum", 0, 1, 2, job="web"),
    ]
    counted = series("http_requests_total", 0, 10, 20, job="web")
    assert [line.name for line in lines(histogram) if line.kind == "requests"] == ["http_request_duration_seconds"]
    both = lines([*histogram, counted])
    assert [line.name for line in both if line.kind == "requests"] == ["http_requests_total"]


def test_routes_are_told_apart_and_together() -> None:
    found = lines([series("http_requests_total", 0, 10, 20, job="web", route=route) for route in ("/a", "/b")])
    assert [(dict(line.labels).get("route"), line.values) for line in found] == [
        (None, (2, 2)),
        ("/a", (1, 1)),
        ("/b", (1, 1)),
    ]
