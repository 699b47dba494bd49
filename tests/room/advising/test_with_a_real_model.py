"""A real model, very weak: whatever it says, nothing ungrounded gets through, and the answer without it stands."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.room.advising.conftest import ACT, NOW, silent
from tests.small_model import TOKENS, small_model

from codriver.advice.facts import facts_of, rows, text
from codriver.advice.grounding import flaw
from codriver.drafts.facts import numbers_in
from codriver.journal.kinds import Consulted
from codriver.room.advising.phrasing import phrase
from codriver.room.advising.question import Ears, question
from codriver.room.advising.suggest import advise
from codriver.room.incidents.act import current, opened
from codriver.room.incidents.drafting import draft
from codriver.room.request import LanguageModel, Request, Room
from codriver.room.triage import triage


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with small_model() as found:
        yield found


@pytest.fixture
def smol(address: str, tmp_path: Path) -> Room:
    """A room with the model, and a small incident that was triaged."""
    lines = "".join(f"2026-03-01T02:41:{at:02}Z ERROR card refused by bank\n" for at in range(50))
    (tmp_path / "till.log").write_text(lines)
    small = LanguageModel(provider="openai_compatible", name="smollm2", url=address, deadline_s=300)
    model = replace(small, most_material=1200, most_tokens=TOKENS)
    room = Room(state=tmp_path / "state", model=model)
    triage(room, Request(now=NOW, paths=(tmp_path / "till.log",), by="mia"), silent)
    return room


def test_causes_of_a_weak_model_are_grounded_or_dropped_and_the_leader_stays(smol: Room) -> None:
    with opened(smol) as journal:
        before = current(journal, ACT).latest
    advised = advise(smol, ACT, silent, silent)
    facts = facts_of(before)
    assert all(cause.suspect in facts.services and cause.findings for cause in advised.causes)
    assert advised.causes or advised.dropped or '"causes"' in advised.asked.reply.text
    with opened(smol) as journal:
        after = current(journal, ACT)
    assert [text(one, "id") for one in rows(after.latest, "hypotheses")[:1]] == [
        text(one, "id") for one in rows(before, "hypotheses")[:1]
    ]
    assert [entry.tokens_out > 0 for _, entry in after.of(Consulted)] == [True]


def test_a_draft_in_words_of_a_weak_model_says_what_the_plain_one_says(smol: Room) -> None:
    plain = draft(smol, ACT, "update", "customers")
    found = phrase(smol, ACT, plain, silent, silent)
    assert not found.failed
    assert found.asked
    assert found.asked.reply.tokens_out > 0
    assert numbers_in(found.seen.text) == numbers_in(plain.text)
    assert (found.seen.text == plain.text) == (found.kept == 0)
    assert len(found.seen.text.splitlines()) == len(plain.text.splitlines())
    assert found.seen.offences == plain.offences


def test_sentences_of_a_weak_model_are_grounded_or_dropped(smol: Room) -> None:
    heard: list[str] = []
    room = replace(smol, model=replace(smol.model, deadline_s=300))
    talk = question(room, ACT, "Which service fails?", Ears(progress=silent, hear=heard.append))
    assert "".join(heard)
    sentences = talk.said.sentences if talk.said else ()
    assert all(flaw(sentence, talk.facts) == "" for sentence in sentences)
