"""All that is known at one moment, and what the engine made of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from codriver.model.changes import Change
from codriver.model.incidents import Incident, Window
from codriver.model.knowledge import FailureMode, Runbook
from codriver.model.observations import Observation
from codriver.model.reasoning import Check, Finding, Hypothesis, Proposal
from codriver.model.services import Dependency, Service
from codriver.model.sources import Citation, Gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """All that is known at one moment: sorted, without duplicates, frozen.

    `code` are lines that likely need the fix, of each service the likeliest first.
    """

    incident: Incident
    window: Window | None = None
    services: tuple[Service, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    observations: tuple[Observation, ...] = ()
    changes: tuple[Change, ...] = ()
    gaps: tuple[Gap, ...] = ()
    failure_modes: tuple[FailureMode, ...] = ()
    code: tuple["CodeLine", ...] = ()


class Outcome(StrEnum):
    """What an assessment comes to."""

    LEADING = "leading"
    UNDETERMINED = "undetermined"
    NOTHING_FOUND = "nothing_found"


class Trend(StrEnum):
    """Where the trouble is heading."""

    WORSE = "getting worse"
    STEADY = "steady"
    RECOVERING = "recovering"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What fails, since when, how much of it, where it is heading, whom to page.

    `share` is the share of requests hit now, in [0, 1], None when not measured.
    """

    failing: tuple[str, ...]
    says: str
    since: datetime | None = None
    share: float | None = None
    share_before: float | None = None
    trend: Trend = Trend.UNKNOWN
    owner: str = ""
    cites: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLine:
    """A line of the team's code to look at, and why."""

    file: str
    line: int
    says: str
    function: str = ""
    service: str = ""
    cites: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Thrown:
    """An error with a stack trace, by its fingerprint; `before` are resolved incidents that had it, the latest first.

    `remedy` is what resolved the first of these.
    """

    fingerprint: str
    exception: str
    service: str
    cites: tuple[Citation, ...]
    before: tuple[str, ...] = ()
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What the engine made of a Situation: `hypotheses` best first; `ruled_out` with what spoke against them."""

    incident: Incident
    outcome: Outcome
    impact: Impact
    window: Window | None = None
    calibration: str = "uncalibrated"
    hypotheses: tuple[Hypothesis, ...] = ()
    ruled_out: tuple[Hypothesis, ...] = ()
    none_of_these: float | None = None
    mitigations: tuple[Proposal, ...] = ()
    gaps: tuple[Gap, ...] = ()
    changes: tuple[Change, ...] = ()
    checks: tuple[Check, ...] = ()
    runbooks: tuple[Runbook, ...] = ()
    code: tuple[CodeLine, ...] = ()
    services: tuple[Service, ...] = ()
    findings: tuple[Finding, ...] = ()
    errors: tuple[Thrown, ...] = ()

    def cited(self) -> Iterator[Citation]:
        """Every citation that any line of this assessment rests on, in order of appearance, with repeats."""
        yield from self.impact.cites
        for hypothesis in (*self.hypotheses, *self.ruled_out):
            yield from (cite for evidence in hypothesis.evidence for cite in evidence.cites)
            yield from (cite for step in hypothesis.path for cite in step.cites)
            yield from hypothesis.change.cites if hypothesis.change else ()
        for group in (
            self.mitigations,
            self.changes,
            self.checks,
            self.runbooks,
            self.code,
            self.findings,
            self.errors,
        ):
            yield from (cite for item in group for cite in item.cites)
