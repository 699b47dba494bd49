import shlex
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codriver.engine import Seen
from codriver.engine.mitigations import mitigations
from codriver.model import Change, ChangeKind, Evidence, Hypothesis, Proposal, Remedy, Situation, Stance
from codriver.testing import a_change, a_citation, a_deploy, a_failure_mode, a_situation, an_error

Look = Callable[[Situation], Seen]
DEPLOY = replace(a_deploy("pricing"), version="abcdef1234")


def suspected(change: Change | None = None, *against: str, failure_mode: str = "") -> Hypothesis:
    evidence = tuple(
        Evidence(stance=Stance.CONTRADICTS, feature="f", because=one, cites=(a_citation("a:1"),), weight=-1.0)
        for one in against
    )
    return Hypothesis(
        suspect="pricing",
        mechanism="deploy",
        says="it is so",
        change=change,
        evidence=evidence,
        failure_mode=failure_mode,
    )


def proposed(*ranked: Hypothesis, situation: Situation | None = None) -> tuple[Proposal, ...]:
    return mitigations(Seen(situation or a_situation(), ()), ranked)


def test_a_deploy_is_taken_back_to_the_last_good_version_with_a_way_forward_again(look: Look) -> None:
    seen = look(a_situation(observations=[an_error("pricing", "boom")]))
    (proposal,) = mitigations(seen, (suspected(DEPLOY),))

    assert proposal == Proposal(
        says="take back the deploy abcdef1234 of pricing: the last good version is 0ld0ld0",
        command="# deploy pricing at 0ld0ld0 again, the way you deploy",
        target="pricing",
        risk="R2",
        why="it is so",
        rollback="deploy abcdef1234 of pricing again",
        watch="whether this ends: pricing now logs “boom” (1200 x, never before)",
        cites=DEPLOY.cites,
    )


def test_a_version_that_is_no_commit_is_left_to_the_teams_own_way_of_deploying() -> None:
    (proposal,) = proposed(suspected(replace(DEPLOY, version="v1.2.3")))
    assert proposal.command == "# deploy pricing at 0ld0ld0 again, the way you deploy"

    (unknown,) = proposed(suspected(replace(DEPLOY, version="", previous="")))
    assert unknown.says == "take back the deploy of pricing; which version ran before it is not known"
    assert unknown.command == (
        "# which version of pricing ran before is not known: look it up, and deploy that one again"
    )


def test_a_commit_is_reverted_whatever_ran_before_it() -> None:
    (proposal,) = proposed(suspected(replace(DEPLOY, kind=ChangeKind.CONFIG, previous="")))
    assert proposal.says == "take back the config change abcdef1234 of pricing"
    assert proposal.command == "git revert --no-edit abcdef1234  # then deploy pricing"


@pytest.mark.parametrize("name", ["x\ntouch caught", "x; touch caught", "$(touch caught)", "x' touch caught"])
def test_a_hostile_name_without_a_known_version_before_runs_nothing(name: str, tmp_path: Path) -> None:
    (proposal,) = proposed(suspected(replace(DEPLOY, service=name, version="v2", previous="")))
    subprocess.run(["sh", "-c", proposal.command.replace("#", ":", 1)], cwd=tmp_path, check=True)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", [ChangeKind.SCHEMA, ChangeKind.INFRA])
def test_what_no_deploy_undoes_is_not_offered(kind: ChangeKind) -> None:
    assert proposed(suspected(a_change("pricing", kind))) == ()


@pytest.mark.parametrize(
    "remedy",
    [
        Remedy(says="drop the table", command="drop", risk="R3"),
        Remedy(says="purge the queue", command="purge", rollback="irreversible"),
        Remedy(says="purge the queue", command="purge", rollback=" Irreversible: the messages are gone."),
    ],
)
def test_nothing_irreversible_is_ever_offered(remedy: Remedy) -> None:
    mode = replace(a_failure_mode("pricing", "boom"), remedies=(remedy,))
    situation = a_situation(failure_modes=[mode])
    assert proposed(suspected(failure_mode=mode.name), situation=situation) == ()


def test_what_the_team_wrote_down_comes_before_a_rollback_and_only_for_its_own_service() -> None:
    drain = Remedy(says="drain it", command="drain pricing", risk="R1", verify="errors end", rollback="undrain pricing")
    mode = replace(a_failure_mode("pricing", "boom"), name="known", remedies=(drain,))
    namesake = replace(mode, service="a", remedies=(replace(drain, command="drain a"),))
    other = replace(namesake, service="z")
    situation = a_situation(failure_modes=[namesake, mode, other])
    first, second = proposed(suspected(DEPLOY, failure_mode="known"), situation=situation)

    assert (first.command, first.risk, first.rollback, first.watch) == (
        "drain pricing",
        "R1",
        "undrain pricing",
        "errors end",
    )
    assert first.cites == mode.cites
    assert second.cites == DEPLOY.cites


def test_what_speaks_against_the_cause_speaks_against_the_remedy() -> None:
    (proposal,) = proposed(suspected(DEPLOY, "it is healthy", "others were first", "and more"))
    assert proposal.against == ("it is healthy", "others were first")


def test_later_changes_and_a_touched_schema_speak_against_going_back() -> None:
    deploy = replace(DEPLOY, files=("db/migrations/7.py",))
    later = [a_deploy("pricing", minutes=-1), a_deploy("checkout", minutes=-1)]
    (proposal,) = proposed(suspected(deploy), situation=a_situation(changes=[deploy, *later]))

    assert proposal.against == (
        "1 later change of pricing may rest on it",
        "it touched the schema: going back may not fit the data",
    )


def test_a_configuration_is_taken_back_by_reverting_its_commit_and_a_date_is_no_commit() -> None:
    config = replace(DEPLOY, kind=ChangeKind.CONFIG)
    (proposal,) = proposed(suspected(config))
    (dated,) = proposed(suspected(replace(config, version="20260301")))

    assert proposal.command == "git revert --no-edit abcdef1234  # then deploy pricing"
    assert dated.command.startswith("# deploy pricing at 0ld0ld0 again")


def test_at_most_three_each_once_better_hypotheses_first() -> None:
    deploys = [replace(DEPLOY, kind=ChangeKind.CONFIG, version=f"{number}bcdef1234") for number in range(5)]
    told = proposed(*(suspected(deploy) for deploy in (deploys[0], *deploys)))
    assert [proposal.command[21:29] for proposal in told] == ["0bcdef12", "1bcdef12", "2bcdef12"]


def test_no_change_and_no_known_mode_leave_nothing_to_offer() -> None:
    assert proposed(suspected()) == ()


NASTY = st.text(alphabet="ab7-; &|$`'\"\\\n\r\u2028#!(){}<>*~", max_size=12)


@given(NASTY, NASTY, NASTY)
def test_a_hostile_name_stays_one_word_of_one_line(service: str, version: str, previous: str) -> None:
    change = replace(DEPLOY, service=service, version=f"v{version}", previous=f"v{previous}")
    (proposal,) = proposed(suspected(change))
    words = ("#", "deploy", " ".join(service.split()), "at", " ".join(change.previous[:12].split()), "again,")

    assert len(proposal.command.splitlines()) == 1
    assert shlex.split(proposal.command) == [*words, "the", "way", "you", "deploy"]


@pytest.mark.parametrize(
    "name", ["x\ntouch caught", "x; touch caught", "$(touch caught)", "`touch caught`", "x' touch caught"]
)
def test_not_even_a_shell_that_knows_no_comments_runs_a_hostile_name(name: str, tmp_path: Path) -> None:
    (proposal,) = proposed(suspected(replace(DEPLOY, service=name, version="v2", previous=name)))
    subprocess.run(["sh", "-c", proposal.command], cwd=tmp_path, check=True)
    subprocess.run(["sh", "-c", proposal.command.replace("#", ":", 1)], cwd=tmp_path, check=True)
    assert not list(tmp_path.iterdir())
