"""Is the record as it was written? Every seal, the order, the quotes; and against a checkpoint kept elsewhere, the end.

A chain by itself cannot tell that its end is missing, or that somebody who can write the file sealed all of it anew:
a checkpoint can, when it was kept where that somebody cannot write (a chat, a ticket, a mail).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from codriver.errors import ConfigError
from codriver.journal.record import Journal
from codriver.journal.rows import Written, digest
from codriver.model import Citation

_FORM = "codriver-checkpoint/1"
_LINE = re.compile(rf"{_FORM} (\S+) (\d{{1,9}}) ([0-9a-f]{{64}})")
MOST_FAULTS = 20
Quotes = Sequence[tuple[str, Citation]]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where an incident's record stood: its id, how many rows it had, and the seal of the last."""

    incident: str
    number: int
    hash: str

    def line(self) -> str:
        """One line to keep elsewhere."""
        return f"{_FORM} {self.incident} {self.number} {self.hash}"


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found: the rows that are there, where the record stands now, and what is wrong with it."""

    incident: str
    rows: int
    checkpoint: Checkpoint | None
    faults: tuple[str, ...]

    @property
    def sound(self) -> bool:
        return not self.faults


def checkpoints(text: str) -> tuple[Checkpoint, ...]:
    """Every checkpoint line in the text, wherever it was pasted from.

    Raises:
        ConfigError: there is none.
    """
    found = tuple(Checkpoint(incident, int(number), seal) for incident, number, seal in _LINE.findall(text))
    if not found:
        raise ConfigError("no checkpoint line in what was given", hint=f"it looks like: {_FORM} inc-... 12 3fa9...")
    return found


def verify(journal: Journal, incident: str, against: Sequence[Checkpoint] = ()) -> Verified:
    """The incident's record looked at whole. `against`: checkpoints kept elsewhere; those of others do not count."""
    kept = tuple(one for one in against if one.incident == incident)
    return judged(incident, journal.opened(incident), journal.written(incident), journal.quotes(incident), kept)


def judged(
    incident: str, body: str, rows: Sequence[Written], quotes: Quotes, against: Sequence[Checkpoint] = ()
) -> Verified:
    """Pure: an incident as it was opened, its rows and the quotes kept for it."""
    faults = (*_opening(incident, body, rows), *_chain(rows), *_quotes(quotes, rows), *_ends(rows, against))
    last = Checkpoint(incident, rows[-1].number, rows[-1].hash) if rows else None
    return Verified(incident, len(rows), last, tuple(dict.fromkeys(faults))[:MOST_FAULTS])


def _opening(incident: str, body: str, rows: Sequence[Written]) -> Iterator[str]:
    if not rows:
        yield f"{incident}: no rows" if body else f"{incident}: not in this journal"
    elif not body:
        yield f"{incident}: its rows are here, and the incident itself is gone"
    elif rows[0].kind == "opened" and rows[0].body != body:
        yield f"{incident}: the incident was altered since it was opened"


def _chain(rows: Sequence[Written]) -> Iterator[str]:
    previous = ""
    for place, row in enumerate(rows, 1):
        if row.number != place:
            yield f"row {place}: missing (row {row.number} stands in its place)"
        if row.previous != previous:
            yield f"row {row.number}: does not follow the row before it"
        if row.hash != row.sealed():
            yield f"row {row.number}: altered since it was sealed"
        previous = row.hash


def _quotes(quotes: Quotes, rows: Sequence[Written]) -> Iterator[str]:
    kept = dict(quotes)
    for row in rows:
        for name in row.digests():
            if name not in kept:
                yield f"row {row.number}: a quote that it rests on is gone"
            elif digest(kept[name]) != name:
                yield f"row {row.number}: a quote that it rests on was altered"


def _ends(rows: Sequence[Written], against: Sequence[Checkpoint]) -> Iterator[str]:
    for checkpoint in against:
        if checkpoint.number > len(rows):
            yield f"the end is cut off: {len(rows)} rows are left of {checkpoint.number}"
        elif checkpoint.number < 1 or rows[checkpoint.number - 1].hash != checkpoint.hash:
            yield f"row {checkpoint.number}: is not the one that the checkpoint saw"
