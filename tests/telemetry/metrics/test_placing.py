from codriver.telemetry.metrics.placing import place
from codriver.telemetry.rows import Series


def series(name: str, **labels: str) -> Series:
    return Series("m", name, tuple(sorted(labels.items())), (0.0,), (1.0,), ("1",), (0,), "m")


def test_labels_that_place_a_series_are_not_repeated() -> None:
    (one,) = place([series("http_requests_total", job="web", instance="web:80", route="/", status="200", zone="a")])
    assert (one.service, one.route, one.status, one.instance) == ("web", "/", "200", "instance=web:80")
    assert one.rest == (("zone", "a"),)


def test_a_servers_own_address_is_no_callee() -> None:
    (one,) = place([series("http.server.request.count", **{"service.name": "web", "server.address": "web"})])
    assert one.peer == ""


def test_a_client_that_calls_itself_is_an_edge_of_its_own() -> None:
    (one,) = place([series("http_client_requests_total", job="web", peer="web")])
    assert one.peer == "web"


def test_a_series_without_points_is_left_out() -> None:
    assert place([Series("m", "up", (), (), (), (), (), "m")]) == ()
