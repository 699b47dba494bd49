"""Mitigations, next checks and runbooks: what a person could do, as text to paste. Nothing here is executed."""

from codriver.cli.screen.page import Page, cited, command, para
from codriver.model import Assessment, Check, Proposal, Runbook

_IN = "   "
_RISKS = {
    "R1": "R1, reversible and small",
    "R2": "R2, touches a whole service",
    "R3": "R3, cannot be taken back, or touches data or security",
}


def mitigations(assessment: Assessment, page: Page) -> list[str]:
    """Every mitigation with why, what speaks against it, how to take it back and what to watch."""
    if not assessment.mitigations:
        return []
    lines = ["MITIGATIONS: on paper only, codriver runs nothing"]
    for place, one in enumerate(assessment.mitigations, 1):
        lines += _mitigation(one, place, page)
    return lines


def checks(assessment: Assessment, page: Page) -> list[str]:
    """The next read-only questions, and what each answer would mean."""
    if not assessment.checks:
        return []
    places = {one.id: str(place) for place, one in enumerate(assessment.hypotheses, 1)}
    shown = assessment.checks[: page.some(4)]
    lines = ["NEXT CHECKS: read-only"]
    for place, check in enumerate(shown, 1):
        lines += _check(check, place, places, page)
    left = len(assessment.checks) - len(shown)
    return [*lines, f"+{left} more: --all"] if left else lines


def runbooks(assessment: Assessment, page: Page) -> list[str]:
    """The sections of runbooks that match, why, and how old they are."""
    if not assessment.runbooks:
        return []
    shown = assessment.runbooks[: page.some(2)]
    left = len(assessment.runbooks) - len(shown)
    lines = ["RUNBOOK", *(line for runbook in shown for line in _runbook(runbook, page))]
    return [*lines, f"+{left} more: --all"] if left else lines


def _mitigation(one: Proposal, place: int, page: Page) -> list[str]:
    lines = para(page, cited(page, one.says, one.cites), first=f"{place}. ", indent=_IN)
    lines += command(one.command, f"{_IN}  ")
    said = (("why", one.why), ("risk", _RISKS.get(one.risk, one.risk)), ("target", one.target))
    after = (("to take it back", one.rollback), ("watch", one.watch))
    lines += [line for word, text in said if text for line in _labelled(word, text, page)]
    lines += [line for text in one.against for line in para(page, text, first=f"{_IN}- ", indent=f"{_IN}  ")]
    return [*lines, *(line for word, text in after if text for line in _labelled(word, text, page))]


def _check(check: Check, place: int, places: dict[str, str], page: Page) -> list[str]:
    splits = [places[key] for key in check.splits if key in places]
    tells = f" (tells apart hypotheses {', '.join(splits)})" if len(splits) > 1 else ""
    lines = para(page, cited(page, check.ask + tells, check.cites), first=f"{place}. ", indent=_IN)
    lines += command(check.command, f"{_IN}  ")
    return [*lines, *(line for answer, means in check.answers for line in _labelled(f"if {answer}", means, page))]


def _runbook(runbook: Runbook, page: Page) -> list[str]:
    title = f"{runbook.title}: {runbook.section}" if runbook.section else runbook.title
    lines = para(page, cited(page, title, runbook.cites), first=" * ", indent=_IN)
    lines += _labelled("because", runbook.because, page) if runbook.because else []
    lines += [line for text in runbook.commands for line in command(text, f"{_IN}  ")]
    reviewed = runbook.last_reviewed or "not said, read it with care"
    owner = f"; owner: {runbook.owner}" if runbook.owner else ""
    return [*lines, *_labelled("last reviewed", f"{reviewed}{owner}", page)]


def _labelled(word: str, text: str, page: Page) -> list[str]:
    return para(page, f"{word}: {text}", first=_IN, indent=f"{_IN}  ")
