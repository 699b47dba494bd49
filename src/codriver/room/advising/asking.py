"""One prompt to the model of the configuration: within the incident's cap, without secrets, its cost told."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from codriver import plugins
from codriver.errors import ConfigError, ProviderError
from codriver.journal.kinds import Consulted
from codriver.llm import Model
from codriver.model import Prompt, Reply
from codriver.redact.egress import redact
from codriver.room.incidents.story import Story
from codriver.room.leaving import held
from codriver.room.request import LanguageModel, Room

Hear = Callable[[str], None]
EXTRA = "pip install 'codriver[llm]'"


@dataclass(frozen=True, slots=True)
class Asked:
    """The reply, and how often something was taken out of the prompt before it left."""

    reply: Reply
    redacted: int


def ask(room: Room, story: Story, model: Model, prompt: Prompt, hear: Hear) -> Asked:
    """What the model says to the prompt.

    Raises:
        ProviderError: no model is configured, it did not answer, or the incident's cap is reached.
    """
    _within_cap(story, room.model)
    clean, taken = _clean(prompt, room)
    return Asked(model(clean, room.model.deadline_s, hear), taken)


def connected(settings: LanguageModel) -> Model:
    """The model of the settings; nothing is sent yet.

    Raises:
        ConfigError: there is no such provider, or it is not installed.
        ProviderError: it needs a key, and there is none.
    """
    try:
        found = plugins.one("codriver.llm", settings.provider)
        model: Model = found.connect(settings.name, settings.url, settings.key.value)
    except ModuleNotFoundError as error:
        raise ConfigError(f"{settings.provider} needs {error.name}, which is not installed", hint=EXTRA) from error
    return model


def spent(story: Story) -> float:
    """What models have cost in this incident so far, in US dollars; replies without a known price count nothing."""
    return sum(one.usd or 0.0 for _, one in story.of(Consulted))


def named(settings: LanguageModel) -> str:
    """How a screen and the record call the model."""
    return settings.name or settings.provider


def _within_cap(story: Story, settings: LanguageModel) -> None:
    if spent(story) >= settings.most_usd:
        hint = "[model] most_usd raises it; everything but the model goes on"
        raise ProviderError(f"the cap of ${settings.most_usd:g} for this incident is reached", hint=hint)


def _clean(prompt: Prompt, room: Room) -> tuple[Prompt, int]:
    """The prompt without secrets, those that codriver itself holds among them."""
    material, question = (redact(text, held(room)) for text in (prompt.material, prompt.question))
    taken = len(material.spans) + len(question.spans)
    most = min(prompt.most_tokens, room.model.most_tokens)
    return replace(prompt, material=material.text, question=question.text, most_tokens=most), taken
