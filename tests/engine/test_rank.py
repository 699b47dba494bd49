import math
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codriver.engine.evidence import contradicts, supports
from codriver.engine.rank import Ranking, Weights, rank
from codriver.model import Change, Evidence, Gap, Hypothesis, Matters, Outcome, Stance, Standing
from codriver.testing import a_citation, a_deploy

WEIGHTS = Weights(
    features={"plain": 2.0, "faint": 0.5, "healthy": 4.0},
    mechanisms={"slow": -0.3},
    none_of_these=1.0,
    leads_by=0.5,
    lead_cap=2.0,
    gap_costs={"little": 0.1, "some": 0.2, "much": 0.7},
)
CITES = (a_citation("a.log:1"),)


def plus(feature: str = "plain", size: float = 1.0, because: str = "it says so") -> Evidence:
    return supports(feature, because, CITES, size)


def minus(feature: str = "healthy", size: float = 1.0) -> Evidence:
    return contradicts(feature, "it is well", CITES, size)


def suspected(
    suspect: str, *evidence: Evidence, mechanism: str = "deploy", detail: str = "", change: Change | None = None
) -> Hypothesis:
    return Hypothesis(
        suspect=suspect, mechanism=mechanism, detail=detail, says="it is so", evidence=evidence, change=change
    )


def ranked(*candidates: Hypothesis, gaps: tuple[Gap, ...] = (), weights: Weights = WEIGHTS) -> Ranking:
    return rank(candidates, gaps, weights, trouble=True)


def gap(matters: Matters = Matters.SOME) -> Gap:
    return Gap(what="logs of a", why="away", hint="bring them", matters=matters)


def test_a_score_is_the_mechanisms_base_and_what_the_evidence_weighs() -> None:
    told = ranked(suspected("a", plus(), plus("faint", 0.5), minus(size=0.25), mechanism="slow"))
    (hypothesis,) = told.hypotheses

    assert hypothesis.score == pytest.approx(-0.3 + 2.0 + 0.25 - 1.0)
    assert [(piece.feature, piece.weight) for piece in hypothesis.evidence] == [
        ("plain", 2.0),
        ("healthy", -1.0),
        ("faint", 0.25),
    ]


def test_evidence_without_a_weight_is_shown_and_weighs_nothing() -> None:
    (hypothesis,) = ranked(suspected("a", plus("of a stranger"))).hypotheses
    assert (hypothesis.score, hypothesis.evidence[0].weight) == (0.0, 0.0)


def test_a_negative_number_in_the_file_never_turns_support_into_its_opposite() -> None:
    odd = replace(WEIGHTS, features={"plain": -2.0})
    assert [h.score for h in ranked(suspected("a", plus()), weights=odd).hypotheses] == [2.0]


def test_two_names_for_one_change_are_one_hypothesis_that_says_what_broke_with_all_evidence() -> None:
    deploy = a_deploy("a")
    change = suspected("a", plus(), change=deploy)
    defect = suspected("a", plus("faint"), plus(because="said otherwise"), mechanism="defect", change=deploy)
    (merged,) = ranked(change, defect).hypotheses

    assert merged.mechanism == "defect"
    assert [(piece.feature, piece.because) for piece in merged.evidence] == [
        ("plain", "said otherwise"),
        ("faint", "it says so"),
    ]


def test_different_changes_and_different_suspects_stay_apart() -> None:
    deploys = [a_deploy("a", minutes=-1), a_deploy("a", minutes=-2)]
    told = ranked(*(suspected("a", plus(), change=deploy) for deploy in deploys), suspected("b", plus()))
    assert len(told.hypotheses) == 3


@pytest.mark.parametrize("mechanism", ["slow", "failing"])
def test_what_only_repeats_a_suspect_whose_reason_stands_above_is_left_out(mechanism: str) -> None:
    reason, echo = suspected("a", plus()), suspected("a", plus("faint"), mechanism=mechanism)
    other = suspected("b", plus("faint"), mechanism=mechanism)

    assert [(h.suspect, h.mechanism) for h in ranked(reason, echo, other).hypotheses] == [
        ("a", "deploy"),
        ("b", mechanism),
    ]


def test_a_symptom_without_a_reason_stays_when_it_is_the_better_one() -> None:
    told = ranked(suspected("a", plus(), mechanism="failing"), suspected("a", plus("faint")))
    assert [h.mechanism for h in told.hypotheses] == ["failing", "deploy"]


def test_a_candidate_is_ruled_out_only_when_something_speaks_against_it() -> None:
    healthy, unknown = suspected("a", minus()), suspected("b")
    told = ranked(healthy, unknown, weights=replace(WEIGHTS, none_of_these=3.0))

    assert [(h.suspect, h.standing) for h in told.ruled_out] == [("a", Standing.RULED_OUT)]
    assert [(h.suspect, h.standing) for h in told.hypotheses] == [("b", Standing.WEAK)]


def test_the_first_leads_when_it_is_far_enough_above_the_rest() -> None:
    told = ranked(suspected("a", plus()), suspected("b", plus("faint")))

    assert told.outcome == Outcome.LEADING
    assert [h.standing for h in told.hypotheses] == [Standing.STRONG, Standing.WEAK]
    assert told.hypotheses[0].would_change_most == "it would fall if this proved wrong: it says so"


@pytest.mark.parametrize(
    ("candidates", "standing"),
    [
        ((suspected("a", plus()), suspected("b", plus(size=0.9))), Standing.MEDIUM),  # a rival close behind
        ((suspected("a", plus(size=0.7)),), Standing.MEDIUM),  # hardly above none of these
        ((suspected("a", plus("faint")),), Standing.WEAK),  # below none of these
    ],
)
def test_a_thin_margin_is_undetermined(candidates: tuple[Hypothesis, ...], standing: Standing) -> None:
    told = ranked(*candidates)
    assert (told.outcome, told.hypotheses[0].standing) == (Outcome.UNDETERMINED, standing)


def test_a_rival_below_the_five_that_are_shown_still_makes_the_margin_thin() -> None:
    many = [suspected("a", plus(), detail=str(number)) for number in range(5)]
    told = ranked(*many, suspected("b", plus(size=0.99)))

    assert {h.suspect for h in told.hypotheses} == {"a"}
    assert told.outcome == Outcome.UNDETERMINED


def test_no_candidate_is_undetermined_and_no_trouble_is_nothing_found() -> None:
    assert ranked() == Ranking(hypotheses=(), ruled_out=(), outcome=Outcome.UNDETERMINED, none_of_these=None)

    calm = rank([suspected("a", plus())], [], WEIGHTS, trouble=False)
    assert (calm.hypotheses, calm.outcome) == ((), Outcome.NOTHING_FOUND)


def test_gaps_eat_up_a_lead_however_large_it_is() -> None:
    sure = suspected("a", *(plus(because=str(number)) for number in range(9)))

    assert ranked(sure, gaps=(gap(Matters.MUCH),) * 2).outcome == Outcome.LEADING
    assert ranked(sure, gaps=(gap(Matters.MUCH),) * 3).outcome == Outcome.UNDETERMINED


CALIBRATED = replace(WEIGHTS, calibrated=True, leads_at=0.6)


def test_a_probability_is_told_only_when_calibrated_and_all_add_up_to_one() -> None:
    bare = ranked(suspected("a", plus()))
    assert (bare.none_of_these, bare.hypotheses[0].probability) == (None, None)

    told = ranked(suspected("a", plus()), suspected("b"), weights=CALIBRATED)
    shares = [told.none_of_these, *(hypothesis.probability for hypothesis in told.hypotheses)]
    assert math.isclose(sum(share for share in shares if share), 1.0, abs_tol=0.001)


def test_two_mechanisms_of_one_suspect_are_one_place_to_look() -> None:
    slow, full = (suspected("a", plus(), plus("faint"), mechanism=name) for name in ("configuration", "resource"))
    alone = ranked(slow, suspected("b", plus()), weights=CALIBRATED).hypotheses[0]
    both = ranked(slow, full, suspected("b", plus()), weights=CALIBRATED).hypotheses
    assert alone.probability is not None
    assert both[0].probability == both[1].probability
    assert (both[0].probability or 0.0) > alone.probability


def test_a_probability_below_the_line_does_not_lead_and_gaps_lower_it() -> None:
    sure = suspected("a", *(plus(because=str(number)) for number in range(4)))
    blind = ranked(sure, gaps=(*(gap(Matters.MUCH) for _ in range(9)),), weights=CALIBRATED)
    seen = ranked(sure, weights=CALIBRATED)
    assert (seen.outcome, blind.outcome) == (Outcome.LEADING, Outcome.UNDETERMINED)
    assert (blind.hypotheses[0].probability or 1.0) < (seen.hypotheses[0].probability or 0.0)


def test_a_calibration_bends_the_first_and_leaves_the_rest_to_the_others() -> None:
    sure = suspected("a", plus(), plus(because="again"))
    flat = replace(CALIBRATED, calibration={"slope": 0.1, "intercept": 0.0})
    straight, bent = (ranked(sure, weights=weights) for weights in (CALIBRATED, flat))
    assert (bent.hypotheses[0].probability or 1.0) < (straight.hypotheses[0].probability or 0.0)
    assert (bent.none_of_these or 0.0) > (straight.none_of_these or 1.0)


SIZES = st.floats(0, 1)
EVIDENCE = st.builds(
    Evidence,
    stance=st.sampled_from(list(Stance)),
    feature=st.sampled_from(list(WEIGHTS.features)),
    because=st.sampled_from("xyz"),
    cites=st.just(CITES),
    size=SIZES,
)
HYPOTHESES = st.lists(
    st.builds(
        Hypothesis,
        suspect=st.sampled_from("abc"),
        mechanism=st.sampled_from(["deploy", "defect", "slow"]),
        detail=st.sampled_from("12"),
        says=st.just("it is so"),
        evidence=st.lists(EVIDENCE, max_size=4).map(tuple),
        change=st.sampled_from([None, a_deploy("a")]),
    ),
    max_size=6,
    unique_by=lambda h: h.id,
)
GAPS = st.lists(st.sampled_from([gap(matters) for matters in Matters]), max_size=5)
ORDER = [Standing.RULED_OUT, Standing.WEAK, Standing.MEDIUM, Standing.STRONG]


@given(HYPOTHESES, GAPS, st.sampled_from(list(Matters)))
def test_one_more_gap_never_raises_anything(candidates: list[Hypothesis], gaps: list[Gap], matters: Matters) -> None:
    fewer, more = (rank(candidates, told, WEIGHTS, trouble=True) for told in (gaps, [*gaps, gap(matters)]))

    assert [h.id for h in more.hypotheses] == [h.id for h in fewer.hypotheses]
    assert more.ruled_out == fewer.ruled_out
    for now, once in zip(more.hypotheses, fewer.hypotheses, strict=True):
        assert ORDER.index(now.standing) <= ORDER.index(once.standing)
    assert more.outcome in (fewer.outcome, Outcome.UNDETERMINED)


@given(HYPOTHESES, st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_decides_nothing(candidates: list[Hypothesis], lots: Random) -> None:
    turned = candidates[:]
    lots.shuffle(turned)
    assert rank(turned, [], WEIGHTS, trouble=True) == rank(candidates, [], WEIGHTS, trouble=True)


@given(st.sampled_from(list(WEIGHTS.features)), SIZES, SIZES)
def test_more_of_a_kind_of_evidence_never_weighs_less(feature: str, one: float, other: float) -> None:
    small, large = sorted((one, other))

    def score(evidence: Evidence) -> float:
        told = ranked(suspected("a", evidence))
        return (*told.hypotheses, *told.ruled_out)[0].score

    assert score(plus(feature, small)) <= score(plus(feature, large))
    assert score(minus(feature, small)) >= score(minus(feature, large))


def test_a_change_that_came_when_the_trouble_was_there_already_did_not_do_it_whatever_else_fits() -> None:
    late = contradicts("change_after_onset", "it came 5 min after the trouble had begun", CITES, 1.0)
    told = ranked(suspected("a", plus(), late, change=a_deploy("a")), suspected("b", plus()))
    assert [(h.suspect, h.standing) for h in told.ruled_out] == [("a", Standing.RULED_OUT)]
    assert [h.suspect for h in told.hypotheses] == ["b"]
