"""The answer of `codriver triage`: the first 24 lines for a person just woken, then everything they rest on."""

from codriver.cli.screen.causes import causes, ruled_out
from codriver.cli.screen.changed import changed_before
from codriver.cli.screen.page import Page, para, shortened
from codriver.cli.screen.remedies import checks, mitigations, runbooks
from codriver.cli.screen.seen import code, findings, impact, not_seen, seen_before
from codriver.cli.screen.summary import summary
from codriver.cli.screen.words import nothing_read
from codriver.model import Assessment
from codriver.room.words import safe

_SECTIONS = (impact, causes, ruled_out, mitigations, changed_before, checks, runbooks, seen_before, code, findings)


def triage_lines(assessment: Assessment, *, width: int = 80, everything: bool = False) -> list[str]:
    """Plain lines, safe to print. Commands to paste may be longer than `width`; nothing else is."""
    ids = {cite.id for cite in assessment.cited()}
    changes = (one.change for one in (*assessment.hypotheses, *assessment.ruled_out) if one.change)
    short = shortened(ids | {cite.id for change in changes for cite in change.cites})
    page = Page(width=width, everything=everything, short=short)
    sections = [section(assessment, page) for section in _SECTIONS]
    sections += [not_seen(assessment.gaps, page, given_first=nothing_read(assessment)), _footer(assessment, page)]
    lines = summary(assessment, page)
    for section in sections:
        lines += ["", *section] if section else []
    return [safe(line) for line in lines]


def _footer(assessment: Assessment, page: Page) -> list[str]:
    if nothing_read(assessment):
        return para(page, "No incident was opened: nothing could be read")
    cite = next((page.short.get(one.id, one.id) for one in assessment.cited()), "")
    opens = f"; `codriver show {cite}` opens a citation" if cite else ""
    return para(page, f"Incident {assessment.incident.id} is remembered{opens}; the short answer stands at the top")
