import pytest

from codriver.telemetry.kinds import Form, Part, measure_of

KINDS = {
    "http_requests_total": ("requests", Form.COUNTER, 0),
    "http_request_duration_seconds": ("latency", Form.GAUGE, 1),
    "http.server.request.duration": ("latency", Form.GAUGE, 1),
    "http_request_duration_seconds_bucket": ("latency", Form.BUCKET, 1),
    "grpc_server_handling_seconds_sum": ("latency", Form.SUM, 1),
    "payments_errors_total": ("errors", Form.COUNTER, 1),
    "process_resident_memory_bytes": ("memory", Form.GAUGE, 1),
    "node_memory_MemAvailable_bytes": ("memory", Form.GAUGE, -1),
    "jvm_memory_used_bytes": ("memory", Form.GAUGE, 1),
    "process_cpu_seconds_total": ("cpu", Form.COUNTER, 1),
    "container_cpu_cfs_throttled_seconds_total": ("cpu", Form.COUNTER, 1),
    "process_open_fds": ("descriptors", Form.GAUGE, 1),
    "hikaricp_connections_pending": ("connections", Form.GAUGE, 1),
    "db_client_connections_usage": ("connections", Form.GAUGE, 1),
    "go_goroutines": ("threads", Form.GAUGE, 1),
    "kafka_consumer_lag": ("queue", Form.GAUGE, 1),
    "kube_pod_container_status_restarts_total": ("restarts", Form.COUNTER, 1),
    "process_start_time_seconds": ("restarts", Form.MOMENT, 1),
    "up": ("up", Form.GAUGE, -1),
    "node_filesystem_avail_bytes": ("disk", Form.GAUGE, -1),
    "http_requests_in_flight": ("saturation", Form.GAUGE, 1),
    "cache_hits_total": ("cache", Form.COUNTER, 0),
    "jvm_gc_pause_seconds_sum": ("gc", Form.SUM, 1),
    "x509_cert_expiry_seconds": ("certificate", Form.GAUGE, -1),
    "something_of_ours": ("", Form.GAUGE, 0),
}


@pytest.mark.parametrize("name", KINDS)
def test_the_name_tells_what_a_metric_measures(name: str) -> None:
    measure = measure_of(name)
    assert (measure.kind, measure.form, measure.worse) == KINDS[name]


def test_a_summarys_quantile_is_told_by_its_label() -> None:
    assert measure_of("rpc_duration_seconds", frozenset({"quantile"})).form is Form.QUANTILE


@pytest.mark.parametrize(
    ("used", "limit"),
    [
        ("http_pool_in_use", "http_pool_size"),
        ("process_open_fds", "process_max_fds"),
        ("hikaricp_connections_active", "hikaricp_connections_max"),
        ("container_memory_working_set_bytes", "container_spec_memory_limit_bytes"),
        ("jvm_memory_used_bytes", "jvm_memory_max_bytes"),
    ],
)
def test_what_is_used_and_its_limit_find_each_other(used: str, limit: str) -> None:
    assert (measure_of(used).part, measure_of(limit).part) == (Part.USED, Part.LIMIT)
    assert measure_of(used).resource == measure_of(limit).resource


def test_those_who_wait_for_a_pool_are_no_part_of_it() -> None:
    assert measure_of("http_pool_waiting").resource != measure_of("http_pool_size").resource


def test_the_size_of_a_queue_is_how_full_it_is_not_its_limit() -> None:
    assert measure_of("job_queue_size").part is Part.USED


def test_a_rate_per_second_is_no_time() -> None:
    measure = measure_of("http_errors_per_second")

    assert (measure.kind, measure.unit) == ("errors", "/s")
