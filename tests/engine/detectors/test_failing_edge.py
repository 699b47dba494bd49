from dataclasses import replace

from codriver.engine.detectors.failing_edge import detect
from codriver.testing import a_situation, an_edge, an_origin


def test_calls_that_fail_are_the_callers_trouble_with_the_callee_named() -> None:
    edge = an_edge("checkout", "pricing", errors=(0.0, 0.6))
    (found,) = detect(a_situation(observations=[edge]))

    assert (found.service, found.peer, found.trouble, found.cites) == ("checkout", "pricing", True, edge.cites)
    assert found.says == "calls from checkout to pricing fail: 0 % -> 60 %"


def test_calls_that_slow_down_say_by_how_much() -> None:
    (found,) = detect(a_situation(observations=[an_edge("checkout", "pricing", latency=(0.01, 2.0))]))
    assert found.says == "calls from checkout to pricing slow down: 10 ms -> 2 s"


def test_a_handful_of_failing_calls_is_no_share() -> None:
    few = replace(an_edge("checkout", "pricing", errors=(0.0, 0.6)), count=12)
    assert not list(detect(a_situation(observations=[few])))


def test_calls_as_good_as_before_or_better_are_left_alone() -> None:
    steady, better = an_edge("a", "b", errors=(0.2, 0.2)), an_edge("a", "b", latency=(2.0, 0.1))
    assert not list(detect(a_situation(observations=[steady, better, an_origin("a", 0.0, 3.0, peer="b")])))
