from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from codriver.model import (
    Assessment,
    Change,
    ChangeKind,
    Check,
    Citation,
    CodeLine,
    Evidence,
    Finding,
    Gap,
    Hypothesis,
    Impact,
    Incident,
    Matters,
    Outcome,
    Proposal,
    Ref,
    Runbook,
    Service,
    Stage,
    Stance,
    Standing,
    Step,
    Trend,
    Window,
)

ONSET = datetime(2026, 3, 1, 2, 41, 10, tzinfo=UTC)


def cite(locator: str, quote: str) -> Citation:
    return Citation(Ref("files", locator), quote)


EDGE = cite("traces.json#/spans/12", "GET /price 502")
TIMEOUT = cite("logs/tariff.log:118", "KeyError: 'EUR'")
ROLLOUT = cite("deploys.jsonl:7", "tariff v42")


def deploy() -> Change:
    return Change(
        kind=ChangeKind.DEPLOY,
        stage=Stage.DEPLOYED,
        service="tariff",
        at=ONSET - timedelta(minutes=4),
        what="Round prices per currency",
        source="deploy-log",
        cites=(ROLLOUT,),
        version="v42",
        previous="v41",
        by="alice",
        merged_at=ONSET - timedelta(hours=3),
    )


def merge() -> Change:
    return Change(
        kind=ChangeKind.CONFIG,
        stage=Stage.MERGED,
        service="basket",
        at=ONSET - timedelta(hours=2),
        what="Raise the retry limit",
        source="git",
        cites=(cite("repo@1f3a", "Raise the retry limit"),),
        version="1f3a" * 10,
    )


def leader() -> Hypothesis:
    return Hypothesis(
        suspect="tariff",
        mechanism="recent change",
        says="deploy v42 of tariff raises KeyError in every price request",
        at=ONSET,
        standing=Standing.STRONG,
        change=deploy(),
        would_change_most="the error rate after a rollback",
        path=(
            Step(
                origin="tariff", to="checkout", because="calls to tariff fail 3 s before checkout does", cites=(EDGE,)
            ),
            Step(origin="checkout", to="gateway", because="gateway answers 502 when checkout does"),
        ),
        evidence=(
            Evidence(
                stance=Stance.SUPPORTS,
                feature="change_before_onset",
                because="deployed 4 min before the onset",
                cites=(ROLLOUT,),
                weight=1.2,
            ),
            Evidence(
                stance=Stance.SUPPORTS,
                feature="first_seen",
                because="a first-seen KeyError in tariff, 412 times",
                cites=(TIMEOUT,),
                weight=0.9,
            ),
            Evidence(
                stance=Stance.CONTRADICTS,
                feature="unaffected",
                because="one of three instances shows no errors",
                cites=(TIMEOUT,),
                weight=-0.3,
            ),
        ),
    )


def second() -> Hypothesis:
    return Hypothesis(
        suspect="basket",
        mechanism="resource exhaustion",
        says="basket runs out of connections",
        standing=Standing.WEAK,
        evidence=(
            Evidence(
                stance=Stance.CONTRADICTS,
                feature="order",
                because="its errors begin 40 s after those of checkout",
                cites=(EDGE,),
            ),
        ),
    )


def rollback() -> Proposal:
    return Proposal(
        says="Roll tariff back to v41, the last good version",
        command="kubectl rollout undo deployment/tariff",
        target="tariff",
        risk="R2",
        why="v42 went out 4 min before the onset",
        rollback="kubectl rollout undo again",
        against=("v41 does not read the prices that v42 has written",),
        watch="errors of checkout below 1 % within 5 min",
        cites=(ROLLOUT,),
    )


def check() -> Check:
    return Check(
        ask="Do errors stop on the instance that still runs v41?",
        command="kubectl logs deploy/tariff --since 10m | grep -c KeyError",
        answers=(("0", "the deploy is the cause"), ("more", "it is not the deploy alone")),
        splits=(leader().id, second().id),
    )


def gaps() -> tuple[Gap, ...]:
    return (
        Gap(what="metrics of basket", why="no series carries its name", hint="add an alias to codriver.toml"),
        Gap(
            what="traces of payments",
            why="traces.json ends in the middle",
            hint="record it again",
            matters=Matters.MUCH,
        ),
    )


def runbook() -> Runbook:
    return Runbook(
        title="Tariff",
        section="Prices fail",
        text="Roll back first.",
        cites=(cite("runbooks/tariff.md:12", "Prices fail"),),
        owner="team-prices",
        commands=("kubectl rollout undo deployment/tariff",),
        because="names KeyError and tariff",
    )


def assessment() -> Assessment:
    return Assessment(
        incident=Incident(title="checkout fails", onset=ONSET, service="checkout"),
        outcome=Outcome.LEADING,
        impact=Impact(
            failing=("gateway", "checkout"),
            says="POST /checkout answers 502",
            since=ONSET,
            share=0.14,
            share_before=0.002,
            trend=Trend.WORSE,
            owner="team-shop",
            cites=(EDGE,),
        ),
        window=Window(since=ONSET - timedelta(hours=1), onset=ONSET, until=ONSET + timedelta(minutes=12)),
        hypotheses=(leader(), second()),
        ruled_out=(replace(second(), suspect="cache", says="cache is unreachable", standing=Standing.RULED_OUT),),
        mitigations=(rollback(),),
        gaps=gaps(),
        changes=(deploy(), merge()),
        checks=(check(),),
        runbooks=(runbook(),),
        code=(
            CodeLine(
                file="tariff/prices.py", line=31, function="in_currency", says="raises the KeyError", cites=(TIMEOUT,)
            ),
        ),
        services=(Service(name="tariff", owner="team-prices"),),
        findings=(
            Finding(
                detector="first_seen",
                service="tariff",
                says="KeyError, 0 -> 3.4 per second",
                at=ONSET,
                size=1.0,
                cites=(TIMEOUT,),
                trouble=True,
            ),
        ),
    )


@pytest.fixture
def assessed() -> Callable[..., Assessment]:
    """A full assessment, with whatever the test replaces in it."""

    def build(**changes: object) -> Assessment:
        return replace(assessment(), **changes)  # type: ignore[arg-type]  # a test names real fields

    return build
