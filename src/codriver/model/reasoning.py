"""What the engine makes of the facts: findings, hypotheses, evidence, checks."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from codriver.model.changes import Change
from codriver.model.ids import content_id
from codriver.model.sources import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A pattern that one detector saw in the facts.

    `detector` is its file's name. `at` is when the pattern begins. `size` in (0, 1] says how plain it is: 0.5 is a
    clear shift, 1 cannot be overlooked. `trouble` is true when a user of the service would call it trouble (errors,
    slowness, silence), false for what merely differs (memory rose, an alert fired somewhere). `peer` is the callee of
    an edge. `kind` is the observation's kind (memory, connections, errors ...); `name` its name; `direction` says
    whether it `rises` or `falls`, empty where neither makes sense.
    """

    detector: str
    service: str
    says: str
    at: datetime
    size: float
    cites: tuple[Citation, ...]
    trouble: bool = False
    peer: str = ""
    kind: str = ""
    name: str = ""
    direction: str = ""
    observation: str = ""

    @property
    def id(self) -> str:
        return content_id("f", self)


class Stance(StrEnum):
    """What a piece of evidence does to its hypothesis."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why one hypothesis gains or loses ground.

    `feature` names the kind of evidence, `size` in [0, 1] how much of it there is; the weights file gives the feature's
    weight, `rank` fills `weight` in with their product (log-odds).
    """

    stance: Stance
    feature: str
    because: str
    cites: tuple[Citation, ...]
    size: float = 1.0
    weight: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the path from cause to symptom: trouble in `origin` reached `to`. No citations: not verified.

    `order` says which of the two was in trouble first; empty where nobody wrote down when.
    """

    origin: str
    to: str
    because: str
    cites: tuple[Citation, ...] = ()
    order: str = ""


class Standing(StrEnum):
    """How a hypothesis stands, in words; the probability beside it is None while weights are not fitted."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"
    RULED_OUT = "ruled out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """A candidate cause: the suspect service, the mechanism, and the path by which it reaches the symptom.

    `object` names what is broken and would be mended, where that is one object of a platform: `Kind/namespace/name`.
    The suspect is then the service that it belongs to, or the node or namespace itself; `detail` is the cause.
    """

    suspect: str
    mechanism: str
    says: str
    at: datetime | None = None
    detail: str = ""
    object: str = ""
    evidence: tuple[Evidence, ...] = ()
    path: tuple[Step, ...] = ()
    change: Change | None = None
    failure_mode: str = ""
    score: float = 0.0
    probability: float | None = None
    standing: Standing = Standing.WEAK
    would_change_most: str = ""

    @property
    def id(self) -> str:
        """Stands for the candidate, not for how well it does: more evidence does not change it."""
        return content_id(
            "h", (self.suspect, self.mechanism, self.detail, self.change and self.change.id, self.failure_mode)
        )

    def with_evidence(self, *evidence: Evidence) -> Self:
        return replace(self, evidence=(*self.evidence, *evidence))


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A read-only question whose answer splits hypotheses. `answers` pairs an answer with what it would mean.

    `counts` pairs it with the log-odds that it adds to each hypothesis in `splits`; `gain` are the bits that asking is
    expected to teach, `risk` is what it does besides reading, `tool` the language of the command.
    """

    ask: str
    command: str
    answers: tuple[tuple[str, str], ...]
    splits: tuple[str, ...]
    cost: int = 1
    cites: tuple[Citation, ...] = ()
    counts: tuple[tuple[str, float], ...] = ()
    gain: float = 0.0
    risk: str = ""
    tool: str = ""

    @property
    def id(self) -> str:
        return content_id("chk", (self.ask, self.command))


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A remedy on paper: nothing here is executed. `against` is what speaks against doing it."""

    says: str
    command: str
    target: str
    risk: str
    why: str
    against: tuple[str, ...] = ()
    rollback: str = ""
    watch: str = ""
    cites: tuple[Citation, ...] = ()

    @property
    def id(self) -> str:
        return content_id("p", (self.says, self.command, self.target))
