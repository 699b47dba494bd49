"""The kinds of rows as typed values: what people and the room did in an incident, each with who did it.

    journal.add(incident, Note(by="mia", says="paged the bank"), now)
    for row in journal.rows(incident): match read(row): case Note(says=says): ...

A new kind is one class in one of these files. Adding a field with a default is free; a field never changes its meaning.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING, Any

from codriver.journal.kinds import advised, gated, told, worded
from codriver.journal.kinds.advised import Consulted, Suggested
from codriver.journal.kinds.entry import Entry
from codriver.journal.kinds.gated import Confirmed, Failed, Proposed, Refused, Used, Verdict, Voided
from codriver.journal.kinds.told import (
    Answered,
    Asked,
    Guessed,
    HandedOver,
    Joined,
    LessonProposed,
    Note,
    Resolved,
    RuledOut,
    SeveritySet,
    StatusSet,
)
from codriver.journal.kinds.worded import Approved, Drafted, Reopened, Sending, Sent

if TYPE_CHECKING:
    from codriver.journal.rows import Row

__all__ = [
    "Answered",
    "Approved",
    "Asked",
    "Confirmed",
    "Consulted",
    "Drafted",
    "Entry",
    "Failed",
    "Guessed",
    "HandedOver",
    "Joined",
    "LessonProposed",
    "Note",
    "Proposed",
    "Refused",
    "Reopened",
    "Resolved",
    "RuledOut",
    "Sending",
    "Sent",
    "SeveritySet",
    "StatusSet",
    "Suggested",
    "Used",
    "Verdict",
    "Voided",
    "read",
]

_KINDS = {
    one.kind: one
    for module in (told, gated, worded, advised)
    for one in vars(module).values()
    if isinstance(one, type) and issubclass(one, Entry) and one.kind
}


def read(row: Row) -> Entry | None:
    """The row as its kind's value; None for a row of no typed kind (an assessment, a later codriver's row)."""
    kind = _KINDS.get(row.kind)
    if kind is None:
        return None
    return kind(**{one.name: _value(one.type, row.body[one.name]) for one in fields(kind) if one.name in row.body})


def _value(wanted: object, said: Any) -> Any:
    if said is not None and "datetime" in str(wanted):
        return datetime.fromisoformat(said)
    return tuple(said) if isinstance(said, list) else said
