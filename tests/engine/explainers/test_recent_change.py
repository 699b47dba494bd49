from collections.abc import Callable
from dataclasses import replace

import pytest

from codriver.engine import Seen
from codriver.engine.explainers.recent_change import explain
from codriver.model import NO_TIME, ChangeKind, Evidence, Frame, Observation, Situation, Stage, Stance
from codriver.testing import (
    a_change,
    a_deploy,
    a_metric,
    a_situation,
    an_edge,
    an_error,
    an_exception,
    at,
    edges,
)

Look = Callable[[Situation], Seen]
BOOM = an_error("pricing", "boom")
PASTED = an_error("pricing", "boom", before=None)
HEALTHY = a_metric("pricing", "error share", 0.0, 0.0, kind="errors", unit="share")


def evidence(look: Look, situation: Situation) -> dict[str, Evidence]:
    (hypothesis,) = explain(situation, look(situation))
    assert all(piece.cites for piece in hypothesis.evidence)
    return {piece.feature: piece for piece in hypothesis.evidence}


def test_a_change_shortly_before_the_trouble_is_proposed_with_what_and_how_soon(look: Look) -> None:
    situation = a_situation(observations=[BOOM], changes=[a_change("pricing", ChangeKind.CONFIG, minutes=-1)])
    (hypothesis,) = explain(situation, look(situation))

    assert (hypothesis.suspect, hypothesis.mechanism, hypothesis.at) == ("pricing", "config", at(-1))
    assert hypothesis.change == situation.changes[0]
    told = {piece.feature: (piece.stance, piece.size) for piece in hypothesis.evidence}
    assert told == {
        "change_before_onset": (Stance.SUPPORTS, 0.984),
        "trouble_soon_after_change": (Stance.SUPPORTS, 0.498),  # as plain as the trouble, a minute away
    }


def test_a_change_counts_less_the_longer_it_lies_back_and_is_not_soon_after_an_hour(look: Look) -> None:
    told = [
        evidence(look, a_situation(observations=[BOOM], changes=[a_deploy("pricing", minutes=-minutes)]))
        for minutes in (1, 10, 50, 600)
    ]
    before = [one["change_before_onset"].size for one in told]
    soon = [one["trouble_soon_after_change"].size for one in told[:3]]

    assert before == sorted(before, reverse=True)
    assert soon == sorted(soon, reverse=True)
    assert "trouble_soon_after_change" not in told[3]


def test_a_change_after_the_trouble_had_begun_is_told_against(look: Look) -> None:
    told = evidence(look, a_situation(observations=[BOOM], changes=[a_deploy("pricing", minutes=5)]))

    assert told.keys() == {"change_after_onset"}
    assert told["change_after_onset"].because == "it came 5 min after the trouble had begun"


def test_clocks_that_differ_a_little_are_forgiven(look: Look) -> None:
    told = evidence(look, a_situation(observations=[BOOM], changes=[a_deploy("pricing", minutes=0.5)]))
    assert "change_after_onset" not in told


def test_a_healthy_changed_service_speaks_against_its_change(look: Look) -> None:
    fine = [HEALTHY, an_error("gateway", "boom")]
    told = evidence(look, a_situation(observations=fine, changes=[a_deploy("pricing")]))

    assert told["changed_service_healthy"].stance == Stance.CONTRADICTS
    assert set(HEALTHY.cites) < set(told["changed_service_healthy"].cites)


def test_a_changed_service_that_nobody_looked_at_is_not_called_healthy(look: Look) -> None:
    told = evidence(look, a_situation(observations=[an_error("gateway", "boom")], changes=[a_deploy("pricing")]))
    assert "changed_service_healthy" not in told


def test_merged_is_not_deployed(look: Look) -> None:
    merged = replace(a_deploy("pricing"), stage=Stage.MERGED)
    told = evidence(look, a_situation(observations=[BOOM], changes=[merged]))
    assert told["only_merged"].because == "nothing says that it was deployed"

    both = a_situation(observations=[BOOM], changes=[merged, a_deploy("pricing", minutes=-3)])
    assert [hypothesis.at for hypothesis in explain(both, look(both))] == [at(-3)]


def test_a_frame_in_the_changed_file_speaks_for_the_change(look: Look) -> None:
    thrown = an_exception("pricing", "KeyError", Frame(file="/app/pricing/rates.py", line=9, function="rate"))
    deploy = a_deploy("pricing", files=["services/pricing/rates.py"])
    told = evidence(look, a_situation(observations=[thrown], changes=[deploy]))

    assert told["touches_failing_code"].size == 0.7
    assert set(told["touches_failing_code"].cites) == {*deploy.cites, *thrown.cites}


@pytest.mark.parametrize(
    ("kind", "words", "fits"),
    [
        (ChangeKind.CONFIG, "refused", True),
        (ChangeKind.SCHEMA, "schema", True),
        (ChangeKind.SCHEMA, "refused", False),
        (ChangeKind.DEPLOY, "refused", False),
        (ChangeKind.CONFIG, "memory", False),
    ],
)
def test_settings_break_in_their_own_ways(look: Look, kind: ChangeKind, words: str, fits: bool) -> None:
    broken = an_error("pricing", "it broke", kind=words)
    told = evidence(look, a_situation(observations=[broken], changes=[a_change("pricing", kind)]))
    assert ("failure_fits_change" in told) == fits


def test_an_error_that_names_a_value_which_the_change_put_in_speaks_for_it(look: Look) -> None:
    change = a_change("pricing", ChangeKind.CONFIG, version="abcdef1")
    named = replace(BOOM, kind="changed value", labels=(("change", "abcdef1"),), says="the error names `rates_v2`")
    other = replace(named, labels=(("change", "0000000"),))

    assert "error_names_changed_value" in evidence(look, a_situation(observations=[named], changes=[change]))
    assert "error_names_changed_value" not in evidence(look, a_situation(observations=[other], changes=[change]))


def test_calls_that_fail_toward_a_healthy_callee_speak_for_the_callers_change(look: Look) -> None:
    observations = [HEALTHY, an_edge("checkout", "pricing", errors=(0.0, 0.6))]
    situation = a_situation(
        dependencies=edges("checkout > pricing"),
        observations=observations,
        changes=[a_change("checkout", ChangeKind.CONFIG)],
    )
    assert "callee_fine_but_calls_fail" in evidence(look, situation)


@pytest.mark.parametrize(
    "situation",
    [
        a_situation(changes=[a_deploy("pricing")]),
        a_situation(observations=[HEALTHY], changes=[a_deploy("pricing")]),
        a_situation(observations=[BOOM], changes=[a_deploy("pricing", minutes=-60 * 25)]),
        a_situation(observations=[BOOM], changes=[a_deploy("pricing", minutes=11)]),
    ],
)
def test_without_trouble_or_outside_the_time_looked_at_no_change_is_suspected(look: Look, situation: Situation) -> None:
    assert not list(explain(situation, look(situation)))


def _undated(seen: Observation) -> Observation:
    return replace(seen, at=NO_TIME)


def test_without_clocks_nothing_is_said_about_what_came_first(look: Look) -> None:
    pasted = replace(a_situation(observations=[_undated(PASTED)], changes=[a_deploy("pricing")]), window=None)
    undated = replace(a_deploy("pricing"), at=NO_TIME)
    unknown = replace(a_situation(observations=[PASTED], changes=[undated]), window=None)

    for situation in (pasted, unknown):
        (hypothesis,) = explain(situation, look(situation))
        assert hypothesis.evidence == ()
        assert hypothesis.at != NO_TIME


def test_a_line_without_a_clock_does_not_hide_when_the_trouble_began(look: Look) -> None:
    mixed = [BOOM, _undated(an_error("pricing", "bang"))]
    told = evidence(look, a_situation(observations=mixed, changes=[a_deploy("pricing")]))

    assert told["trouble_soon_after_change"].because.startswith("the first trouble in pricing follows it after 2 min")
    assert "boom" in told["trouble_soon_after_change"].because


def an_instance(kind: str, deviation: float, age: str, minutes: float) -> Observation:
    unit = "share" if kind == "errors" else "s"
    told = a_metric("pricing", kind, 0.0, 0.9 if deviation else 0.0, kind=kind, unit=unit, minutes=minutes)
    labels = (("instance", "pod=x"), *((("instances", "young"),) if age == "young" else ()))
    return replace(told, deviation=deviation, labels=labels)


@pytest.mark.parametrize(
    ("instance", "feature"),
    [
        (an_instance("errors", 20.0, "young", -1), "new_instances_worse"),
        (an_instance("errors", 0.0, "young", -1), "new_instances_alike"),
        (an_instance("errors", 0.0, "old", -20), "new_instances_unseen"),
    ],
)
def test_the_instances_that_came_with_a_change_speak_for_or_against_it(
    look: Look, instance: Observation, feature: str
) -> None:
    situation = a_situation(observations=[BOOM, instance], changes=[a_deploy("pricing", minutes=-2)])
    told = evidence(look, situation)
    assert feature in told
    assert {"new_instances_worse", "new_instances_alike", "new_instances_unseen"} & told.keys() == {feature}


def test_new_instances_that_are_only_slower_count_for_less(look: Look) -> None:
    sizes = [
        evidence(
            look,
            a_situation(
                observations=[BOOM, an_instance(kind, 20.0, "young", -1)], changes=[a_deploy("pricing", minutes=-2)]
            ),
        )["new_instances_worse"].size
        for kind in ("errors", "latency")
    ]
    assert sizes[0] > sizes[1]


def test_calls_to_the_changed_service_that_fail_since_the_change_speak_for_it(look: Look) -> None:
    since, before = (
        evidence(
            look,
            a_situation(
                observations=[an_edge("shop", "pricing", errors=(0.0, 0.4), minutes=minutes)],
                changes=[a_deploy("pricing", minutes=0)],
            ),
        )
        for minutes in (1, -8)
    )
    assert since["calls_fail_since_change"].size > 0.5
    assert "calls_fail_since_change" not in before
