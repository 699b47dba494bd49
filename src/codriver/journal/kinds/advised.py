"""A language model: that it was asked, what that cost, and what it suggested."""

from __future__ import annotations

from dataclasses import dataclass

from codriver.journal.kinds.entry import Entry, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Consulted(Entry):
    """A model was asked. `purpose` is `causes`, `question` or `words`; `usd` is None where no price is known."""

    kind = "consulted"
    model: str = ""
    purpose: str = ""
    question: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    usd: float | None = None
    kept: int = 0
    dropped: Words = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested(Entry):
    """A cause that a model proposed and code found grounded; it is ranked like the rest, with a small weight."""

    kind = "suggestion"
    model: str = ""
    suspect: str = ""
    mechanism: str = ""
    says: str = ""
    findings: Words = ()
