import math
import shlex
from collections.abc import Callable
from dataclasses import replace

import pytest

from codriver.engine import Seen
from codriver.engine.checks import checks
from codriver.engine.evidence import supports
from codriver.model import Check, FailureMode, Hypothesis, KnownCheck, Observation, Signal, Situation
from codriver.testing import ONSET, a_citation, a_deploy, a_failure_mode, a_situation, an_error

Look = Callable[[Situation], Seen]
CITES = (a_citation("a.log:1"),)
HOSTILE = "x'; rm -rf / #\n$(id) `id`"


def suspected(suspect: str, mechanism: str = "configuration", *, score: float = 1.0, detail: str = "") -> Hypothesis:
    evidence = (supports("plain", "it says so", CITES),)
    return Hypothesis(
        suspect=suspect, mechanism=mechanism, says=f"{suspect} did it", detail=detail, score=score, evidence=evidence
    )


def asked(look: Look, *ranked: Hypothesis, modes: tuple[FailureMode, ...] = ()) -> tuple[Check, ...]:
    return checks(look(a_situation(failure_modes=modes)), ranked)


def entropy(share: float) -> float:
    return -share * math.log2(share) - (1 - share) * math.log2(1 - share)


def test_a_check_says_what_each_answer_would_mean_and_cites_what_it_rests_on(look: Look) -> None:
    hypothesis = suspected("a")
    (check,) = asked(look, hypothesis)

    assert check.ask == "Do the settings with which a runs differ from those of before the trouble?"
    assert check.answers == (("yes", "speaks for: a did it"), ("no", "speaks against: a did it"))
    counts = dict(check.counts)
    assert counts["yes"] == round(math.log(0.9 / 0.15), 2)
    assert counts["no"] == round(math.log(0.1 / 0.85), 2)
    assert (check.splits, check.cites) == ((hypothesis.id,), CITES)


def test_the_check_that_splits_the_likeliest_comes_first_by_the_information_it_would_give(look: Look) -> None:
    # odds of e^2 : e^1 : e^0; gain = H(yes) - sum p H(yes | which); yes = 0.9 for the one it splits, else 0.15
    shares = [math.exp(score) / (math.exp(2) + math.exp(1) + 1) for score in (2, 1, 0)]
    gain = [entropy(0.15 + 0.75 * share) - share * entropy(0.9) - (1 - share) * entropy(0.15) for share in shares]
    ranked = [suspected(name, score=score) for name, score in (("c", 2), ("b", 1), ("a", 0))]
    found = asked(look, *ranked)
    assert [check.gain for check in found] == sorted((round(bits, 4) for bits in gain), reverse=True)
    by_name = {check.splits[0]: check.gain for check in found}
    assert [by_name[one.id] for one in ranked] == [pytest.approx(bits, abs=1e-4) for bits in gain]


def test_where_none_of_these_is_likely_a_question_about_the_first_teaches_less(look: Look) -> None:
    sure = replace(suspected("a"), probability=0.9)
    unsure = replace(suspected("a"), probability=0.05)
    (plain,) = checks(look(a_situation()), [sure], 0.1)
    (vain,) = checks(look(a_situation()), [unsure], 0.95)
    (even,) = checks(look(a_situation()), [replace(sure, probability=0.5)], 0.5)
    assert even.gain > plain.gain
    assert even.gain > vain.gain


def test_a_look_at_the_thing_itself_refutes_and_one_from_inside_costs_more(look: Look) -> None:
    (full,) = asked(look, suspected("a", "resource", detail="connections"))
    (away,) = asked(look, suspected("a", "unreachable"))
    assert dict(full.answers)["no"] == "refutes: a did it"
    assert dict(full.counts)["no"] < -3.0
    assert dict(away.answers)["yes"] == "refutes: a did it"
    assert (away.cost > full.cost, bool(away.risk), full.risk) == (True, True, "")


def test_what_the_team_says_rules_it_out_counts_so(look: Look) -> None:
    known = KnownCheck(ask="Is the pool full?", yes="supports", no="rules this out")
    mode = replace(a_failure_mode("a", "boom"), name="known", checks=(known,))
    told = asked(look, replace(suspected("a", "resource"), failure_mode="known"), modes=(mode,))
    (check,) = (one for one in told if one.ask == known.ask)
    assert dict(check.counts)["no"] < -3.0


def test_a_question_about_a_metric_comes_as_a_query_for_the_source_that_showed_it(look: Look) -> None:
    cite = a_citation("db_pool_in_use.json#/1")
    full = Observation(
        signal=Signal.METRIC,
        source="prometheus",
        service="a",
        at=ONSET,
        name="db_pool_in_use",
        says="full",
        cites=(cite,),
        kind="connections",
        deviation=9.0,
    )
    hypothesis = replace(suspected("a", "resource"), evidence=(supports("at_its_limit", "full", (cite,)),))
    (check,) = checks(look(a_situation(observations=[full])), [hypothesis])
    assert (check.tool, check.command) == ("promql", 'db_pool_in_use{job=~".*a.*"}')


def test_even_odds_are_worth_most_and_a_sure_thing_teaches_little(look: Look) -> None:
    even = [suspected("a", score=1.0), suspected("b", score=1.0)]
    sure = [suspected("a", score=9.0), suspected("b", score=0.0)]
    both = asked(look, *even)

    assert len(both) == len(asked(look, *sure)) == 2
    assert [check.id for check in both] == sorted(check.id for check in both)  # a tie goes by id


def test_one_question_about_two_hypotheses_is_asked_once_in_the_words_of_the_better(look: Look) -> None:
    better, worse = suspected("a", "defect", detail="x", score=2), suspected("a", "slow", score=1)
    (check,) = asked(look, better, worse)
    assert check.splits == (better.id, worse.id)


def test_at_most_five_and_none_where_nothing_is_suspected(look: Look) -> None:
    assert len(asked(look, *(suspected(name) for name in "abcdefg"))) == 5
    assert asked(look) == ()


def test_what_the_team_wrote_down_is_asked_for_its_own_service_only(look: Look) -> None:
    mode = replace(
        a_failure_mode("a", "boom"), name="known", checks=(KnownCheck(ask="Is the pool full?", command="pool --show"),)
    )
    namesake = replace(mode, service="b", checks=(KnownCheck(ask="Is the disk full?"),))
    hypothesis = replace(suspected("a", "resource", detail="connections"), failure_mode="known")
    told = asked(look, hypothesis, modes=(mode, namesake))

    assert {check.ask for check in told} == {
        "Is the pool full?",
        "Are the connections of a used up now, from before its callees slowed down?",
    }
    (known,) = (check for check in told if check.command)
    assert (known.answers, known.cites) == ((("yes", "supports"), ("no", "contradicts")), mode.cites)


def test_a_change_is_shown_as_the_repository_has_it(look: Look) -> None:
    change = replace(a_deploy("a"), version="abcdef1")
    (check,) = asked(look, replace(suspected("a", "deploy"), change=change))

    assert check.command == "git show --stat --patch abcdef1"
    assert check.ask == "Does what deploy abcdef1 altered fit how a fails?"


@pytest.mark.parametrize("version", ["", "--output=/etc/passwd", "-p"])
def test_no_version_and_an_option_that_poses_as_one_give_no_command(look: Look, version: str) -> None:
    change = replace(a_deploy("a"), version=version)
    assert [check.command for check in asked(look, replace(suspected("a", "deploy"), change=change))] == [""]


def test_hostile_names_stay_one_word_of_the_command(look: Look) -> None:
    change = replace(a_deploy("a"), version=HOSTILE)
    (show,) = asked(look, replace(suspected("a", "deploy"), change=change))
    (reach,) = asked(look, suspected(HOSTILE, "unreachable"))

    assert shlex.split(show.command) == ["git", "show", "--stat", "--patch", HOSTILE]
    assert shlex.split(reach.command) == ["curl", "-sv", "--max-time", "5", f"http://{HOSTILE}/"]


def test_what_cannot_be_reached_is_asked_from_where_it_was_missed(look: Look) -> None:
    refused = an_error("checkout", "refused", kind="refused", peer="pricing")
    (check,) = checks(look(a_situation(observations=[refused])), [suspected("pricing", "unreachable")])
    assert check.ask.startswith("From where checkout runs: does pricing answer")
