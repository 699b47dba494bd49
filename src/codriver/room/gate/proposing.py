"""Make a card of a remedy: what it does, on what, why, what speaks against it, who feels it, how it is taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from codriver.errors import ConfigError
from codriver.gate.card import Card, Fact, plan
from codriver.gate.classify import classify
from codriver.gate.rehearse import rehearsal
from codriver.gate.verdict import R1, R3, Risk, Verdict
from codriver.journal.kinds import Proposed
from codriver.journal.rows import Row
from codriver.model import Incident
from codriver.room.gate.remedies import TYPED, Remedy, chosen, known
from codriver.room.incidents.act import Act, current, opened
from codriver.room.incidents.pick import table, tables, text, texts
from codriver.room.incidents.story import Story
from codriver.room.request import Room

MOST_FACTS, MOST_COMMANDS = 8, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is proposed: a remedy by its number, or commands as typed; the rest goes before what is known."""

    remedy: str = ""
    commands: tuple[str, ...] = ()
    target: str = ""
    environment: str = ""
    why: str = ""
    against: tuple[str, ...] = ()
    rollback: str = ""
    watch: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """A proposal in the record."""

    incident: Incident
    proposal: str
    card: Card
    row: Row


def remedies(room: Room, act: Act) -> tuple[Remedy, ...]:
    """What is known to help in this incident, by number."""
    with opened(room) as journal:
        return known(current(journal, act))


def propose(room: Room, act: Act, asked: Asked) -> Put:
    """Put a remedy on paper and into the record; nothing is run.

    Raises:
        ConfigError: it changes nothing, cannot be taken back without saying so, or a part of the card is missing.
    """
    with opened(room) as journal:
        story = current(journal, act)
        card = card_for(story, _remedy(story, asked), asked)
        proposal = f"p-{plan(card)[:10]}"
        entry = Proposed(
            by=act.by, proposal=proposal, says=" ; ".join(card.commands)[:400], risk=card.risk, card=card.body()
        )
        row = journal.add(story.id, entry, act.now)
        return Put(incident=story.incident, proposal=proposal, card=card, row=row)


def _remedy(story: Story, asked: Asked) -> Remedy:
    if asked.commands and asked.remedy:
        raise ConfigError("a remedy and a command: name one of them", hint="codriver propose 1, or --command 'COMMAND'")
    if asked.commands:
        return Remedy(source=TYPED, says="typed by an engineer", commands=tuple(one.strip() for one in asked.commands))
    found = chosen(story, asked.remedy or "1")
    if not found.commands:
        raise ConfigError(f"this remedy has no command: {found.says}", hint="type it: --command 'COMMAND'")
    return found


def card_for(story: Story, remedy: Remedy, asked: Asked) -> Card:
    """The card of a remedy in this incident."""
    if not all(remedy.commands) or not 1 <= len(remedy.commands) <= MOST_COMMANDS:
        raise ConfigError("no command, or too many", hint=f"1 to {MOST_COMMANDS}, each of one line or more")
    verdicts = [classify(command) for command in remedy.commands]
    risk = max(*(verdict.risk for verdict in verdicts), Risk.__members__.get(remedy.risk, Risk.READ))
    if all(verdict.risk == Risk.READ for verdict in verdicts):
        raise ConfigError("this only looks: it needs no confirmation", hint="run it")
    leader = story.parts("hypotheses")[0] if story.parts("hypotheses") else {}
    target = asked.target or remedy.target or text(leader, "suspect") or story.incident.service
    card = Card(
        commands=remedy.commands,
        risk=risk.name,
        target=target,
        environment=asked.environment or _environment(verdicts, remedy.commands),
        why=asked.why or remedy.why,
        does=tuple(verdict.why for verdict in verdicts),
        against=tuple(dict.fromkeys((*remedy.against, *asked.against, *_by_nature(risk, asked, remedy)))),
        feels=_callers(story, target),
        rollback=asked.rollback or remedy.rollback,
        watch=asked.watch or remedy.watch,
        rehearse=tuple(filter(None, map(rehearsal, remedy.commands))),
        facts=tuple(_facts(story, remedy)),
        leader="" if asked.why else remedy.leader,
    )
    _whole(card)
    return replace(card, why=card.why or "a mitigation: the cause is not known yet")


def _whole(card: Card) -> None:
    if not card.target:
        raise ConfigError("what does it act on?", hint="--target SERVICE")
    if card.level > R1 and not card.rollback:
        raise ConfigError(
            f"{card.risk}: how is it taken back?", hint="--rollback 'COMMAND or words'; 'it cannot be' is an answer"
        )
    if card.level > R1 and not card.watch:
        raise ConfigError(
            f"{card.risk}: which figure shows whether it worked?", hint="--watch 'error rate of checkout'"
        )


def _by_nature(risk: Risk, asked: Asked, remedy: Remedy) -> Iterator[str]:
    if risk == R3:
        yield "it touches data or rights, or cannot be taken back"
    if not (asked.rollback or remedy.rollback):
        yield "nobody wrote down how to take it back"
    if remedy.source == TYPED:
        yield "no runbook and no failure mode says that it helps"


def _environment(verdicts: list[Verdict], commands: tuple[str, ...]) -> str:
    """Namespace, context, region: where the commands themselves say that they act."""
    places = {deed.place for verdict in verdicts for deed in verdict.deeds if deed.place}
    spaces = {
        after for command in commands for before, after in _pairs(command.split()) if before in ("-n", "--namespace")
    } | {word.partition("=")[2] for command in commands for word in command.split() if word.startswith("--namespace=")}
    return ", ".join((*sorted(places), *(f"namespace {space}" for space in sorted(spaces))))


def _pairs(words: list[str]) -> Iterator[tuple[str, str]]:
    return pairwise(words)


def _callers(story: Story, target: str) -> tuple[str, ...]:
    """Who depends on the target, directly or through others."""
    needs: Mapping[str, tuple[str, ...]] = {
        text(one, "name"): texts(one, "depends_on") for one in story.parts("services")
    }
    found: dict[str, None] = {}
    wave = [target]
    while wave:
        wave = [
            name for name, callees in needs.items() if name not in found and name != target and set(callees) & set(wave)
        ]
        found.update(dict.fromkeys(wave))
    return tuple(found)


def _facts(story: Story, remedy: Remedy) -> Iterator[Fact]:
    """The quotes that the remedy cites, and those that speak for the cause that it rests on."""
    quotes = table(story.latest, "citations")
    leading = next((one for one in story.parts("hypotheses") if remedy.leader and text(one, "id") == remedy.leader), {})
    evidence = (
        cite for one in tables(leading, "evidence") if text(one, "stance") == "supports" for cite in texts(one, "cites")
    )
    for key in list(dict.fromkeys((*remedy.cites, *evidence)))[:MOST_FACTS]:
        if key in quotes:
            yield Fact(id=key, quote=text(table(quotes, key), "quote"))
