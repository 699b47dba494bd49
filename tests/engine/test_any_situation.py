"""Whatever the facts are, however odd: the engine answers, the same each time, and cites."""

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codriver.model import (
    NO_TIME,
    Assessment,
    Change,
    ChangeKind,
    Citation,
    Dependency,
    FailureMode,
    Frame,
    Gap,
    Matters,
    Observation,
    Outcome,
    Remedy,
    Service,
    Signal,
    Situation,
    Stage,
    Standing,
    Symptom,
    content_id,
)
from codriver.testing import ONSET, WINDOW, a_citation, a_situation

Assess = Callable[[Situation], Assessment]
Item = TypeVar("Item")

NAMES = st.sampled_from(["", "gateway", "checkout", "pricing", "database", "x; rm -rf /", "{0}\n`id`"])
KINDS = st.sampled_from(
    [
        *("", "errors", "latency", "requests", "silence", "restart", "restarts", "refusals", "exception"),
        *("connections", "memory", "timeout", "refused", "configuration", "schema", "changed value"),
    ]
)
TIMES = st.one_of(
    st.just(NO_TIME),
    st.integers(-3600, 900).map(lambda seconds: ONSET + timedelta(seconds=seconds)),
    st.sampled_from([ONSET.replace(year=1), ONSET.replace(year=9999, month=12, day=31, hour=23, minute=59)]),
)
FIGURES = st.one_of(
    st.none(), st.sampled_from([0.0, 0.5, 1.0, -1.0, math.inf, -math.inf, math.nan, 1e308]), st.floats(0, 100)
)
DEVIATIONS = st.one_of(st.sampled_from([0.0, 4.0, 20.0, -20.0, math.inf, -math.inf, math.nan]), st.floats(-50, 50))
CITES = st.integers(0, 9).map(lambda line: (a_citation(f"a.log:{line}"),))
FRAMES = st.builds(
    Frame,
    file=st.sampled_from(["", "a.py", "/app/shop/a.py", "C:\\shop\\a.py"]),
    line=st.integers(-1, 9),
    function=st.just("f"),
    ours=st.booleans(),
)
OBSERVATIONS = st.builds(
    Observation,
    signal=st.sampled_from(list(Signal)),
    source=st.just("test"),
    service=NAMES,
    at=TIMES,
    name=st.sampled_from(["", "errors", "latency", "error origin", "self latency", "pool"]),
    says=st.just("it says"),
    cites=CITES,
    kind=KINDS,
    peer=NAMES,
    level=st.sampled_from(["", "info", "warn", "error", "fatal"]),
    unit=st.sampled_from(["", "share", "s", "ms", "/s", "bytes"]),
    before=FIGURES,
    after=FIGURES,
    deviation=DEVIATIONS,
    count=st.integers(0, 10**6),
    labels=st.sampled_from([(), (("status", "firing"),), (("trend", "steady"),), (("change", "--output=x"),)]),
    frames=st.lists(FRAMES, max_size=2).map(tuple),
)
CHANGES = st.builds(
    Change,
    kind=st.sampled_from(list(ChangeKind)),
    stage=st.sampled_from(list(Stage)),
    service=NAMES,
    at=TIMES,
    what=st.just("tidy up"),
    source=st.just("test"),
    cites=CITES,
    version=st.sampled_from(["", "abcdef1", "--output=x"]),
    files=st.sampled_from([(), ("",), ("shop/a.py",)]),
    lines=st.sampled_from([(), (("shop/a.py", 1, 3),)]),
)
MODES = st.builds(
    FailureMode,
    name=st.sampled_from(["known", "other"]),
    service=NAMES,
    cause=st.sampled_from(["resource", "x"]),
    says=st.just("breaks"),
    cites=CITES,
    symptoms=st.just(
        (Symptom(signal="log", pattern="it"), Symptom(signal="metric", name="pool", condition="rises")),
    ),
    remedies=st.just((Remedy(says="drain", command="drain it", risk="R2"),)),
)
GAPS = st.builds(
    Gap, what=st.sampled_from("abc"), why=st.just("away"), hint=st.just("bring"), matters=st.sampled_from(list(Matters))
)
SITUATIONS = st.builds(
    a_situation,
    observations=st.lists(OBSERVATIONS, max_size=8),
    changes=st.lists(CHANGES, max_size=3),
    dependencies=st.lists(st.builds(Dependency, caller=NAMES, callee=NAMES, cites=CITES), max_size=6),
    services=st.lists(st.builds(Service, name=NAMES, external=st.booleans()), max_size=2),
    gaps=st.lists(GAPS, max_size=3),
    failure_modes=st.lists(MODES, max_size=2),
).flatmap(lambda told: st.sampled_from([replace(told, window=window) for window in (WINDOW, None)]))

many = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def cited(situation: Situation) -> set[Citation]:
    groups = (situation.observations, situation.changes, situation.dependencies, situation.failure_modes)
    return {cite for group in groups for item in group for cite in item.cites}


@many
@given(SITUATIONS)
def test_every_claim_of_every_answer_leads_to_a_source(assess: Assess, situation: Situation) -> None:
    assessment = assess(situation)

    assert set(assessment.cited()) <= cited(situation)
    for hypothesis in (*assessment.hypotheses, *(h for h in assessment.ruled_out if assessment.hypotheses)):
        assert hypothesis.suspect
        assert hypothesis.evidence
        assert all(evidence.cites for evidence in hypothesis.evidence)
        assert all(0.0 <= evidence.size <= 1.0 for evidence in hypothesis.evidence)
        assert math.isfinite(hypothesis.score)


@many
@given(SITUATIONS)
def test_an_outcome_says_what_its_hypotheses_say(assess: Assess, situation: Situation) -> None:
    assessment = assess(situation)

    standings = [hypothesis.standing for hypothesis in assessment.hypotheses]
    assert (assessment.outcome == Outcome.LEADING) == (standings[:1] == [Standing.STRONG])
    assert Standing.STRONG not in standings[1:]
    assert Standing.RULED_OUT not in standings
    if assessment.outcome == Outcome.NOTHING_FOUND:
        assert not assessment.hypotheses
    elif assessment.impact.failing == ():
        assert (assessment.outcome, assessment.hypotheses) == (Outcome.UNDETERMINED, ())
    assert all(hypothesis.standing == Standing.RULED_OUT for hypothesis in assessment.ruled_out)


@many
@given(SITUATIONS)
def test_probabilities_are_probabilities_and_no_time_is_told_that_nobody_knows(
    assess: Assess, situation: Situation
) -> None:
    assessment = assess(situation)

    assert 0.0 <= (assessment.none_of_these or 0.0) <= 1.0
    assert assessment.impact.since != NO_TIME
    for hypothesis in (*assessment.hypotheses, *assessment.ruled_out):
        assert 0.0 <= (hypothesis.probability or 0.0) < 1.0
        assert hypothesis.at != NO_TIME


@many
@given(SITUATIONS, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_changes_no_byte(assess: Assess, situation: Situation, lots: Random) -> None:
    def shuffled(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(lots.sample(items, len(items)))

    turned = replace(
        situation,
        observations=shuffled(situation.observations),
        changes=shuffled(situation.changes),
        dependencies=shuffled(situation.dependencies),
        services=shuffled(situation.services),
        gaps=shuffled(situation.gaps),
        failure_modes=shuffled(situation.failure_modes),
    )
    assert content_id("a", assess(turned)) == content_id("a", assess(situation))


@many
@given(SITUATIONS, GAPS)
def test_one_more_gap_never_raises_how_a_hypothesis_stands(assess: Assess, situation: Situation, gap: Gap) -> None:
    before, after = assess(situation), assess(replace(situation, gaps=(*situation.gaps, gap)))

    order = [Standing.STRONG, Standing.MEDIUM, Standing.WEAK]
    assert [h.id for h in after.hypotheses] == [h.id for h in before.hypotheses]
    for once, now in zip(before.hypotheses, after.hypotheses, strict=True):
        assert order.index(now.standing) >= order.index(once.standing)
    assert not (before.outcome != Outcome.LEADING and after.outcome == Outcome.LEADING)
