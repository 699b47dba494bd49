"""From a remedy to a yes and its verdict, as two engineers live it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.incidents import Story as Written
from tests.incidents import write
from tests.traffic import Fault

from codriver.errors import ConfigError, NotConfirmed
from codriver.gate.cover import Cover, covering
from codriver.journal.kinds import Refused, Used
from codriver.model import Assessment
from codriver.room.gate.cards import Card, Fact, Question
from codriver.room.gate.confirming import Given, Ready, Yes, confirm, lines_of, ready
from codriver.room.gate.outcome import failed, outcome
from codriver.room.gate.proposing import Asked, Put, propose, remedies
from codriver.room.gate.remedies import commands_of
from codriver.room.gate.shape import shape_of_confirmation, shape_of_proposal, shape_of_remedies
from codriver.room.incidents.act import Act, current, opened
from codriver.room.incidents.recording import rule_out
from codriver.room.request import Room

pytestmark = pytest.mark.usefixtures("triaged")
REASON = "the disk is full, this frees it"
R1 = Asked(commands=("systemctl restart stock",), target="stock")
R2 = Asked(
    commands=("kubectl rollout restart deploy/stock",), target="stock", rollback="undo it", watch="errors of stock"
)
R3 = Asked(commands=("kubectl delete pvc old",), target="stock", rollback="it cannot be", watch="errors of stock")
Acting = Callable[..., Act]


def right(waiting: Ready) -> Given:
    return Given(keys=tuple(one.right for one in waiting.questions), threshold="> 5 %", reason=REASON)


def yes(room: Room, act: Act, put: Put, **more: bool) -> Yes:
    waiting = ready(room, act, put.proposal, seed="x", **more)
    return confirm(room, act, waiting, right(waiting))


def covers(room: Room, act: Act, command: str) -> bool:
    with opened(room) as journal:
        return isinstance(covering(lines_of(current(journal, act)), command, act.now), Cover)


def spend(room: Room, act: Act, given: Yes, attempt: int = 1) -> None:
    with opened(room) as journal:
        entry = Used(confirmation=given.confirmation, command=given.card.commands[0], attempt=attempt)
        journal.add(current(journal, act).id, entry, act.now)


def test_a_card_says_all_that_must_be_known(room: Room, act: Acting) -> None:
    put = propose(room, act(), R2)
    assert (put.card.risk, put.card.target) == ("R2", "stock")
    assert put.card.does == ("`kubectl rollout` acts on every pod of a service",)
    assert put.card.feels
    assert "no runbook and no failure mode says that it helps" in put.card.against
    assert shape_of_proposal(put)["proposal"] == put.proposal
    assert isinstance(put.card, Card)


def test_a_yes_covers_the_command_for_minutes_and_once(room: Room, act: Acting) -> None:
    put = propose(room, act(), R2)
    assert not covers(room, act(), R2.commands[0])
    given = yes(room, act(2), put)
    assert covers(room, act(3), R2.commands[0])
    assert not covers(room, act(13), R2.commands[0])
    spend(room, act(3), given)
    assert not covers(room, act(4), R2.commands[0])
    assert shape_of_confirmation(given)["waits"] == ""


def test_what_proves_it_wrong_is_kept_and_decides_later(room: Room, act: Acting) -> None:
    given = yes(room, act(2), propose(room, act(), R2))
    assert given.row.body["details"] == {"watch": "errors of stock", "failed_when": ">", "threshold": 5, "unit": "%"}
    found = outcome(room, act(9), "", "worked", measured=7.5)
    assert found.row.body["verdict"] == "did not work"
    assert found.nudge.startswith("you said worked")
    assert outcome(room, act(9), "", measured=1).row.body["verdict"] == "worked"
    assert outcome(room, act(9), "", "unclear").row.body["verdict"] == "unclear"


@pytest.mark.parametrize(
    ("spoilt", "because"),
    [
        ({"keys": ("z", "z")}, "not so"),
        ({"keys": ()}, "not every question"),
        ({"threshold": "a lot"}, "no number"),
        ({"reason": "the AI suggested it"}, "no reason"),
        ({"reason": ""}, "say in a few words"),
    ],
)
def test_a_wrong_answer_is_refused_and_kept(room: Room, act: Acting, spoilt: dict[str, object], because: str) -> None:
    put = propose(room, act(), R2)
    waiting = ready(room, act(2), put.proposal, seed="x")
    good = right(waiting)
    given = Given(**{"keys": good.keys, "threshold": good.threshold, "reason": good.reason, **spoilt})  # type: ignore[arg-type]  # as the case says
    with pytest.raises(NotConfirmed, match=because):
        confirm(room, act(2), waiting, given)
    with opened(room) as journal:
        assert len(current(journal, act()).of(Refused)) == 1
    assert not covers(room, act(3), R2.commands[0])


def test_after_three_wrong_answers_the_card_is_closed(room: Room, act: Acting) -> None:
    put = propose(room, act(), R1)
    for _ in range(3):
        with pytest.raises(NotConfirmed):
            confirm(room, act(2), ready(room, act(2), put.proposal, seed="x"), Given(keys=("z",), reason=REASON))
    with pytest.raises(NotConfirmed, match="too often"):
        ready(room, act(2), put.proposal, seed="y")


def test_r3_waits_for_a_second_person(room: Room, act: Acting) -> None:
    put = propose(room, act(), R3)
    assert yes(room, act(2), put).waits
    assert not covers(room, act(3), R3.commands[0])
    with pytest.raises(NotConfirmed, match="second person"):
        ready(room, act(3), put.proposal, seed="x")
    assert yes(room, act(3, by="leo"), put).waits == ""
    assert covers(room, act(4), R3.commands[0])


def test_a_broken_glass_needs_a_reason_only(room: Room, act: Acting) -> None:
    put = propose(room, act(), R3)
    given = yes(room, act(2), put, break_glass=True)
    assert (given.row.body["role"], covers(room, act(3), R3.commands[0]), covers(room, act(8), R3.commands[0])) == (
        "break-glass",
        True,
        False,
    )


def test_a_failed_command_gets_a_second_attempt(room: Room, act: Acting) -> None:
    given = yes(room, act(2), propose(room, act(), R1))
    with pytest.raises(ConfigError, match="nothing was let through"):
        failed(room, act(3), "", "x")
    spend(room, act(3), given)
    failed(room, act(4), "", "the connection broke")
    assert covers(room, act(5), R1.commands[0])


@pytest.fixture
def known(room: Room, tmp_path: Path, act: Acting) -> Room:
    """An incident in which a runbook and a change tell remedies."""
    from codriver.room.request import Request
    from codriver.room.triage import triage

    folder = write(tmp_path / "known", Written(fault=Fault(at="stock", says="write failed: No space left on device")))
    (folder / "runbook.md").write_text(
        "# Stock: disk full\n\nWrites fail: No space left on device.\n\n```sh\nsystemctl restart stock\n```\n", "utf-8"
    )
    triage(room, Request(now=act(0).now, paths=(folder,), by="mia"), lambda _: None)
    return room


def test_remedies_come_from_what_is_known(known: Room, act: Acting) -> None:
    listed = remedies(known, act())
    assert isinstance(shape_of_remedies(listed)["remedies"], list)
    for place, one in enumerate(listed, 1):
        if one.commands == ("systemctl restart stock",):
            put = propose(known, act(), Asked(remedy=str(place), target="stock"))
            assert all(isinstance(fact, Fact) for fact in put.card.facts)
            return


def test_a_block_becomes_commands() -> None:
    assert commands_of("$ a b\n# why\nc \\\n  d\n\n") == ("a b", "c    d")


@pytest.mark.parametrize(
    ("asked", "because"),
    [
        (Asked(commands=("kubectl get pods",)), "only looks"),
        (Asked(commands=("kubectl delete ns x",), target="x"), "how is it taken back"),
        (Asked(commands=("kubectl delete ns x",), target="x", rollback="no"), "which figure"),
        (Asked(commands=("",), target="x"), "no command"),
        (Asked(remedy="99"), "no remedy"),
        (Asked(remedy="1", commands=("x",)), "name one"),
    ],
)
def test_a_card_that_lacks_something_is_not_made(room: Room, act: Acting, asked: Asked, because: str) -> None:
    with pytest.raises(ConfigError, match=because):
        propose(room, act(), asked)


def test_a_cause_that_is_ruled_out_closes_the_card(room: Room, triaged: Assessment, act: Acting) -> None:
    from dataclasses import replace

    from codriver.gate.card import plan
    from codriver.journal.kinds import Proposed

    put = propose(room, act(), R1)
    leader = triaged.hypotheses[0].id
    one = replace(put.card, leader=leader)
    with opened(room) as journal:
        entry = Proposed(by="mia", proposal="p-rests", risk="R1", card=one.body())
        journal.add(current(journal, act()).id, entry, act().now)
    given = yes(room, act(2), replace(put, proposal="p-rests"))
    assert given.row.body["plan"] == plan(one)
    assert covers(room, act(3), R1.commands[0])
    rule_out(room, act(4), leader, "it was not that")
    assert not covers(room, act(5), R1.commands[0])
    with pytest.raises(NotConfirmed, match="ruled out"):
        ready(room, act(5), "p-rests", seed="x")


def test_questions_are_those_of_the_gate() -> None:
    assert Question.__module__ == "codriver.gate.questions"
