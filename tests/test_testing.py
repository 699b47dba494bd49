"""The public builders keep what they promise to whoever writes a plug-in."""

from datetime import timedelta

import pytest

from codriver import testing
from codriver.model import ChangeKind, Frame, Observation, Signal, Situation, Stage
from codriver.testing import (
    ONSET,
    WINDOW,
    a_change,
    a_citation,
    a_deploy,
    a_failure_mode,
    a_metric,
    a_silence,
    a_situation,
    a_source,
    an_alert,
    an_edge,
    an_error,
    an_exception,
    an_origin,
    at,
    edges,
    self_latency,
)

OBSERVED = [
    an_error("a", "boom"),
    an_exception("a", "KeyError", Frame(file="a.py", line=1, function="f")),
    an_edge("a", "b", errors=(0.0, 0.5)),
    self_latency("a", 0.1, 2.0),
    an_origin("a", 0.0, 3.0),
    a_silence("a"),
    a_metric("a", "m", 1.0, 2.0),
    an_alert("a", "High"),
]


def test_the_public_face_is_sorted_and_says_what_it_promises() -> None:
    assert testing.__all__ == sorted(testing.__all__)
    builders = [getattr(testing, name) for name in testing.__all__]
    assert all(builder.__doc__ for builder in builders if callable(builder))


def test_times_are_minutes_from_the_onset() -> None:
    assert at(-2) == ONSET - timedelta(minutes=2)
    assert (WINDOW.since, WINDOW.onset, WINDOW.until) == (at(-30), at(0), at(10))


@pytest.mark.parametrize("seen", OBSERVED, ids=lambda seen: f"{seen.signal.value}-{seen.name}")
def test_every_fact_cites_a_source_and_names_its_service(seen: Observation) -> None:
    assert seen.service == "a"
    assert seen.cites
    assert all(cite.ref.locator and cite.quote for cite in seen.cites)


def test_facts_of_different_kinds_never_share_an_id() -> None:
    assert len({seen.id for seen in OBSERVED}) == len(OBSERVED)


def test_the_same_words_build_the_same_fact() -> None:
    assert an_error("a", "boom") == an_error("a", "boom")
    assert a_deploy("a").version == a_deploy("a").version != a_deploy("b").version


def test_what_rose_deviates_upward_what_fell_downward_and_what_stayed_not_at_all() -> None:
    deviations = [a_metric("a", "m", 1.0, after).deviation for after in (2.0, 0.5, 1.0)]
    assert [deviation > 0 for deviation in deviations] == [True, False, False]
    assert deviations[1] < 0 == deviations[2]
    assert an_error("a", "boom", before=None).deviation == 0


def test_traces_tell_edges_origins_and_own_time_apart() -> None:
    told = [an_edge("a", "b", latency=(0.1, 2.0)), an_origin("a", 0.0, 3.0, peer="b"), self_latency("a", 0.1, 2.0)]

    assert {seen.signal for seen in told} == {Signal.TRACE}
    assert [(seen.name, seen.kind, seen.peer, seen.unit) for seen in told] == [
        ("latency", "latency", "b", "s"),
        ("error origin", "errors", "b", "/s"),
        ("self latency", "latency", "", "s"),
    ]


def test_a_silence_is_a_rate_that_ended() -> None:
    ended = a_silence("a", before=7.0)
    assert (ended.kind, ended.before, ended.after, ended.count) == ("silence", 7.0, 0.0, 0)


def test_dependencies_are_written_as_arrows_and_cite_themselves() -> None:
    (edge,) = edges("gateway > checkout")
    assert (edge.caller, edge.callee, edge.cites) == ("gateway", "checkout", (a_citation("gateway>checkout"),))


def test_a_change_reached_production_before_the_onset_unless_said_otherwise() -> None:
    change = a_change("a", ChangeKind.FLAG)
    assert (change.stage, change.at, change.service) == (Stage.DEPLOYED, at(-2), "a")
    assert a_deploy("a", minutes=3, files=["a.py"]).files == ("a.py",)


def test_a_situation_is_a_frozen_value_of_whatever_it_is_given() -> None:
    mode = a_failure_mode("a", "boom")
    situation = a_situation(observations=iter(OBSERVED), failure_modes=[mode])

    assert isinstance(situation, Situation)
    assert situation.observations == tuple(OBSERVED)
    assert situation.failure_modes == (mode,)
    assert (situation.incident.onset, situation.window) == (ONSET, WINDOW)


def test_a_source_answers_what_it_was_given_and_nothing_else() -> None:
    source = a_source({"/x": [1]}, name="shop")
    assert source.http.get("/x", {"q": 1}).json() == [1]
    assert source.http.maybe("/y") is None
    assert source.text("name") == "shop"
