"""Cards, their questions and what a yes covers, as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.cli.screen.figures import clock
from codriver.cli.screen.page import Page, command, para
from codriver.room.words import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from codriver.room.gate.cards import Card, Question
    from codriver.room.gate.confirming import Yes
    from codriver.room.gate.remedies import Remedy

_IN, _DEEP = "  ", "    "
_RISKS = {
    "R1": "R1, reversible and small: one question, valid for 15 minutes",
    "R2": "R2, touches a whole service: two questions, valid for 10 minutes",
    "R3": "R3, data, rights, or for good: two persons, valid for 5 minutes",
}


def remedy_lines(known: Iterable[Remedy], *, width: int = 80) -> list[str]:
    """What could be proposed, by number."""
    page, lines = Page(width=width), []
    for place, one in enumerate(known, 1):
        lines += para(page, f"{one.says} ({one.source})", first=f"{place}. ", indent="   ")
        lines += [line for text in one.commands or ("(words only: type the command)",) for line in command(text, _DEEP)]
    hint = "or type one: codriver propose --command 'COMMAND' --target SERVICE"
    return [safe(line) for line in (lines or ["no remedy is known here"])] + [hint]


def card_lines(card: Card, proposal: str, *, width: int = 80) -> list[str]:
    """The whole card."""
    page = Page(width=width)
    lines = [f"CARD {proposal}", f"{_IN}{_RISKS.get(card.risk, card.risk)}"]
    for place, text in enumerate(card.commands):
        lines += command(text, _DEEP)
        lines += para(page, card.does[place] if place < len(card.does) else "", first=f"{_DEEP}-> ", indent=_DEEP)
    where = f"{card.target} in {card.environment}" if card.environment else card.target
    said = (("acts on", where), ("why", card.why), ("who feels it", ", ".join(card.feels) or "nobody that is known"))
    after = (("to take it back", card.rollback or "not said"), ("watch", card.watch or "not said"))
    lines += [line for word, text in said for line in _labelled(word, text, page)]
    lines += [line for text in card.against for line in _labelled("against", text, page)]
    lines += [line for word, text in after for line in _labelled(word, text, page)]
    for text in card.rehearse:
        lines += [f"{_IN}see first what it would do:", *command(text, _DEEP)]
    if card.facts:
        lines += _labelled("rests on", ", ".join(fact.id for fact in card.facts), page)
    lines.append(f"{_IN}whoever confirms is the operating-system user: there are no accounts here")
    return [safe(line) for line in lines]


def question_lines(question: Question, *, width: int = 80) -> list[str]:
    """A question with its keys."""
    page, lines = Page(width=width), [question.ask]
    for key, option in question.keyed:
        lines += para(page, option, first=f"{_IN}{key}) ", indent="     ")
    return [safe(line) for line in lines]


def yes_lines(yes: Yes, role: str, *, width: int = 80) -> list[str]:
    """What was confirmed, until when, and what is missing."""
    page = Page(width=width)
    if yes.waits:
        return [
            safe(line) for line in para(page, f"recorded as {yes.confirmation}; it covers nothing before {yes.waits}")
        ]
    lines = para(page, f"confirmed as {yes.confirmation} ({role}) until {clock(yes.until)} UTC, once, exactly:")
    lines += [line for text in yes.card.commands for line in command(text, _DEEP)]
    lines += para(page, "then: codriver outcome worked|failed, or --measured NUMBER")
    return [safe(line) for line in lines]


def _labelled(word: str, text: str, page: Page) -> list[str]:
    return para(page, f"{word}: {text}", first=_IN, indent=_DEEP)
