"""Confirm a card: a named person at a terminal, who answers questions made from it and gives a reason of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from codriver.errors import ConfigError, NotConfirmed
from codriver.gate.card import Card, plan
from codriver.gate.cover import BREAK_GLASS, FIRST, HOW, MOST_WRONG, SECOND, Line, broken, card_in, contradicted, expiry
from codriver.gate.questions import Elsewhere, Question, questions
from codriver.gate.reasons import flaw
from codriver.gate.verdict import R3
from codriver.journal.kinds import Confirmed, Proposed, Refused
from codriver.journal.record import Journal
from codriver.journal.rows import Row
from codriver.model import Incident, content_id
from codriver.room.incidents.act import Act, current, opened
from codriver.room.incidents.pick import text, texts
from codriver.room.incidents.story import Story
from codriver.room.request import Room

_NUMBER = re.compile(r"\s*([<>]?=?)\s*(-?\d+(?:\.\d+)?)\s*([^\d]{0,12})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A card that waits for an answer: to which questions, in which role."""

    incident: Incident
    proposal: str
    card: Card
    role: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the person answered: a key for each question, the value that would prove it wrong, the reason."""

    keys: tuple[str, ...] = ()
    threshold: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Yes:
    """A confirmation in the record; `waits` says what is still missing before it covers anything."""

    incident: Incident
    confirmation: str
    card: Card
    until: datetime
    row: Row
    waits: str = ""


def ready(room: Room, act: Act, proposal: str, *, seed: str, break_glass: bool = False) -> Ready:
    """The card and the questions for this person, now.

    Raises:
        ConfigError: no such proposal.
        NotConfirmed: the card no longer fits the record, or was answered wrongly too often.
    """
    with opened(room) as journal:
        story = current(journal, act)
    found, card = _proposal(story, proposal)
    _still_fits(story, found, card)
    role = BREAK_GLASS if break_glass else _role(story, act, found.proposal, card)
    asked = () if break_glass else questions(card, role, _elsewhere(story, card), seed)
    return Ready(incident=story.incident, proposal=found.proposal, card=card, role=role, questions=asked)


def confirm(room: Room, act: Act, waiting: Ready, given: Given) -> Yes:
    """Record the yes, or what was wrong with it.

    Raises:
        NotConfirmed: a wrong answer, no threshold, or no reason of one's own.
    """
    with opened(room) as journal:
        story = current(journal, act)
        found, card = _proposal(story, waiting.proposal)
        _still_fits(story, found, card)
        because = "the card is not the one that was shown" if card != waiting.card else _wrong(waiting, given)
        if because:
            journal.add(story.id, Refused(by=act.by, proposal=found.proposal, because=because), act.now)
            raise NotConfirmed(because, hint="read the card again, then: codriver confirm")
        return _recorded(journal, story, act, waiting, given)


def _recorded(journal: Journal, story: Story, act: Act, waiting: Ready, given: Given) -> Yes:
    card = waiting.card
    until = expiry(card.level, waiting.role, act.now)
    entry = Confirmed(
        by=act.by,
        confirmation=content_id("c", (waiting.proposal, act.by, waiting.role, act.now)),
        proposal=waiting.proposal,
        plan=plan(card),
        role=waiting.role,
        reason=given.reason.strip(),
        risk=card.risk,
        facts=tuple(fact.id for fact in card.facts),
        until=until,
        details=_after_check(waiting, given),
    )
    row = journal.add(story.id, entry, act.now)
    waits = "a second person: codriver confirm" if card.level == R3 and waiting.role == FIRST else ""
    return Yes(incident=story.incident, confirmation=entry.confirmation, card=card, until=until, row=row, waits=waits)


def _proposal(story: Story, start: str) -> tuple[Proposed, Card]:
    found = {entry.proposal: entry for _, entry in story.of(Proposed) if entry.proposal.startswith(start)}
    if not found:
        raise ConfigError(f"no proposal {start}".rstrip(), hint="make one: codriver propose")
    latest = list(found.values())[-1]
    if start and start not in found and len(found) > 1:
        raise ConfigError(f"several proposals begin with {start}: {', '.join(found)}", hint="type more of it")
    card = card_in(lines_of(story), latest.proposal)
    if card is None:
        raise NotConfirmed(f"the card of {latest.proposal} cannot be read", hint="propose it again")
    return latest, card


def _still_fits(story: Story, found: Proposed, card: Card) -> None:
    lines = lines_of(story)
    since = max(
        (line.number for line in lines if line.kind == "proposal" and line.body.get("proposal") == found.proposal),
        default=0,
    )
    against = contradicted(lines, card, since)
    if against:
        raise NotConfirmed(f"the card no longer fits: {against}", hint="propose what fits now")
    wrong = [entry for row, entry in story.of(Refused) if entry.proposal == found.proposal and row.number > since]
    if len(wrong) >= MOST_WRONG:
        raise NotConfirmed("answered wrongly too often", hint="read it with somebody, then propose it again")


def _role(story: Story, act: Act, proposal: str, card: Card) -> str:
    if card.level < R3:
        return FIRST
    lines = lines_of(story)
    live = [
        line
        for line in lines
        if line.kind == "confirmation"
        and line.body.get("proposal") == proposal
        and line.body.get("role") == FIRST
        and not broken(lines, line, card, act.now)
    ]
    if not live:
        return FIRST
    if any(line.body.get("by") == act.by for line in live):
        raise NotConfirmed(
            f"R3: {act.by} confirmed it already; a second person is needed", hint="another person runs this"
        )
    return SECOND


def _wrong(waiting: Ready, given: Given) -> str:
    if len(given.keys) != len(waiting.questions):
        return "not every question was answered"
    for question, key in zip(waiting.questions, given.keys, strict=True):
        if not question.passes(key):
            return f"not so: {question.ask}"
    if any(question.threshold for question in waiting.questions) and not _NUMBER.fullmatch(given.threshold):
        return "the value that would prove it wrong is no number"
    return flaw(given.reason)


def _after_check(waiting: Ready, given: Given) -> dict[str, object]:
    found = _NUMBER.fullmatch(given.threshold) if any(question.threshold for question in waiting.questions) else None
    if not found:
        return {}
    sign = found[1] or ">"
    return {"watch": waiting.card.watch, "failed_when": sign, "threshold": float(found[2]), "unit": found[3].strip()}


def _elsewhere(story: Story, card: Card) -> Elsewhere:
    """What is true of other services, causes and remedies of this incident."""
    mitigations = story.parts("mitigations")
    return Elsewhere(
        targets=tuple(name for one in story.parts("services") if (name := text(one, "name")) != card.target),
        against=tuple(one for part in mitigations for one in texts(part, "against") if one not in card.against),
        whys=tuple(text(one, "says") for one in story.parts("hypotheses") if text(one, "id") != card.leader),
        rollbacks=tuple(text(one, "rollback") for one in mitigations),
        watches=tuple(text(one, "watch") for one in mitigations),
    )


def lines_of(story: Story) -> list[Line]:
    """The rows of the incident as the gate reads them."""
    return [Line(row.number, row.kind, row.at, row.body) for row in story.rows]


def pending(stories: Iterable[Story]) -> tuple[str, ...]:
    """The proposals that nobody confirmed yet."""
    return tuple(
        entry.proposal
        for story in stories
        for _, entry in story.of(Proposed)
        if not any(yes.proposal == entry.proposal for _, yes in story.of(Confirmed))
    )


__all__ = ["HOW", "Given", "Ready", "Yes", "confirm", "lines_of", "pending", "ready"]
