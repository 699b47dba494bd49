from dataclasses import replace

from codriver.engine.detectors.traffic_surge import detect
from codriver.testing import a_metric, a_situation


def test_requests_that_rose_by_half_or_more_are_told_and_are_no_trouble_by_themselves() -> None:
    surge = a_metric("gateway", "requests", 10.0, 15.0, kind="requests", unit="/s")
    (found,) = detect(a_situation(observations=[surge]))

    assert (found.trouble, found.kind, found.direction, found.cites) == (False, "requests", "rises", surge.cites)
    assert found.says == "requests to gateway rose: 10/s -> 15/s"


def test_a_smaller_rise_or_one_within_the_noise_is_left_alone() -> None:
    small = a_metric("gateway", "requests", 10.0, 14.0, kind="requests")
    noise = replace(a_metric("gateway", "requests", 10.0, 20.0, kind="requests"), deviation=2.0)
    assert not list(detect(a_situation(observations=[small, noise])))


def test_more_calls_of_one_service_to_another_are_not_more_users() -> None:
    calls = a_metric("gateway", "requests", 10.0, 50.0, kind="requests", peer="checkout")
    assert not list(detect(a_situation(observations=[calls])))


def test_requests_whose_past_was_not_seen_did_not_rise() -> None:
    unknown = replace(a_metric("gateway", "requests", 10.0, 50.0, kind="requests"), before=None)
    assert not list(detect(a_situation(observations=[unknown])))
