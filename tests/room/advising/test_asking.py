from dataclasses import replace

import pytest
from tests.room.advising.conftest import ACT, Saying, silent

from codriver.access.http.secret import Secret
from codriver.errors import ConfigError, ProviderError
from codriver.journal.kinds import Consulted
from codriver.model import Prompt, Reply
from codriver.room.advising.asking import ask, connected, spent
from codriver.room.incidents.act import current, opened
from codriver.room.incidents.story import Story
from codriver.room.request import LanguageModel, Room

KEY = "not-a-real-key-42"
PROMPT = Prompt(rules="r", material=f"[f-1] password=hunter2hunter2 and {KEY}", question="why?")


def story(room: Room) -> Story:
    with opened(room) as journal:
        return current(journal, ACT)


def parrot(prompt: Prompt, deadline_s: float, hear: object) -> Reply:
    """Says what it got."""
    del deadline_s, hear
    return Reply(text=f"{prompt.rules} {prompt.material} {prompt.question}")


@pytest.mark.usefixtures("triaged")
def test_no_secret_reaches_the_model(room: Room) -> None:
    asked = ask(replace(room, model=LanguageModel(key=Secret(KEY))), story(room), parrot, PROMPT, silent)
    assert asked.redacted == 2
    assert "hunter2" not in asked.reply.text
    assert KEY not in asked.reply.text


@pytest.mark.usefixtures("triaged")
def test_the_incidents_cap_ends_the_asking(saying: Saying) -> None:
    room = saying("{}", most_usd=0.5)
    with opened(room) as journal:
        journal.add(current(journal, ACT).id, Consulted(by="mia", model="m", usd=0.6), ACT.now)
    assert spent(story(room)) == 0.6
    with pytest.raises(ProviderError, match="cap"):
        ask(room, story(room), parrot, PROMPT, silent)


def test_a_provider_that_is_none_is_named_with_those_that_are() -> None:
    with pytest.raises(ConfigError) as caught:
        connected(LanguageModel(provider="oracle"))
    assert "anthropic, none, openai_compatible, replay" in caught.value.hint
