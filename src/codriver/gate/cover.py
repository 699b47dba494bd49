"""What a confirmation covers: exactly the commands of its card, in their order, once each, for a few minutes.

It reads the rows of one incident as they stand in the journal and answers with what covers a command, or why nothing
does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from codriver.gate.card import Card, card_of, plan
from codriver.gate.verdict import R3, Risk

MINUTES = {Risk.READ: 15, Risk.R1: 15, Risk.R2: 10, Risk.R3: 5}
BREAK_GLASS, FIRST, SECOND = "break-glass", "first", "second"
BREAK_GLASS_MINUTES = 5
MOST_ATTEMPTS = 2  # a failed command may be tried once more
MOST_WRONG = 3  # wrong answers to one card


class Line(NamedTuple):
    """One row of the journal: what the gate needs of it."""

    number: int
    kind: str
    at: datetime
    body: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A live confirmation that covers the command; letting it through is `attempt`."""

    confirmation: str
    proposal: str
    card: Card
    attempt: int
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why nothing covers the command, and what a person can do."""

    because: str
    hint: str = ""


def expiry(risk: Risk, role: str, now: datetime) -> datetime:
    """Until when a confirmation given now holds."""
    return now + timedelta(minutes=BREAK_GLASS_MINUTES if role == BREAK_GLASS else MINUTES[risk])


def covering(lines: Sequence[Line], command: str, now: datetime) -> Cover | Refusal:
    """What covers the command now; the newest confirmation first."""
    refusals: list[Refusal] = []
    for line in reversed([line for line in lines if line.kind == "confirmation"]):
        found = _by(lines, line, command.strip(), now)
        if isinstance(found, Cover):
            return found
        if found:
            refusals.append(found)
    return refusals[0] if refusals else Refusal(because="nobody confirmed this command", hint=HOW)


HOW = "`codriver propose --command COMMAND`; then a person runs `codriver confirm` in a terminal of their own"


def _by(lines: Sequence[Line], line: Line, command: str, now: datetime) -> Cover | Refusal | None:
    """What this one confirmation says; None when it is about other commands."""
    body = line.body
    proposal = _text(body, "proposal")
    card = card_in(lines, proposal)
    if _text(body, "role") == SECOND:
        return None  # it makes the first person's confirmation whole, and covers nothing by itself
    if card is None or command not in map(str.strip, card.commands):
        return None
    name = _text(body, "confirmation")
    because = broken(lines, line, card, now) or _unsigned(lines, line, card, now)
    if because:
        return Refusal(because=because, hint="confirm it again, or propose what fits now")
    turn = _turn(lines, name, card, command)
    if isinstance(turn, Refusal):
        return turn
    return Cover(confirmation=name, proposal=proposal, card=card, attempt=turn, until=until_of(body) or now)


def card_in(lines: Iterable[Line], proposal: str) -> Card | None:
    """The card of a proposal; None when it is not there, or is none."""
    for line in lines:
        if line.kind == "proposal" and proposal and _text(line.body, "proposal") == proposal:
            card = line.body.get("card")
            try:
                return card_of(card) if isinstance(card, dict) else None
            except ValueError:
                return None
    return None


def broken(lines: Sequence[Line], line: Line, card: Card, now: datetime) -> str:
    """Why a confirmation no longer holds; empty when it does."""
    body = line.body
    until = until_of(body)
    if _text(body, "plan") != plan(card):
        return "the plan is not the one that was confirmed"
    if tuple(_texts(body, "facts")) != tuple(fact.id for fact in card.facts):
        return "the facts are not the ones that were confirmed"
    if until is None or now >= until or now < line.at or until > expiry(card.level, _text(body, "role"), line.at):
        return "the confirmation has expired"
    voided = [
        one for one in lines if one.kind == "voided" and _text(one.body, "confirmation") == _text(body, "confirmation")
    ]
    if voided:
        return f"the confirmation was voided: {_text(voided[-1].body, 'because')}"
    return contradicted(lines, card, line.number)


def contradicted(lines: Iterable[Line], card: Card, since: int = 0) -> str:
    """What came into the record after row `since` and speaks against the facts that the card rests on."""
    if not card.leader:
        return ""
    for line in lines:
        if line.number <= since:
            continue
        if line.kind == "ruled-out" and _text(line.body, "hypothesis") == card.leader:
            return "the cause that it rests on was ruled out"
        if line.kind == "answer" and card.leader in _texts(line.body, "contradicts"):
            return f"an answer contradicts what it rests on: {_text(line.body, 'ask')}"
        if line.kind == "assessment" and _leader(line.body) not in ("", card.leader):
            return "another cause leads now"
    return ""


def _leader(body: Mapping[str, object]) -> str:
    listed = body.get("hypotheses")
    first = listed[0] if isinstance(listed, list) and listed else None
    return _text(first, "id") if isinstance(first, dict) else ""


def _unsigned(lines: Sequence[Line], line: Line, card: Card, now: datetime) -> str:
    """R3 needs two persons, or a broken glass."""
    role = _text(line.body, "role")
    if card.level < R3 or role == BREAK_GLASS:
        return ""
    for other in lines:
        same = other.kind == "confirmation" and _text(other.body, "proposal") == _text(line.body, "proposal")
        person = _text(other.body, "by")
        other_person = same and _text(other.body, "role") == SECOND and person not in ("", _text(line.body, "by"))
        if other_person and other.number > line.number and not broken(lines, other, card, now):
            return ""
    return "a second person has to confirm it, too"


def _turn(lines: Sequence[Line], name: str, card: Card, command: str) -> int | Refusal:
    """Which attempt this is; a refusal when it is not its turn, or it had its turns."""
    commands = [one.strip() for one in card.commands]
    used = [
        _text(line.body, "command")
        for line in lines
        if line.kind == "used" and _text(line.body, "confirmation") == name
    ]
    place = next(
        (at for at, one in enumerate(commands) if one == command and used.count(one) < commands[: at + 1].count(one)),
        None,
    )
    if place is None:
        return _again(lines, name, command, used.count(command))
    missing = [one for one in commands[:place] if one not in used]
    if missing:
        return Refusal(because=f"it is not its turn: first comes `{missing[0][:80]}`", hint="run the list in its order")
    return 1 + used.count(command)


def _again(lines: Sequence[Line], name: str, command: str, used: int) -> int | Refusal:
    failed = [
        line
        for line in lines
        if line.kind == "failed" and _text(line.body, "confirmation") == name and _text(line.body, "command") == command
    ]
    if len(failed) == used and used < MOST_ATTEMPTS:
        return used + 1
    return Refusal(because="the confirmation was spent: it lets a command through once", hint=HOW)


def until_of(body: Mapping[str, object]) -> datetime | None:
    """The expiry that a confirmation says."""
    value = body.get("until")
    if isinstance(value, datetime):
        return value
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _text(body: Mapping[str, object], key: str) -> str:
    value = body.get(key)
    return value if isinstance(value, str) else ""


def _texts(body: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = body.get(key)
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list | tuple) else ()
