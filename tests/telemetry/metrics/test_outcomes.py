import pytest

from codriver.telemetry.metrics.outcomes import failing, is_outcome, outcomes
from codriver.telemetry.metrics.placing import Placed, place
from codriver.telemetry.rows import Series


def placed(name: str = "http_requests_total", **labels: str) -> Placed:
    every = tuple(sorted({"job": "web", **labels}.items()))
    (one,) = place([Series("m", name, every, (0.0,), (1.0,), ("1",), (0,), "m")])
    return one


@pytest.mark.parametrize("status", ["500", "5xx", "error", "timeout", "SERVER_ERROR", "connection_refused", "000"])
def test_who_answers_fails(status: str) -> None:
    assert failing(placed(status=status))


@pytest.mark.parametrize("status", ["200", "302", "404", "429", "ok", "CLIENT_ERROR", "hit", "miss"])
def test_who_asks_wrongly_is_no_failure(status: str) -> None:
    assert not failing(placed(status=status))


def test_being_throttled_is_a_failure_to_the_caller() -> None:
    assert failing(placed("http_client_requests_total", status="429", peer="store"))


@pytest.mark.parametrize(("code", "fails"), [("13", 1), ("Unavailable", 1), ("0", 0), ("5", 0), ("NotFound", 0)])
def test_grpc_codes_are_read_as_such(code: str, fails: int) -> None:
    assert failing(placed("grpc_server_handled_total", grpc_code=code)) == bool(fails)


def test_only_counters_of_requests_count_outcomes() -> None:
    assert is_outcome(placed())
    assert not is_outcome(placed("http_requests_in_flight"))


def test_refused_is_told_apart_from_not_there() -> None:
    asked = [placed(status=status) for status in ("200", "401", "404")]
    told = {line.kind: line.values for line in outcomes(asked, {index: {0.0: 1.0} for index in range(len(asked))})}
    assert told["refusals"] == pytest.approx((1 / 3,))
    assert told["errors"] == (0,)
