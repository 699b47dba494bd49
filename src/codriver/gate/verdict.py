"""How much a command can break, in four classes, and why."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Risk(IntEnum):
    """`READ` changes nothing; `R1` reversible and scoped; `R2` service-wide or unknown; `R3` data, rights, for good."""

    READ = 0
    R1 = 1
    R2 = 2
    R3 = 3


READ, R1, R2, R3 = Risk


class Deed(NamedTuple):
    """One thing that a command does.

    `local` says that it stays in the working tree or the temporary files of whoever runs it: builds, edits, branches.
    `place` is the cluster, region or account that it names; the same deed in several places is wider than in one.
    """

    risk: Risk
    tool: str
    why: str
    local: bool = False
    place: str = ""


class Verdict(NamedTuple):
    """What a whole command line comes to: the worst of its deeds."""

    risk: Risk
    deeds: tuple[Deed, ...]

    @property
    def changing(self) -> tuple[Deed, ...]:
        """The deeds that change something, the worst first."""
        return tuple(sorted((deed for deed in self.deeds if deed.risk), key=lambda deed: -deed.risk))

    @property
    def outside(self) -> tuple[Deed, ...]:
        """The deeds that change something beyond the working tree, the worst first: what a lock holds back."""
        return tuple(deed for deed in self.changing if not deed.local)

    @property
    def why(self) -> str:
        """Why it is in its class, in one line."""
        return self.changing[0].why if self.changing else "changes nothing"
