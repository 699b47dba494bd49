"""What the team knows beforehand: runbooks, and the ways in which a service is known to break."""

from dataclasses import dataclass

from codriver.model.ids import content_id
from codriver.model.sources import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Runbook:
    """One section of a runbook: what to do, with its commands as blocks."""

    title: str
    section: str
    text: str
    cites: tuple[Citation, ...]
    service: str = ""
    owner: str = ""
    last_reviewed: str = ""
    commands: tuple[str, ...] = ()
    because: str = ""

    @property
    def id(self) -> str:
        return content_id("rb", self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Symptom:
    """A sign of a failure mode: a `pattern` (RE2, over texts and names), or a metric that rises or falls (`condition`).

    `with_it` and `without_it` say how likely the sign is with and without the failure, in (0, 1). `seen` and `absent`
    count the incidents of this failure in which it was looked for; `with_it` has taken them in.
    """

    signal: str
    pattern: str = ""
    name: str = ""
    condition: str = ""
    with_it: float = 0.8
    without_it: float = 0.1
    seen: int = 0
    absent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """What helps: a command on paper, its risk (R1 to R3), how to verify it, how to take it back, if one can."""

    says: str
    command: str = ""
    risk: str = "R2"
    verify: str = ""
    rollback: str = ""
    irreversible: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCheck:
    """A read-only question that the team wrote down, and what each answer means."""

    ask: str
    command: str = ""
    yes: str = ""
    no: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureMode:
    """A way in which a service is known to break, written before (pre-incident) or after (a lesson).

    `trigger` is what sets it off; `upstream` and `downstream` are services through which it comes and goes
    on; `misleads` what looks like its cause and is not; `seen_in` the incidents.
    """

    name: str
    service: str
    cause: str
    says: str
    cites: tuple[Citation, ...]
    symptoms: tuple[Symptom, ...] = ()
    checks: tuple[KnownCheck, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    owner: str = ""
    last_reviewed: str = ""
    incidents: int = 0
    trigger: str = ""
    upstream: tuple[str, ...] = ()
    downstream: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    misleads: tuple[str, ...] = ()
    review_by: str = ""
    seen_in: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return content_id("fm", self)
