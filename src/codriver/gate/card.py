"""The card: a remedy on paper, with all that a person must know before saying yes, and the bytes that yes binds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields

from codriver.gate.verdict import Risk


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that the card rests on: a citation's id and its quote, byte for byte."""

    id: str
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One command or an ordered list. `does` says what they do; `feels` names the services that depend on the target.

    `leader` is the hypothesis that the card rests on; empty when a mitigation needs no known cause.
    """

    commands: tuple[str, ...]
    risk: str
    target: str
    why: str
    does: tuple[str, ...] = ()
    environment: str = ""
    against: tuple[str, ...] = ()
    feels: tuple[str, ...] = ()
    rollback: str = ""
    watch: str = ""
    rehearse: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    leader: str = ""
    folder: str = ""

    @property
    def level(self) -> Risk:
        """Its class; a class that nobody knows counts as the worst."""
        return Risk.__members__.get(self.risk, Risk.R3)

    def body(self) -> dict[str, object]:
        """As the journal keeps it."""
        return asdict(self)


def plan(card: Card) -> str:
    """The digest that a confirmation binds: every byte of the card."""
    text = json.dumps(card.body(), sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii", "surrogatepass")).hexdigest()


def card_of(body: Mapping[str, object]) -> Card:
    """The card in a row of the journal.

    Raises:
        ValueError: it is none: a part is missing, unknown or of another type.
    """
    known = {one.name: one for one in fields(Card)}
    if set(body) - known.keys():
        raise ValueError("a card with parts that are not known")
    values: dict[str, object] = {}
    for name, value in body.items():
        if name == "facts":
            values[name] = tuple(map(_fact, _listed(value)))
        elif "tuple" in str(known[name].type):
            values[name] = tuple(map(_text, _listed(value)))
        else:
            values[name] = _text(value)
    try:
        return Card(**values)  # type: ignore[arg-type]  # each was looked at above
    except TypeError as error:
        raise ValueError("a card without all of its parts") from error


def _listed(value: object) -> Sequence[object]:
    if not isinstance(value, list | tuple):
        raise ValueError("a card with a part that is no list")  # noqa: TRY004 - what was written down is wrong
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a card with a part that is no text")  # noqa: TRY004 - what was written down is wrong
    return value


def _fact(value: object) -> Fact:
    if not isinstance(value, dict) or set(value) != {"id", "quote"}:
        raise ValueError("a card with a fact that is none")
    return Fact(id=_text(value["id"]), quote=_text(value["quote"]))
