"""The question about a hypothesis: what a yes means is said beside it, also where a healthy system says yes."""

from dataclasses import replace

import pytest

from codriver.engine import Seen
from codriver.engine.asking import DIRECT, FITS, GONE, Telling, asked
from codriver.model import Hypothesis
from codriver.testing import a_deploy, a_situation

PAY = Hypothesis(suspect="pay", mechanism="resource", says="pay has no connections left", detail="connections")


def seen() -> Seen:
    return Seen(a_situation(), ())


def test_an_answer_counts_the_ratio_of_its_likelihoods() -> None:
    telling = Telling(if_so=0.8, if_not=0.2)
    assert telling.yes == pytest.approx(1.39)
    assert telling.no == pytest.approx(-1.39)


def test_a_change_only_fits_and_a_used_up_resource_is_looked_at_directly() -> None:
    assert asked(seen(), PAY).telling == DIRECT
    change = replace(PAY, mechanism="deploy", change=a_deploy("pay"))
    assert asked(seen(), change).telling == FITS


@pytest.mark.parametrize(("mechanism", "telling"), [("storage", GONE), ("scheduling", DIRECT)])
def test_what_a_healthy_object_answers_with_yes_speaks_against(mechanism: str, telling: Telling) -> None:
    assert asked(seen(), replace(PAY, mechanism=mechanism, object="Thing/shop/pay")).telling == telling


def test_whoever_answers_is_not_unreachable() -> None:
    question = asked(seen(), replace(PAY, mechanism="unreachable"))
    assert question.telling.yes < -3.0
    assert question.risk
