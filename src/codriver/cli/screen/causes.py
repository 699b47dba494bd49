"""The hypotheses in full: path, evidence for and against with citations, and what was ruled out."""

from codriver.cli.screen.figures import day_and_clock, distance
from codriver.cli.screen.page import Page, cited, para
from codriver.cli.screen.words import named, path, standing_explained
from codriver.model import Assessment, Change, Evidence, Hypothesis, Stance, Step

_IN = "   "
_SHOWN = 5


def causes(assessment: Assessment, page: Page) -> list[str]:
    """Up to five hypotheses, best first."""
    if not assessment.hypotheses:
        return []
    shown = assessment.hypotheses[: page.some(_SHOWN)]
    lines = ["HYPOTHESES"]
    for place, hypothesis in enumerate(shown, 1):
        lines += [*([""] if place > 1 else []), *_cause(hypothesis, place, assessment, page)]
    left = len(assessment.hypotheses) - len(shown)
    return [*lines, f"+{left} more: --all"] if left else lines


def ruled_out(assessment: Assessment, page: Page) -> list[str]:
    """What was considered and dropped, each with what spoke against it."""
    if not assessment.ruled_out:
        return []
    shown = assessment.ruled_out[: page.some(_SHOWN)]
    lines = ["RULED OUT"]
    for hypothesis in shown:
        lines += para(page, named(hypothesis), first=" x ", indent=_IN)
        lines += [line for one in _against(hypothesis) for line in _evidence(one, page)]
    left = len(assessment.ruled_out) - len(shown)
    return [*lines, f"+{left} more: --all"] if left else lines


def _cause(hypothesis: Hypothesis, place: int, assessment: Assessment, page: Page) -> list[str]:
    head = f"{named(hypothesis)} ({hypothesis.id})"
    onset = assessment.window.onset if assessment.window else assessment.impact.since
    lines = para(page, head, first=f"{place}. ", indent=_IN)
    lines += para(page, f"standing: {standing_explained(hypothesis, assessment.calibration)}", indent=_IN)
    lines += _way(hypothesis, page)
    lines += [line for one in hypothesis.evidence for line in _evidence(one, page)]
    change = hypothesis.change
    lines += _altered(change, (change.at - onset).total_seconds() if onset else None, page) if change else []
    return [*lines, *_known(hypothesis, page)]


def _way(hypothesis: Hypothesis, page: Page) -> list[str]:
    if not hypothesis.path:
        return [f"{_IN}path: not known"]
    head = para(page, f"path: {path(hypothesis.path)}", indent=_IN)
    return [*head, *(line for step in hypothesis.path for line in _step(step, page))]


def _step(step: Step, page: Page) -> list[str]:
    unseen = "" if step.cites else " (not verified: nothing cited)"
    order = f"; {step.order}" if step.order and step.order not in step.because else ""
    text = cited(page, f"{step.origin} -> {step.to}: {step.because}{order}{unseen}", step.cites)
    return para(page, text, first=f"{_IN}  ", indent=f"{_IN}    ")


def _evidence(evidence: Evidence, page: Page) -> list[str]:
    sign = "+" if evidence.stance is Stance.SUPPORTS else "-"
    return para(page, cited(page, evidence.because, evidence.cites), first=f"{_IN}{sign} ", indent=f"{_IN}  ")


def _against(hypothesis: Hypothesis) -> list[Evidence]:
    return [one for one in hypothesis.evidence if one.stance is Stance.CONTRADICTS]


def _altered(change: Change, seconds: float | None, page: Page) -> list[str]:
    far = "" if seconds is None else f", {distance(seconds)} onset".replace("at onset onset", "at onset")
    text = f"change: {change.what} ({change.stage.value} {day_and_clock(change.at)}{far})"
    return para(page, cited(page, text, change.cites), first=_IN, indent=f"{_IN}  ")


def _known(hypothesis: Hypothesis, page: Page) -> list[str]:
    lines = []
    if hypothesis.failure_mode:
        lines += para(page, f"known failure mode: {hypothesis.failure_mode}", first=_IN, indent=f"{_IN}  ")
    if hypothesis.would_change_most:
        lines += para(page, f"would change most: {hypothesis.would_change_most}", first=_IN, indent=f"{_IN}  ")
    return lines
