from collections.abc import Callable

from codriver.engine import Seen
from codriver.engine.blame import asks_wrongly, speaks_for_callee
from codriver.model import Situation, Stance
from codriver.testing import a_metric, a_situation, an_edge, an_error

Look = Callable[[Situation], Seen]
REFUSED = an_error("checkout", "pricing refused", kind="refused", peer="pricing")
LATE = an_error("checkout", "pricing timed out", kind="timeout", peer="pricing")
HEALTHY = a_metric("pricing", "error share", 0.0, 0.0, kind="errors", unit="share")


def test_a_healthy_callee_and_failing_calls_point_at_the_caller_citing_both(look: Look) -> None:
    (evidence,) = asks_wrongly(look(a_situation(observations=[REFUSED, HEALTHY])), "checkout")

    assert (evidence.stance, evidence.feature) == (Stance.SUPPORTS, "callee_fine_but_calls_fail")
    assert evidence.because.startswith("pricing is healthy, yet ")
    assert set(evidence.cites) == {*REFUSED.cites, *HEALTHY.cites}


def test_a_callee_that_works_for_others_is_named_so(look: Look) -> None:
    others = an_edge("cart", "pricing", errors=(0.0, 0.0))
    (evidence,) = asks_wrongly(look(a_situation(observations=[REFUSED, HEALTHY, others])), "checkout")
    assert evidence.because.startswith("pricing works for cart, yet ")


def test_calls_that_time_out_as_fast_as_ever_point_at_the_deadline(look: Look) -> None:
    quick = an_edge("checkout", "pricing", latency=(0.1, 0.1))
    (evidence,) = asks_wrongly(look(a_situation(observations=[LATE, quick])), "checkout")
    assert (evidence.feature, evidence.cites) == ("gives_up_sooner", (*LATE.cites, *quick.cites))


def test_a_callee_that_nobody_looked_at_or_calls_that_are_fine_say_nothing(look: Look) -> None:
    assert not list(asks_wrongly(look(a_situation(observations=[REFUSED])), "checkout"))
    assert not list(asks_wrongly(look(a_situation(observations=[HEALTHY])), "checkout"))


def test_nothing_speaks_for_a_callee_that_nobody_saw_well(look: Look) -> None:
    assert not list(speaks_for_callee(look(a_situation(observations=[REFUSED])), "pricing"))
    assert not list(speaks_for_callee(look(a_situation()), "pricing"))


def test_one_caller_that_really_waits_longer_keeps_the_blame_on_the_callee(look: Look) -> None:
    quick = an_edge("checkout", "pricing", latency=(0.1, 0.1))
    slow = an_edge("cart", "pricing", latency=(0.1, 3.0))

    hasty = speaks_for_callee(look(a_situation(observations=[LATE, quick])), "pricing")
    both = speaks_for_callee(look(a_situation(observations=[LATE, quick, slow])), "pricing")
    assert [piece.feature for piece in hasty] == ["callers_give_up_sooner"]
    assert not list(both)
