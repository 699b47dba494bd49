"""What every typed row has."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import ClassVar

from codriver.model import plain

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row's content. `by` is the person, as the operating system names them, or empty for codriver itself."""

    kind: ClassVar[str] = ""
    by: str = ""

    @property
    def once(self) -> str:
        """What can be recorded one time only in an incident; empty: as often as it happens."""
        return ""

    def body(self) -> dict[str, object]:
        """As a row holds it."""
        return {one.name: plain(getattr(self, one.name)) for one in fields(self)}
