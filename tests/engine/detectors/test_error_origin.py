from dataclasses import replace

from codriver.engine.detectors.error_origin import detect
from codriver.testing import a_situation, an_edge, an_origin, self_latency


def test_the_place_where_failing_requests_begin_is_trouble_and_cited() -> None:
    origin = an_origin("pricing", 0.0, 3.0)
    (found,) = detect(a_situation(observations=[origin]))

    assert (found.service, found.peer, found.trouble, found.cites) == ("pricing", "", True, origin.cites)
    assert found.says == "failing requests begin in pricing (none -> 3/s)"


def test_an_origin_in_calls_to_a_callee_without_spans_points_at_the_callee() -> None:
    (found,) = detect(a_situation(observations=[an_origin("pricing", 0.0, 3.0, peer="bank")]))

    assert found.peer == "bank"
    assert "calling bank" in found.says


def test_a_service_that_spends_more_time_in_itself_became_slow() -> None:
    (found,) = detect(a_situation(observations=[self_latency("pricing", 0.1, 0.8)]))

    assert (found.trouble, found.kind) == (True, "latency")
    assert found.says == "pricing itself became slow: 100 ms -> 800 ms of its own time"


def test_milliseconds_that_nobody_feels_and_less_than_twice_the_time_are_left_alone() -> None:
    assert not list(detect(a_situation(observations=[self_latency("a", 0.001, 0.009), self_latency("b", 0.5, 0.9)])))


def test_fewer_errors_than_before_and_the_noise_of_a_series_are_left_alone() -> None:
    fewer, noise = an_origin("pricing", 3.0, 0.5), replace(an_origin("pricing", 1.0, 1.2), deviation=2.0)
    assert not list(detect(a_situation(observations=[fewer, noise, an_edge("a", "b", errors=(0.0, 0.9))])))
