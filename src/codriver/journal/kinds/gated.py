"""Remedies: proposed, confirmed, used, voided, and whether they worked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from codriver.journal.kinds.entry import Entry, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed(Entry):
    """A remedy on paper. `card` is all of it: commands, target, risk, why, against, rollback, watch."""

    kind = "proposal"
    proposal: str = ""
    says: str = ""
    risk: str = ""
    card: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed(Entry):
    """A person showed understanding and gave a reason. `plan` is the digest of the bytes that were confirmed.

    `role` is `first`, `second` or `break-glass`; `facts` are the ids that the card rests on; `until` is its expiry.
    """

    kind = "confirmation"
    confirmation: str = ""
    proposal: str = ""
    plan: str = ""
    role: str = "first"
    reason: str = ""
    risk: str = ""
    facts: Words = ()
    until: datetime | None = None
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Used(Entry):
    """A confirmation let one command through. It does so once an attempt; a failed command may have a second one."""

    kind = "used"
    confirmation: str = ""
    command: str = ""
    attempt: int = 1

    @property
    def once(self) -> str:
        """One row for a confirmation, its command and the attempt, whoever comes first."""
        return f"used {self.confirmation} {self.command} {self.attempt}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed(Entry):
    """A command that was let through did not run to its end; it may be tried once more."""

    kind = "failed"
    confirmation: str = ""
    command: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused(Entry):
    """A person did not show that they understood the card: a wrong answer, or no reason. Too many, and it is void."""

    kind = "refused"
    proposal: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voided(Entry):
    """A confirmation no longer covers anything, and why."""

    kind = "voided"
    confirmation: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict(Entry):
    """Whether a remedy worked: `worked`, `did not work` or `unclear`; `measured` is the after-check's own figure."""

    kind = "outcome"
    proposal: str = ""
    verdict: str = ""
    says: str = ""
    measured: str = ""
    details: Mapping[str, object] = field(default_factory=dict)
