from collections.abc import Callable
from dataclasses import replace

from codriver.engine import Seen
from codriver.engine.compared import compared
from codriver.engine.reach import path, reach, symptoms
from codriver.model import NO_TIME, Evidence, Hypothesis, Situation
from codriver.testing import a_metric, a_situation, an_edge, an_error, an_origin, edges

Look = Callable[[Situation], Seen]
SHOP = edges("gateway > checkout", "checkout > pricing", "pricing > database")
CASCADE = a_situation(
    dependencies=SHOP,
    observations=[
        an_error("pricing", "boom", minutes=0),
        an_edge("checkout", "pricing", errors=(0.0, 0.6), minutes=3),
        an_edge("gateway", "checkout", errors=(0.0, 0.6), minutes=6),
    ],
)


def reached(seen: Seen, suspect: str) -> dict[str, Evidence]:
    hypothesis = reach(seen, Hypothesis(suspect=suspect, mechanism="x", says="it is so"))
    assert all(piece.cites for piece in hypothesis.evidence)
    beside = {piece.feature for piece in compared(seen, suspect)}  # tests of its own: test_compared.py
    return {piece.feature: piece for piece in hypothesis.evidence if piece.feature not in beside}


def test_the_service_where_it_starts_accounts_for_all_and_was_first(look: Look) -> None:
    told = reached(look(CASCADE), "pricing")

    assert told.keys() == {"accounts_for", "trouble_starts_here", "first_in_time"}
    assert told["accounts_for"].size == 1.0
    assert told["accounts_for"].because == "it accounts for the trouble in checkout, gateway, pricing"


def test_the_service_in_the_middle_leaves_its_callee_open_and_was_later(look: Look) -> None:
    told = reached(look(CASCADE), "checkout")

    assert told.keys() == {"accounts_for", "leaves_open", "callee_in_trouble", "others_were_first"}
    assert told["leaves_open"].because == "it leaves open the trouble in pricing"
    assert told["accounts_for"].size + told["leaves_open"].size == 1.0
    assert told["others_were_first"].because == "pricing was in trouble before it"


def test_what_one_caller_alone_says_of_an_unseen_callee_is_hearsay(look: Look) -> None:
    call = an_edge("payments", "bank", errors=(0.0, 0.6))
    other = an_edge("refunds", "bank", errors=(0.0, 0.6))

    alone = reached(look(a_situation(observations=[call])), "payments")["callee_in_trouble"]
    seconded = reached(look(a_situation(observations=[call, other])), "payments")["callee_in_trouble"]
    assert (alone.size, seconded.size) == (0.32, 0.8)


def test_a_suspect_that_nothing_connects_leaves_everything_open(look: Look) -> None:
    assert reached(look(CASCADE), "a stranger").keys() == {"leaves_open"}


def test_edges_that_nobody_declared_are_taken_from_what_the_services_say_of_each_other(look: Look) -> None:
    told = reached(look(replace(CASCADE, dependencies=())), "pricing")

    assert "leaves_open" not in told
    assert told["accounts_for"].because == "it accounts for the trouble in checkout, gateway, pricing"


def test_missing_edges_cost_reach_and_give_no_path(look: Look) -> None:
    seen = look(a_situation(observations=[an_error(name, "boom") for name in ("pricing", "checkout", "gateway")]))

    assert reached(seen, "pricing")["leaves_open"].because == "it leaves open the trouble in checkout, gateway"
    assert path(seen, "pricing") == ()


def test_without_trouble_a_hypothesis_stays_as_it_is(look: Look) -> None:
    hypothesis = Hypothesis(suspect="pricing", mechanism="x", says="it is so")
    assert reach(look(a_situation(dependencies=SHOP)), hypothesis) == hypothesis


def test_calls_that_fail_to_a_healthy_callee_start_in_the_caller(look: Look) -> None:
    healthy = a_metric("pricing", "error share", 0.0, 0.0, kind="errors", unit="share")
    situation = a_situation(
        dependencies=SHOP, observations=[an_edge("checkout", "pricing", errors=(0.0, 0.6)), healthy]
    )
    told = reached(look(situation), "checkout")
    assert told["trouble_starts_here"].because.startswith("pricing, which it calls, is fine, yet ")


def test_where_failing_traces_begin_is_told_before_what_the_service_logs(look: Look) -> None:
    situation = a_situation(observations=[an_error("pricing", "boom"), an_origin("pricing", 0.0, 3.0)])
    assert "failing requests begin in pricing" in reached(look(situation), "pricing")["trouble_starts_here"].because


def test_each_step_of_a_path_cites_the_edge_that_showed_it(look: Look) -> None:
    steps = path(look(CASCADE), "pricing")

    assert [(step.origin, step.to) for step in steps] == [("pricing", "checkout"), ("checkout", "gateway")]
    assert steps[0].cites == CASCADE.observations[1].cites
    assert steps[0].because == "calls from checkout to pricing fail: 0 % -> 60 %"


def test_a_step_without_a_failing_edge_rests_on_both_being_troubled_in_that_order(look: Look) -> None:
    logs = [an_error("pricing", "boom"), an_error("checkout", "bad answer", minutes=2)]
    (step,) = path(look(a_situation(dependencies=SHOP, observations=logs)), "pricing")

    assert step.because == "checkout needs pricing and was in trouble after it"
    assert step.order == "checkout was in trouble 2 min after pricing"
    assert set(step.cites) == {cite for line in logs for cite in line.cites}


def test_a_step_against_the_order_of_time_or_without_clocks_is_not_called_verified(look: Look) -> None:
    early = an_error("checkout", "bad answer", minutes=-9)
    undated = replace(early, at=NO_TIME)
    for first in (early, undated):
        logs = [an_error("pricing", "boom"), first]
        (step,) = path(look(a_situation(dependencies=SHOP, observations=logs)), "pricing")
        assert step.because == "checkout needs pricing; not seen to suffer"
        against = "pricing was in trouble 9 min after checkout, which speaks against it"
        assert step.order == (against if first is early else "")
        assert step.cites == SHOP[1].cites


def test_services_that_call_each_other_in_a_circle_are_all_reached(look: Look) -> None:
    circle = a_situation(
        dependencies=edges("a > b", "b > a"),
        observations=[an_error("a", "boom"), an_error("b", "bang", minutes=3)],
    )
    seen = look(circle)

    assert symptoms(seen) == {"a", "b"}
    assert reached(seen, "a")["accounts_for"].size == reached(seen, "b")["accounts_for"].size == 1.0
    assert [(step.origin, step.to) for step in path(seen, "a")] == [("a", "b")]


def test_trouble_is_felt_where_no_troubled_service_calls(look: Look) -> None:
    assert symptoms(look(CASCADE)) == {"gateway"}
    assert symptoms(look(a_situation())) == frozenset()


def test_a_service_that_calls_itself_is_not_its_own_troubled_callee(look: Look) -> None:
    situation = a_situation(
        dependencies=edges("gateway > checkout"), observations=[an_edge("checkout", "checkout", errors=(0.0, 0.6))]
    )
    assert "callee_in_trouble" not in reached(look(situation), "checkout")


def test_lines_without_a_clock_say_nothing_about_who_was_first(look: Look) -> None:
    undated = replace(an_error("gateway", "bang"), at=NO_TIME)
    seen = look(a_situation(observations=[an_error("pricing", "boom"), undated]))

    assert not reached(seen, "pricing").keys() & {"first_in_time", "others_were_first"}
    assert not reached(seen, "gateway").keys() & {"first_in_time", "others_were_first"}
