from dataclasses import replace

import pytest

from codriver.engine.detectors.telling_words import detect
from codriver.testing import a_situation, an_error


def test_a_quiet_line_that_names_a_way_to_fail_is_told_and_is_no_trouble_by_itself() -> None:
    line = an_error("payments", "pool exhausted, waiting", kind="connections", level="info")
    (found,) = detect(a_situation(observations=[line]))

    assert (found.trouble, found.kind, found.cites) == (False, "connections", line.cites)
    assert found.says == "payments logs about connections: “pool exhausted, waiting”"


@pytest.mark.parametrize("kind", ["", "silence", "restart", "http_5xx"])
def test_words_that_name_no_way_to_fail_are_left_alone(kind: str) -> None:
    assert not list(detect(a_situation(observations=[an_error("payments", "hello", kind=kind, level="info")])))


def test_errors_are_left_to_their_own_detectors() -> None:
    assert not list(detect(a_situation(observations=[an_error("payments", "pool exhausted", kind="connections")])))


@pytest.mark.parametrize(("before", "deviation"), [(None, 20.0), (1.0, 2.9)])
def test_a_line_without_a_past_or_as_frequent_as_before_tells_nothing(before: float | None, deviation: float) -> None:
    line = an_error("payments", "pool size 10", kind="connections", level="info", before=before)
    assert not list(detect(a_situation(observations=[replace(line, deviation=deviation)])))
