"""Sentences that more than one screen says."""

from collections.abc import Iterable, Sequence

from codriver.cli.screen.figures import percent
from codriver.model import Assessment, Gap, Hypothesis, Impact, Standing, Step
from codriver.room.words import nothing_read

__all__ = [
    "fires",
    "likely",
    "listed",
    "named",
    "nothing_read",
    "path",
    "share",
    "standing",
    "standing_explained",
    "worst_first",
]

_FAR = 10.0  # times less probable than the first: too little to be named beside it
_STANDINGS = {
    Standing.STRONG: "the evidence points here clearly",
    Standing.MEDIUM: "the evidence points here, but not clearly",
    Standing.WEAK: "little speaks for it yet",
    Standing.RULED_OUT: "the evidence speaks against it",
}


def standing(hypothesis: Hypothesis, calibration: str) -> str:
    """`medium, uncalibrated`, or `medium, 62 %, calibrated on 120 incidents` once there is a number."""
    number = "" if hypothesis.probability is None else f", {percent(hypothesis.probability)}"
    return f"{hypothesis.standing.value}{number}, {calibration}"


def standing_explained(hypothesis: Hypothesis, calibration: str) -> str:
    """The same, and what the word means."""
    return f"{standing(hypothesis, calibration)}: {_STANDINGS[hypothesis.standing]}"


def named(hypothesis: Hypothesis) -> str:
    """What it says, led by the suspect's name unless the words hold it."""
    says, suspect = hypothesis.says, hypothesis.suspect
    return says if suspect.lower() in says.lower() else f"{suspect}: {says}"


def path(steps: Sequence[Step]) -> str:
    """`pricing -> checkout -> gateway`; a second branch after a semicolon."""
    branches: list[list[str]] = []
    for step in steps:
        if not branches or branches[-1][-1] != step.origin:
            branches.append([step.origin])
        branches[-1].append(step.to)
    return "; ".join(" -> ".join(branch) for branch in branches)


def listed(names: Iterable[str], most: int | None = None) -> str:
    """`a, b and c`; beyond `most`: `a, b and 3 more`."""
    every = list(names)
    shown = every[:most]
    left = len(every) - len(shown)
    tail = f"{left} more" if left else (shown.pop() if shown else "")
    return f"{', '.join(shown)} and {tail}" if shown else tail


def share(impact: Impact) -> str:
    """`14 % of requests hit (0.2 % before)`; not measured is said."""
    if impact.share is None:
        return "share of requests: not measured"
    before = "" if impact.share_before is None else f" ({percent(impact.share_before)} before)"
    return f"{percent(impact.share)} of requests hit{before}"


def worst_first(gaps: Iterable[Gap], *, given_first: bool = False) -> list[Gap]:
    """Gaps by how much they can hide; among equals the order stays.

    `given_first` puts before all others what was given and could not be read: the first to know when nothing could.
    """
    return sorted(gaps, key=lambda gap: (given_first and not gap.source, -gap.matters))


def fires(assessment: Assessment) -> bool:
    """Whether an alert is among what was seen."""
    return any(finding.kind == "alert" for finding in assessment.findings)


def likely(ranked: Sequence[Hypothesis]) -> list[Hypothesis]:
    """Those that are worth a name beside the first: a tenth as probable, or of unknown probability."""
    first = ranked[0].probability if ranked else None
    return [one for one in ranked if one.probability is None or first is None or one.probability * _FAR >= first]
