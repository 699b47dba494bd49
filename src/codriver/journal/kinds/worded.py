"""Words: drafted, approved, reopened, sent."""

from __future__ import annotations

from dataclasses import dataclass

from codriver.journal.kinds.entry import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted(Entry):
    """A version of a draft: whole text, and the ids of rows that it rests on. `draft` stays the same over versions."""

    kind = "draft"
    draft: str = ""
    form: str = ""
    audience: str = ""
    version: int = 1
    text: str = ""
    facts: str = ""
    because: str = ""

    @property
    def once(self) -> str:
        """Two people who edit at once do not overwrite each other."""
        return f"draft {self.draft} {self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved(Entry):
    """A named person stands for exactly this version: `digest` is its text's, `facts` that of what it rests on."""

    kind = "approval"
    draft: str = ""
    version: int = 1
    digest: str = ""
    facts: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened(Entry):
    """An approval no longer holds, and why."""

    kind = "reopened"
    draft: str = ""
    version: int = 1
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending(Entry):
    """Written before a draft leaves, so that it leaves once even if codriver is killed in between."""

    kind = "sending"
    draft: str = ""
    version: int = 1
    to: str = ""
    attempt: int = 1

    @property
    def once(self) -> str:
        """One row for a version, a receiver and the attempt."""
        return f"sending {self.draft} {self.version} {self.to} {self.attempt}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent(Entry):
    """What came of it: `went` with the receiver's `receipt`, or why it did not."""

    kind = "sent"
    draft: str = ""
    version: int = 1
    to: str = ""
    went: bool = True
    receipt: str = ""
