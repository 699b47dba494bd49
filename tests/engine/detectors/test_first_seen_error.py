from dataclasses import replace

import pytest

from codriver.engine.detectors.first_seen_error import detect
from codriver.testing import a_situation, an_error


def test_an_error_of_a_shape_never_seen_before_is_trouble_and_cited() -> None:
    new = an_error("checkout", "KeyError: 'total'")
    (found,) = detect(a_situation(observations=[new]))

    assert (found.trouble, found.cites, found.observation) == (True, new.cites, new.id)
    assert "never before" in found.says


def test_a_new_warning_differs_but_is_no_trouble_and_counts_half() -> None:
    error, warning = an_error("checkout", "full"), an_error("checkout", "full", level="warn")
    loud, quiet = (next(iter(detect(a_situation(observations=[one])))) for one in (error, warning))

    assert not quiet.trouble
    assert quiet.size == pytest.approx(loud.size / 2, abs=0.001)


def test_a_rare_error_that_the_short_time_before_may_have_missed_is_no_trouble() -> None:
    (found,) = detect(a_situation(observations=[replace(an_error("checkout", "odd"), count=2)]))
    assert not found.trouble


@pytest.mark.parametrize("kind", ["memory", "disk", "descriptors"])
def test_what_has_run_out_is_trouble_even_once(kind: str) -> None:
    (found,) = detect(a_situation(observations=[replace(an_error("checkout", "odd", kind=kind), count=1)]))
    assert found.trouble


@pytest.mark.parametrize("before", [None, 0.1])
def test_what_occurred_before_or_was_not_looked_for_is_not_new(before: float | None) -> None:
    assert not list(detect(a_situation(observations=[an_error("checkout", "odd", before=before)])))


def test_a_shape_without_a_row_behind_it_was_not_seen() -> None:
    assert not list(detect(a_situation(observations=[replace(an_error("checkout", "odd"), count=0)])))
