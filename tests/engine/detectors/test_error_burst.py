from dataclasses import replace

from codriver.engine.detectors.error_burst import detect
from codriver.testing import a_situation, an_error


def test_error_lines_that_came_much_more_often_than_before_are_trouble_and_cited() -> None:
    burst = an_error("checkout", "payment failed", before=0.5, after=4.0)
    (found,) = detect(a_situation(observations=[burst]))

    assert (found.detector, found.service, found.trouble, found.cites) == ("error_burst", "checkout", True, burst.cites)
    assert (found.direction, found.size) == ("rises", 0.8)
    assert found.says == "checkout logs “payment failed” (30/min -> 4/s)"


def test_less_than_twice_as_many_errors_are_what_load_alone_does() -> None:
    assert not list(detect(a_situation(observations=[an_error("checkout", "payment failed", before=2.0, after=3.9)])))


def test_a_rise_within_the_noise_of_the_series_is_none() -> None:
    noisy = replace(an_error("checkout", "payment failed", before=0.5, after=4.0), deviation=2.9)
    assert not list(detect(a_situation(observations=[noisy])))


def test_errors_of_a_log_without_a_past_are_trouble_when_they_are_more_than_a_trickle() -> None:
    lone, many = (replace(an_error(name, "boom", before=None), count=rows) for name, rows in (("a", 1), ("b", 3)))
    lines = replace(lone, name="log lines", level="", count=1000)
    found = list(detect(a_situation(observations=[lone, lines, many])))

    assert [(finding.service, finding.trouble) for finding in found] == [("a", False), ("b", True)]
    assert all("the time before was not seen" in finding.says for finding in found)


def test_warnings_and_new_shapes_are_left_to_others() -> None:
    warning = an_error("checkout", "slow", before=0.5, after=4.0, level="warn")
    assert not list(detect(a_situation(observations=[warning, an_error("checkout", "never seen before")])))
