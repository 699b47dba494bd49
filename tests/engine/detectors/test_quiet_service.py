from dataclasses import replace

from codriver.engine.detectors.quiet_service import detect
from codriver.testing import a_metric, a_silence, a_situation


def test_a_service_that_logged_steadily_and_fell_silent_is_trouble() -> None:
    silence = a_silence("pricing")
    (found,) = detect(a_situation(observations=[silence]))

    assert (found.trouble, found.kind, found.direction, found.cites) == (True, "silence", "falls", silence.cites)
    assert found.says == "pricing fell silent (lines: 5/s -> none)"


def test_the_silence_of_a_service_that_is_called_less_is_somebody_elses_trouble() -> None:
    fewer = a_metric("checkout", "requests", 10.0, 1.0, kind="requests", peer="pricing")
    assert not list(detect(a_situation(observations=[a_silence("pricing"), fewer])))


def test_the_silence_of_a_service_that_is_still_being_called_is_its_own() -> None:
    as_before = a_metric("checkout", "requests", 10.0, 10.0, kind="requests", peer="pricing")
    assert len(list(detect(a_situation(observations=[a_silence("pricing"), as_before])))) == 1


def test_fewer_lines_and_a_past_that_was_not_seen_are_no_silence() -> None:
    fewer, unknown = replace(a_silence("a"), after=1.0), replace(a_silence("b"), before=None)
    assert not list(detect(a_situation(observations=[fewer, unknown])))


def test_lines_that_ended_without_anybody_calling_it_silence_are_left_alone() -> None:
    assert not list(detect(a_situation(observations=[replace(a_silence("pricing"), kind="")])))
