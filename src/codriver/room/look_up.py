"""Open what an id on a screen stands for: from the incident's record, which outlives the logs it was read from."""

from dataclasses import dataclass

from codriver.errors import ConfigError
from codriver.journal.record import Journal
from codriver.model import Ref
from codriver.room.request import Room


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What an id stands for: a citation with its quote, or another part of an assessment as lines of text."""

    id: str
    incident: str
    kind: str
    ref: Ref | None = None
    quote: str = ""
    lines: tuple[str, ...] = ()
