from collections.abc import Callable, Iterable
from dataclasses import replace

from codriver.engine import Detector
from codriver.engine.investigate import detect, in_order, investigate
from codriver.engine.rank import Weights
from codriver.model import Assessment, Change, ChangeKind, Frame, Gap, Matters, Outcome, Situation, Standing
from codriver.testing import (
    a_change,
    a_deploy,
    a_failure_mode,
    a_metric,
    a_situation,
    an_alert,
    an_edge,
    an_error,
    an_exception,
    edges,
    self_latency,
)

Assess = Callable[[Situation], Assessment]
SHOP = edges("gateway > checkout", "checkout > pricing", "checkout > payments", "pricing > database")


def cascade(*, changes: Iterable[Change] | None = None, gaps: Iterable[Gap] = ()) -> Situation:
    """Pricing fails; checkout and gateway only pass it on, the gateway loudest."""
    return a_situation(
        dependencies=SHOP,
        observations=[
            an_error("pricing", "invalid rate table", kind="configuration", minutes=0),
            an_edge("checkout", "pricing", errors=(0.0, 0.6), minutes=0.1),
            an_edge("gateway", "checkout", errors=(0.0, 0.6), minutes=0.2),
            an_error("gateway", "checkout answered 502", after=9.0, minutes=0.2),
            a_metric("database", "error share", 0.0, 0.0, kind="errors", unit="share"),
            an_alert("gateway", "HighErrorRate"),
        ],
        changes=[a_change("pricing", ChangeKind.CONFIG, minutes=-0.5)] if changes is None else changes,
        gaps=gaps,
    )


def leaders(assessment: Assessment) -> list[tuple[str, str]]:
    return [(hypothesis.suspect, hypothesis.mechanism) for hypothesis in assessment.hypotheses]


def test_an_upstream_change_that_accounts_for_everything_outranks_the_service_that_shouts(assess: Assess) -> None:
    assessment = assess(cascade())

    assert assessment.outcome == Outcome.LEADING
    assert leaders(assessment)[0] == ("pricing", "config")
    assert [(step.origin, step.to) for step in assessment.hypotheses[0].path] == [
        ("pricing", "checkout"),
        ("checkout", "gateway"),
    ]
    assert all(step.cites for step in assessment.hypotheses[0].path)


def test_an_upstream_deploy_outranks_a_harmless_change_that_lies_nearer_in_time(assess: Assess) -> None:
    harmless = a_change("gateway", ChangeKind.FLAG, minutes=-0.05)
    assessment = assess(cascade(changes=[a_change("pricing", ChangeKind.CONFIG, minutes=-3), harmless]))

    assert leaders(assessment)[0] == ("pricing", "config")


def test_a_change_of_a_service_that_was_looked_at_and_is_healthy_is_ruled_out_with_the_reason(assess: Assess) -> None:
    assessment = assess(cascade(changes=[a_change("pricing", ChangeKind.CONFIG), a_deploy("database", minutes=-0.1)]))

    out = {hypothesis.suspect: hypothesis for hypothesis in assessment.ruled_out}
    assert out["database"].standing == Standing.RULED_OUT
    assert "changed_service_healthy" in {evidence.feature for evidence in out["database"].evidence}


def test_a_change_after_the_trouble_began_is_not_its_cause(assess: Assess) -> None:
    assessment = assess(cascade(changes=[a_change("pricing", ChangeKind.CONFIG, minutes=5)]))

    assert ("pricing", "config") not in leaders(assessment)


def test_an_exception_in_the_lines_that_a_deploy_changed_names_deploy_and_code(assess: Assess) -> None:
    thrown = an_exception("checkout", "KeyError", Frame(file="/app/checkout/totals.py", line=42, function="total"))
    deploy = replace(
        a_deploy("checkout", files=["services/checkout/totals.py"]), lines=(("services/checkout/totals.py", 40, 44),)
    )
    felt = an_edge("gateway", "checkout", errors=(0.0, 0.5))
    assessment = assess(a_situation(dependencies=SHOP, observations=[thrown, felt], changes=[deploy]))

    leader = assessment.hypotheses[0]
    assert (leader.suspect, leader.mechanism, leader.change) == ("checkout", "defect", deploy)
    assert (assessment.code[0].file, assessment.code[0].line) == ("/app/checkout/totals.py", 42)


def test_a_full_pool_leads_when_the_callee_is_as_fast_as_before(assess: Assess) -> None:
    observations = [
        an_error("payments", "no free connection in pool", kind="connections"),
        a_metric("payments", "pool share", 0.3, 1.0, kind="connections", unit="share"),
        an_edge("checkout", "payments", errors=(0.0, 0.4), minutes=0.1),
        a_metric("database", "latency", 0.01, 0.01, kind="latency", unit="s"),
    ]
    both = (*SHOP, *edges("payments > database"))
    assessment = assess(a_situation(dependencies=both, observations=observations))

    assert leaders(assessment)[0] == ("payments", "resource")


def test_a_full_pool_behind_a_slow_callee_blames_the_callee(assess: Assess) -> None:
    observations = [
        an_error("payments", "no free connection in pool", kind="connections", minutes=0.5),
        a_metric("payments", "pool share", 0.3, 1.0, kind="connections", unit="share", minutes=0.5),
        an_edge("payments", "database", latency=(0.01, 2.0)),
        self_latency("database", 0.01, 2.0),
        an_edge("checkout", "payments", errors=(0.0, 0.4), minutes=0.6),
    ]
    both = (*SHOP, *edges("payments > database"))
    assessment = assess(a_situation(dependencies=both, observations=observations))

    assert leaders(assessment)[0] == ("database", "slow")


def test_a_provider_outside_our_watch_that_slows_down_is_named(assess: Assess) -> None:
    observations = [
        an_edge("payments", "bank", latency=(0.05, 3.0)),
        an_edge("checkout", "payments", latency=(0.1, 3.1), minutes=0.1),
        an_edge("gateway", "checkout", latency=(0.2, 3.2), minutes=0.1),
    ]
    both = (*SHOP, *edges("payments > bank"))
    assessment = assess(a_situation(dependencies=both, observations=observations))

    assert leaders(assessment)[0] == ("bank", "external")


def test_calls_that_fail_toward_a_healthy_callee_speak_for_the_callers_configuration(assess: Assess) -> None:
    observations = [
        an_error("pricing", "connect to database: refused", kind="refused", peer="database"),
        a_metric("database", "error share", 0.0, 0.0, kind="errors", unit="share"),
        an_edge("payments", "database", errors=(0.0, 0.0)),
        an_edge("checkout", "pricing", errors=(0.0, 0.7), minutes=0.1),
    ]
    both = (*SHOP, *edges("payments > database"))
    assessment = assess(a_situation(dependencies=both, observations=observations))

    assert leaders(assessment)[0] == ("pricing", "configuration")


def test_a_known_failure_mode_whose_symptoms_show_is_found_with_its_name(assess: Assess) -> None:
    mode = a_failure_mode("payments", "no free connection")
    observations = [
        an_error("payments", "no free connection in pool", kind="connections"),
        an_edge("checkout", "payments", errors=(0.0, 0.4), minutes=0.1),
    ]
    assessment = assess(a_situation(dependencies=SHOP, observations=observations, failure_modes=[mode]))

    assert mode.name in {hypothesis.failure_mode for hypothesis in assessment.hypotheses}


def test_an_alert_without_any_trouble_finds_nothing_even_beside_a_fresh_deploy(assess: Assess) -> None:
    observations = [
        an_alert("gateway", "HighLatency"),
        a_metric("gateway", "error share", 0.0, 0.0, kind="errors", unit="share"),
        a_metric("gateway", "latency", 0.03, 0.03, kind="latency", unit="s"),
    ]
    assessment = assess(a_situation(dependencies=SHOP, observations=observations, changes=[a_deploy("checkout")]))

    assert assessment.outcome == Outcome.NOTHING_FOUND
    assert assessment.hypotheses == ()


def test_trouble_without_anything_that_explains_it_stays_undetermined(assess: Assess) -> None:
    assessment = assess(a_situation(observations=[an_error("gateway", "request failed", after=0.1)]))

    assert assessment.outcome == Outcome.UNDETERMINED


def test_more_gaps_never_turn_an_undetermined_answer_into_a_leading_one(assess: Assess) -> None:
    outcomes, chances = [], []
    for count in range(12):
        gaps = [Gap(what=f"thing {n}", why="away", hint="bring it", matters=Matters.MUCH) for n in range(count)]
        assessment = assess(cascade(gaps=gaps))
        outcomes.append(assessment.outcome)
        chances.append(assessment.hypotheses[0].probability or 0.0)

    assert outcomes[0] == Outcome.LEADING
    assert outcomes == sorted(outcomes, key=[Outcome.LEADING, Outcome.UNDETERMINED].index)
    assert chances == sorted(chances, reverse=True)
    assert chances[-1] < chances[0]


def test_the_same_facts_in_another_order_give_the_same_answer(assess: Assess) -> None:
    situation = cascade()
    turned = replace(situation, observations=situation.observations[::-1], dependencies=situation.dependencies[::-1])

    assert assess(turned) == assess(situation)


def test_every_hypothesis_carries_evidence_with_citations_and_a_probability_once_calibrated(assess: Assess) -> None:
    assessment = assess(cascade())

    assert assessment.calibration.startswith("calibrated on ")
    for hypothesis in assessment.hypotheses:
        assert hypothesis.probability is not None
        assert hypothesis.evidence
        assert all(evidence.cites for evidence in hypothesis.evidence)


def test_the_last_good_version_is_offered_as_text_with_what_speaks_against_it(assess: Assess) -> None:
    assessment = assess(cascade())

    first = assessment.mitigations[0]
    assert first.target == "pricing"
    assert "0ld0ld0" in first.says
    assert first.command


def test_a_cause_without_a_suspect_is_none_and_its_change_is_still_shown(assess: Assess) -> None:
    shared = a_deploy("")
    assessment = assess(cascade(changes=[shared]))

    assert shared in assessment.changes
    assert shared not in {hypothesis.change for hypothesis in (*assessment.hypotheses, *assessment.ruled_out)}


def test_a_plug_in_that_could_not_look_is_a_gap_beside_the_answer_worst_first(weights: Weights) -> None:
    much, little = (
        Gap(what="x", why="it broke", hint="mend it", matters=one) for one in (Matters.MUCH, Matters.LITTLE)
    )
    assessment = investigate(
        cascade(gaps=[little]), {"blind": lambda _: [much]}, {"mute": lambda *_: [much, little]}, weights
    )
    assert assessment.gaps == (much, little)
    assert assessment.outcome == Outcome.NOTHING_FOUND


def test_what_two_detectors_see_alike_is_one_finding_earliest_first(seers: dict[str, Detector]) -> None:
    situation = cascade()
    burst = seers["first_seen_error"]
    findings, gaps = detect(situation, {"one": burst, "other": burst})

    assert gaps == ()
    assert [finding.service for finding in findings] == ["pricing", "gateway"]


def test_facts_are_put_in_order_before_anybody_looks() -> None:
    situation = cascade()
    turned = replace(situation, observations=situation.observations[::-1], dependencies=situation.dependencies[::-1])
    assert in_order(turned) == in_order(situation)


def test_an_alert_with_nothing_else_to_look_at_is_undetermined_and_says_that_it_fires(assess: Assess) -> None:
    assessment = assess(a_situation(observations=[an_alert("orders", "OrdersFail")]))

    assert assessment.outcome == Outcome.UNDETERMINED
    assert "OrdersFail fires for orders" in assessment.impact.says
    assert "is not shown by what was given" in assessment.impact.says


def test_lines_of_nobody_in_particular_are_no_trouble_of_their_own_while_others_have_names(assess: Assess) -> None:
    situation = cascade()
    unnamed = an_error("(unnamed)", "GET /orders 503", minutes=0.1)
    assessment = assess(replace(situation, observations=(*situation.observations, unnamed)))

    assert "(unnamed)" not in assessment.impact.failing
    assert assessment.hypotheses[0].suspect == "pricing"


def test_a_cascade_known_only_from_logs_and_declared_needs_blames_the_callee(assess: Assess) -> None:
    told = [
        an_error(name, f"{name} broke", minutes=n / 10) for n, name in enumerate(("pricing", "checkout", "gateway"))
    ]
    assessment = assess(a_situation(dependencies=SHOP, observations=told))

    assert assessment.hypotheses[0].suspect == "pricing"
    texts = [e.because for h in (*assessment.hypotheses, *assessment.ruled_out) for e in h.evidence]
    assert not any("nothing that it calls is seen to fail it; gateway" in text for text in texts)


def test_two_changes_of_one_service_that_fit_alike_leave_it_open_which_it_was(assess: Assess) -> None:
    twins = [
        a_change("pricing", ChangeKind.CONFIG, minutes=-0.5, version=version) for version in ("aaaaaaa1", "bbbbbbb1")
    ]
    assessment = assess(cascade(changes=twins))

    assert assessment.outcome == Outcome.UNDETERMINED
