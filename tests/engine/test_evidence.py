from dataclasses import replace

import pytest

from codriver.engine.evidence import MOST_CITES, cites_of, contradicts, few, supports
from codriver.model import Stance
from codriver.testing import a_citation, an_error


def test_evidence_for_and_against_differ_in_stance_and_carry_no_weight_yet() -> None:
    cites = (a_citation("a.log:1"),)
    plus, minus = supports("f", "because", cites), contradicts("f", "because", cites)

    assert (plus.stance, minus.stance) == (Stance.SUPPORTS, Stance.CONTRADICTS)
    assert replace(plus, stance=Stance.CONTRADICTS) == minus
    assert (plus.size, plus.weight) == (1.0, 0.0)


@pytest.mark.parametrize(("given", "kept"), [(-1.0, 0.0), (0.12345, 0.123), (7.0, 1.0), (float("inf"), 1.0)])
def test_a_size_is_held_between_nothing_and_all(given: float, kept: float) -> None:
    assert supports("f", "because", (), given).size == kept


def test_only_the_first_citations_are_kept_each_once() -> None:
    cites = [a_citation(f"a.log:{line}") for line in (1, 1, 2, 3, 4, 5)]
    assert few(cites) == tuple(cites[1:5])


def test_every_item_is_cited_before_any_is_cited_twice() -> None:
    lines = [
        replace(an_error("a", name), cites=tuple(a_citation(f"{name}:{line}") for line in (1, 2, 3)))
        for name in ("x", "y")
    ]
    assert [cite.ref.locator for cite in cites_of(lines)] == ["x:1", "y:1", "x:2", "y:2"]
    assert len(cites_of(lines)) == MOST_CITES
