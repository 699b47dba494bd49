"""A service that what it calls refuses."""

from collections.abc import Callable

import pytest

from codriver.engine import Seen
from codriver.engine.explainers.refused_credentials import explain
from codriver.model import Situation
from codriver.testing import a_situation, an_error

Look = Callable[[Situation], Seen]


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("password authentication failed for user till", "invalid"),
        ("the token has expired", "expired"),
        ('forbidden: User "system:serviceaccount:bakery:chef" cannot list pods', "rights"),
    ],
)
def test_errors_that_name_a_refusal_speak_for_credentials(look: Look, text: str, detail: str) -> None:
    situation = a_situation(observations=[an_error("till", text, kind="authentication", peer="safe")])
    (hypothesis,) = explain(situation, look(situation))
    assert (hypothesis.suspect, hypothesis.mechanism, hypothesis.detail) == ("till", "credentials", detail)
    assert "by safe" in hypothesis.says
    assert hypothesis.evidence[0].feature == "refusal_words"


def test_a_store_that_writes_down_whom_it_refuses_is_not_refused_itself(look: Look) -> None:
    words = 'password authentication failed for user "till"'
    told = [an_error("till", words, kind="authentication", peer="safe"), an_error("safe", words, kind="authentication")]
    situation = a_situation(observations=told)
    assert [hypothesis.suspect for hypothesis in explain(situation, look(situation))] == ["till"]


def test_users_who_mistype_their_password_are_daily_life(look: Look) -> None:
    daily = an_error("till", "invalid password", kind="authentication", before=2.0, after=2.0, level="warn")
    situation = a_situation(observations=[daily])
    assert not list(explain(situation, look(situation)))
