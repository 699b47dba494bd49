from collections.abc import Callable
from dataclasses import replace

from codriver.engine import Seen
from codriver.engine.seen import earliest, plain
from codriver.model import NO_TIME, Situation
from codriver.testing import a_metric, a_situation, an_edge, an_error, an_exception, at, edges

Look = Callable[[Situation], Seen]
HEALTHY = a_metric("pricing", "error share", 0.0, 0.0, kind="errors", unit="share")


def test_trouble_on_an_edge_is_the_callers_and_blames_the_callee(look: Look) -> None:
    seen = look(a_situation(observations=[an_edge("checkout", "pricing", errors=(0.0, 0.6))]))

    assert seen.troubled.keys() == {"checkout"}
    assert seen.own("checkout") == ()
    assert [callee for callee, _ in seen.suffers_from("checkout")] == ["pricing"]
    assert [caller for caller, _ in seen.blamed_by("pricing")] == ["checkout"]


def test_a_service_that_calls_itself_does_not_suffer_from_another(look: Look) -> None:
    seen = look(a_situation(observations=[an_edge("checkout", "checkout", errors=(0.0, 0.6))]))
    assert seen.suffers_from("checkout") == ()


def test_trouble_begins_with_the_first_plain_finding_whose_time_is_known(look: Look) -> None:
    observations = [
        an_error("pricing", "boom", minutes=2),
        an_error("pricing", "bang", minutes=3),
        replace(an_error("pricing", "a line without a clock"), at=NO_TIME),
        replace(an_error("pricing", "faint"), count=6, at=at(-9)),
    ]
    seen = look(a_situation(observations=observations))

    assert seen.since("pricing") == at(2)
    assert [finding.at for finding in seen.dated("pricing")] == [at(2), at(3)]
    assert seen.since("checkout") is None


def test_trouble_that_nobody_dated_has_no_beginning(look: Look) -> None:
    seen = look(a_situation(observations=[replace(an_error("pricing", "boom"), at=NO_TIME)]))
    assert "pricing" in seen.troubled
    assert seen.since("pricing") is None
    assert seen.dated("pricing") == ()


def test_the_earliest_of_no_known_times_is_none() -> None:
    assert earliest([]) is None
    assert earliest([NO_TIME]) is None
    assert earliest([at(2), NO_TIME, at(1)]) == at(1)


def test_what_is_dwarfed_by_the_plainest_finding_and_what_is_no_trouble_is_not_plain(look: Look) -> None:
    big, small = an_error("a", "boom"), replace(an_error("a", "faint"), count=6)
    seen = look(a_situation(observations=[big, small, an_error("a", "odd", level="warn")]))

    assert [finding.name for finding in plain(seen.findings)] == ["boom"]
    assert plain([]) == ()


def test_fine_means_looked_at_and_as_before_never_unknown(look: Look) -> None:
    seen = look(a_situation(observations=[HEALTHY, an_error("checkout", "boom")]))

    assert seen.is_fine("pricing")
    assert not seen.is_fine("checkout")
    assert not seen.is_fine("a stranger")


def test_a_service_that_stirs_or_whose_past_was_not_seen_does_not_pass_for_fine(look: Look) -> None:
    stirred = an_error("pricing", "pool nearly empty", kind="connections", level="info")
    assert not look(a_situation(observations=[HEALTHY, stirred])).is_fine("pricing")
    assert not look(a_situation(observations=[replace(HEALTHY, before=None)])).is_fine("pricing")
    assert not look(a_situation(observations=[a_metric("pricing", "jobs", 1, 1)])).is_fine("pricing")


def test_a_service_is_fine_even_when_its_callers_blame_it(look: Look) -> None:
    blamed = an_edge("checkout", "pricing", errors=(0.0, 0.6))
    assert look(a_situation(observations=[HEALTHY, blamed])).is_fine("pricing")


def test_a_caller_whose_calls_are_as_before_is_fine_and_one_that_suffers_is_not(look: Look) -> None:
    seen = look(
        a_situation(
            observations=[
                an_edge("cart", "pricing", errors=(0.0, 0.0)),
                an_edge("checkout", "pricing", latency=(0.1, 0.1)),
                an_edge("checkout", "pricing", errors=(0.0, 0.6)),
            ]
        )
    )
    assert seen.fine_callers("pricing") == ("cart",)


def test_a_caller_is_the_only_witness_of_a_callee_that_nobody_else_saw(look: Look) -> None:
    call = an_edge("checkout", "pricing", errors=(0.0, 0.6))
    other = an_edge("cart", "pricing", errors=(0.0, 0.6))

    assert look(a_situation(observations=[call])).only_witness("checkout", "pricing")
    assert not look(a_situation(observations=[call, other])).only_witness("checkout", "pricing")
    assert not look(a_situation(observations=[call, HEALTHY])).only_witness("checkout", "pricing")


def test_a_caller_gives_up_sooner_only_when_the_calls_were_timed_and_take_no_longer(look: Look) -> None:
    late = an_error("checkout", "pricing timed out", kind="timeout", peer="pricing")
    quick, slow = (an_edge("checkout", "pricing", latency=(0.1, after)) for after in (0.11, 2.0))

    assert look(a_situation(observations=[late, quick])).gives_up_sooner("checkout", "pricing") == quick
    assert look(a_situation(observations=[late, slow])).gives_up_sooner("checkout", "pricing") is None
    assert look(a_situation(observations=[late])).gives_up_sooner("checkout", "pricing") is None
    assert look(a_situation(observations=[quick])).gives_up_sooner("checkout", "pricing") is None


def test_a_finding_leads_back_to_its_observation_and_weighs_as_its_plainest(look: Look) -> None:
    thrown = an_exception("pricing", "KeyError")
    seen = look(a_situation(observations=[thrown, an_error("pricing", "boom")], dependencies=edges("a > pricing")))

    assert seen.observation(next(f for f in seen.findings if f.detector == "thrown_exception")) == thrown
    assert seen.weight("pricing") == max(finding.size for finding in seen.findings)
    assert seen.weight("a stranger") == 0.0
