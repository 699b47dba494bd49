import math
from dataclasses import replace

import pytest

from codriver.engine.detectors.restart_loop import detect
from codriver.testing import a_metric, a_situation, an_error


def test_start_lines_that_come_again_and_again_are_trouble() -> None:
    starts = replace(an_error("pricing", "starting", kind="restart", level="info"), count=4)
    (found,) = detect(a_situation(observations=[starts]))

    assert (found.trouble, found.kind, found.cites) == (True, "restarts", starts.cites)
    assert found.says == "pricing restarted 4 times since the onset"


def test_a_restart_counter_tells_by_how_much_it_rose() -> None:
    counter = a_metric("pricing", "restarts", 2.0, 5.0, kind="restarts")
    assert [found.says for found in detect(a_situation(observations=[counter]))] == [
        "pricing restarted 3 times since the onset"
    ]


def test_the_starts_of_a_deploy_and_its_rollback_are_left_alone() -> None:
    twice = replace(an_error("pricing", "starting", kind="restart", level="info"), count=2)
    assert not list(
        detect(a_situation(observations=[twice, a_metric("pricing", "restarts", 2.0, 4.0, kind="restarts")]))
    )


def test_a_job_that_started_as_often_before_is_left_alone() -> None:
    job = an_error("nightly", "starting", kind="restart", level="info", before=2.0, after=2.0)
    assert not list(detect(a_situation(observations=[job])))


@pytest.mark.parametrize("after", [math.inf, math.nan])
def test_a_counter_that_is_no_number_counts_nothing(after: float) -> None:
    assert not list(detect(a_situation(observations=[a_metric("pricing", "restarts", 0.0, after, kind="restarts")])))
