import math
from dataclasses import replace

import pytest

from codriver.engine.detectors.metric_step import detect
from codriver.testing import a_metric, a_situation


def test_a_share_of_failing_requests_that_rose_is_trouble() -> None:
    step = a_metric("checkout", "error share", 0.0, 0.4, kind="errors", unit="share")
    (found,) = detect(a_situation(observations=[step]))

    assert (found.trouble, found.direction, found.cites) == (True, "rises", step.cites)
    assert found.says == "failing requests (error share) of checkout: 0 % -> 40 %"


def test_a_metric_about_calls_names_the_callee() -> None:
    step = a_metric("checkout", "latency", 0.1, 2.0, kind="latency", unit="s", peer="pricing")
    (found,) = detect(a_situation(observations=[step]))

    assert (found.peer, found.trouble) == ("pricing", True)
    assert "of checkout toward pricing" in found.says


@pytest.mark.parametrize(
    ("kind", "unit", "before", "after"),
    [
        ("memory", "bytes", 1e6, 9e6),  # differs, hurts nobody
        ("errors", "share", 0.4, 0.0),  # became better
        ("latency", "s", 0.001, 0.02),  # nobody feels it
        ("latency", "s", 1.0, 1.9),  # load
        ("refusals", "share", 0.0, 0.1),  # callers that ask wrongly are daily life
        ("errors", "share", 0.0, math.nan),
    ],
)
def test_a_step_that_no_user_feels_is_told_but_is_no_trouble(kind: str, unit: str, before: float, after: float) -> None:
    step = replace(a_metric("checkout", "m", before, after, kind=kind, unit=unit), deviation=20.0)
    assert [found.trouble for found in detect(a_situation(observations=[step]))] == [False]


def test_a_steady_metric_is_left_alone() -> None:
    steady = a_metric("checkout", "error share", 0.01, 0.01, kind="errors", unit="share")
    assert not list(detect(a_situation(observations=[steady])))


def test_an_unbounded_shift_is_as_plain_as_can_be() -> None:
    step = replace(a_metric("checkout", "m", 0.0, 1.0), deviation=-math.inf)
    assert [found.size for found in detect(a_situation(observations=[step]))] == [1.0]
