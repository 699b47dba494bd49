"""Whoever answers by the deadline is heard, piece by piece; whoever does not is left behind."""

import threading
from collections.abc import Iterator
from types import ModuleType

from codriver.access.http.deadline import Deadline
from codriver.access.http.login import Login
from codriver.access.http.secret import Secret
from codriver.connectors import Source
from codriver.errors import SourceError
from codriver.model import Service
from codriver.room.live.asking import Item, ask
from codriver.room.live.furnished import Furnished
from codriver.room.request import LiveSource
from codriver.testing import ONSET

NEVER = threading.Event()


def a_source(name: str, trouble: SourceError | None = None, doubt: str = "") -> Furnished:
    connector = ModuleType(name)
    connector.GIVES = ("logs",)  # type: ignore[attr-defined]  # as a connector has it
    login = Login(token=Secret("token", doubt=doubt))
    return Furnished(LiveSource(name=name, kind=name, login=login), connector, Source(name=name, now=ONSET), trouble)


def answer(one: Furnished) -> Iterator[Item]:
    yield Service(name=f"{one.named.name}-1")
    if one.named.name == "slow":
        NEVER.wait(10)
    if one.named.name == "broken":
        raise SourceError("it broke", hint="mend it")
    if one.named.name == "buggy":
        raise ZeroDivisionError
    yield Service(name=f"{one.named.name}-2")


def test_what_came_before_the_deadline_counts_and_the_rest_is_said() -> None:
    told = ask([a_source("quick"), a_source("slow")], answer, Deadline.within(1.0), lambda _: None)
    quick, slow = told
    assert [len(quick.items), quick.failed, quick.gaps] == [2, False, []]
    assert [len(slow.items), slow.failed] == [1, True]
    assert "1 answers came before" in slow.gaps[0].why
    assert slow.gaps[0].what == "logs from slow"


def test_errors_bugs_and_sources_that_cannot_be_asked_are_gaps_with_a_hint() -> None:
    sources = [a_source("broken"), a_source("buggy"), a_source("lost", SourceError("no url", hint="set it"))]
    told = ask(sources, answer, Deadline.within(5), lambda _: None)
    why = [[gap.why for gap in one.gaps] for one in told]
    assert why[0] == ["it broke"]
    assert "ZeroDivisionError" in why[1][0]
    assert why[2] == ["no url"]
    assert all(one.failed for one in told)
    assert all(gap.hint for one in told for gap in one.gaps)


def test_a_token_that_others_can_read_is_said() -> None:
    (told,) = ask([a_source("quick", doubt="others can read it")], answer, Deadline.within(5), lambda _: None)
    assert [gap.why for gap in told.gaps] == ["others can read it"]
