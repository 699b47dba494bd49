"""Whose certificate is out of date: who checks names the other side, an alert means one's own."""

from collections.abc import Callable

import pytest

from codriver.engine import Seen
from codriver.engine.explainers import dependency_unreachable
from codriver.engine.explainers.invalid_certificate import explain
from codriver.model import Situation
from codriver.testing import a_situation, an_error

Look = Callable[[Situation], Seen]


@pytest.mark.parametrize(
    ("words", "owner"),
    [
        ("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired", "bank"),
        ("x509: certificate has expired or is not yet valid: current time is after NotAfter", "bank"),
        ("[SSL: SSLV3_ALERT_CERTIFICATE_EXPIRED] sslv3 alert certificate expired", "till"),
        ("remote error: tls: expired certificate", "till"),
        ("javax.net.ssl.SSLHandshakeException: Received fatal alert: certificate_expired", "till"),
    ],
)
def test_the_owner_is_told_from_who_refuses_it(look: Look, words: str, owner: str) -> None:
    situation = a_situation(observations=[an_error("till", words, kind="tls", peer="bank")])
    (hypothesis,) = explain(situation, look(situation))
    assert (hypothesis.suspect, hypothesis.mechanism) == (owner, "certificate")
    assert [piece.feature for piece in hypothesis.evidence] == ["certificate_words"]
    assert "bank refuses it" in hypothesis.says or "till refuses it" in hypothesis.says
    (unreachable,) = dependency_unreachable.explain(situation, look(situation))
    assert unreachable.suspect == owner


def test_an_authority_that_nobody_knows_is_no_matter_of_time(look: Look) -> None:
    unknown = an_error("till", "x509: certificate signed by unknown authority", kind="tls", peer="bank")
    situation = a_situation(observations=[unknown])
    assert list(explain(situation, look(situation))) == []
