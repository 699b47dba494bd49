"""What was seen and what was not: code lines, findings, gaps."""

from collections.abc import Sequence

from codriver.cli.screen.figures import clock
from codriver.cli.screen.page import Page, cited, para
from codriver.cli.screen.words import listed, worst_first
from codriver.model import Assessment, Gap

_IN = "   "
_HEADING = "COULD NOT BE SEEN"


def impact(assessment: Assessment, page: Page) -> list[str]:
    """The impact with nothing shortened, and where each of it was read."""
    seen = assessment.impact
    if not seen.failing:
        return []
    text = f"{listed(seen.failing)}: {seen.says or 'no words for it'}"
    owner = para(page, f"owner to page: {seen.owner}", indent=_IN) if seen.owner else []
    return ["IMPACT", *para(page, cited(page, text, seen.cites), indent=_IN), *owner]


def code(assessment: Assessment, page: Page) -> list[str]:
    """Lines of the team's code to look at, and why."""
    if not assessment.code:
        return []
    shown = assessment.code[: page.some(6)]
    lines = ["CODE"]
    for one in shown:
        function = f" {one.function}" if one.function else ""
        where = f"{one.file}:{one.line}{function}: {one.says}"
        lines += para(page, cited(page, where, one.cites), first=" * ", indent=_IN)
    left = len(assessment.code) - len(shown)
    return [*lines, f"+{left} more: --all"] if left else lines


def seen_before(assessment: Assessment, page: Page) -> list[str]:
    """The errors that resolved incidents had, too, and what helped then."""
    known = [one for one in assessment.errors if one.before]
    if not known:
        return []
    lines = ["SEEN BEFORE"]
    for one in known[: page.some(3)]:
        helped = f"; resolved by: {one.remedy}" if one.remedy else ""
        text = f"{one.service}: {one.exception} ({one.fingerprint}) was in {listed(one.before)}{helped}"
        lines += para(page, cited(page, text, one.cites), first=" * ", indent=_IN)
    return lines


def findings(assessment: Assessment, page: Page) -> list[str]:
    """Every pattern that was seen, when everything is asked for."""
    if not assessment.findings or not page.everything:
        return []
    lines = ["FINDINGS"]
    for one in assessment.findings:
        text = f"{clock(one.at)}  {one.service}: {one.says}"
        lines += para(page, cited(page, text, one.cites), first=" * ", indent=_IN)
    return lines


def not_seen(gaps: Sequence[Gap], page: Page, *, given_first: bool = False) -> list[str]:
    """What could not be seen, worst first, with why and how to close it; three unless everything is asked for."""
    if not gaps:
        return [f"{_HEADING}: no gaps known"]
    shown = worst_first(gaps, given_first=given_first)[: page.some(3)]
    lines = [_HEADING]
    for gap in shown:
        lines += para(page, f"{gap.what}: {gap.why}", first=" ? ", indent=_IN)
        lines += para(page, f"to close it: {gap.hint}", first=_IN, indent=f"{_IN}  ") if gap.hint else []
    left = len(gaps) - len(shown)
    return [*lines, f"+{left} more: --all"] if left else lines
