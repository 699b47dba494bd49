"""A draft in a model's words: the one that code wrote is there first, and stays when the model fails or adds to it."""

from dataclasses import dataclass, replace

from codriver.advice import phrasing
from codriver.advice.phrasing import Phrasing
from codriver.errors import ProviderError
from codriver.journal.kinds import Consulted
from codriver.room.advising.asking import Asked, Hear, ask, connected, named
from codriver.room.advising.suggest import consulted
from codriver.room.incidents.act import Act, current, opened
from codriver.room.incidents.drafting import Seen, review
from codriver.room.incidents.facts import facts_of
from codriver.room.request import Progress, Room

WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrased:
    """`seen` is the latest version: in the model's words where `kept` lines were, else as code wrote it (`plain`).

    `failed` and `hint` say why the model said nothing.
    """

    plain: Seen
    seen: Seen
    model: str
    kept: int = 0
    dropped: tuple[str, ...] = ()
    asked: Asked | None = None
    failed: str = ""
    hint: str = ""


def phrase(room: Room, act: Act, plain: Seen, progress: Progress, hear: Hear) -> Phrased:
    """Ask the model for other words for a draft, and keep as its next version what passes."""
    model = named(room.model)
    try:
        asked, found = _asked(room, act, plain, progress, hear)
    except ProviderError as error:
        return Phrased(plain=plain, seen=plain, model=model, failed=error.message, hint=error.hint)
    told = Phrased(plain=plain, seen=plain, model=model, kept=found.kept, dropped=found.dropped, asked=asked)
    if not found.kept:
        return told
    words = replace(act, by=f"{act.by}, in words of {model}")
    return replace(told, seen=review(room, words, plain.draft, found.text))


def _asked(room: Room, act: Act, plain: Seen, progress: Progress, hear: Hear) -> tuple[Asked, Phrasing]:
    with opened(room) as journal:
        story = current(journal, act, ended=True)
        facts = facts_of(story, act.now)
        progress(f"asking {named(room.model)}")
        asked = ask(room, story, connected(room.model), phrasing.prompt(plain.text), hear)
        found = phrasing.read(asked.reply.text, plain.text, facts.services)
        row: Consulted = consulted(room, act, asked, found.kept, found.dropped)
        journal.add(story.id, replace(row, purpose=WORDS), act.now)
    return asked, found
