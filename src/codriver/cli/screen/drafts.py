"""The screen of a draft: its words under a watermark, what the rules say, how it differs from the version before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.cli.screen.page import Page, para
from codriver.room.words import safe

if TYPE_CHECKING:
    from codriver.room.incidents.drafting import Seen

WATERMARK = "DRAFT - nobody stands for these words yet"


MOST_WARNINGS = 6


def draft_lines(seen: Seen) -> list[str]:
    """The words as they are, under who stands for them: what goes to stdout."""
    approved = f"APPROVED by {seen.approved_by}" if seen.approved_by else WATERMARK
    name = f"{seen.form} {seen.audience}".strip()
    head = [f"{approved} ({seen.draft}, {name}, version {seen.version})"]
    head += [f"REOPENED: {seen.reopened}"] if seen.reopened else []
    return [safe(line) for line in (*head, "", *safe(seen.text, multiline=True).splitlines())]


def lint_lines(seen: Seen, *, width: int = 80) -> list[str]:
    """What the rules say, and how it differs from the version before: what goes to stderr."""
    page = Page(width=width)
    blocking = [one for one in seen.offences if one.blocks]
    warning = [one for one in seen.offences if not one.blocks]
    lines = [] if seen.offences else ["the rules find nothing wrong"]
    for one in (*blocking, *warning[:MOST_WARNINGS]):
        word = "BLOCKS" if one.blocks else "warns"
        lines += para(page, f"{one.says} ({one.rule}); {one.hint}", first=f"{word}, line {one.line}: ", indent="    ")
    more = len(warning) - MOST_WARNINGS
    lines += [f"and {more} more warnings (--json has all)"] if more > 0 else []
    if not seen.approved_by and not seen.blocked:
        lines += [f"stand for it: codriver incident approve {seen.draft}"]
    lines += ["", "SINCE THE VERSION BEFORE", *seen.diff.splitlines()] if seen.diff else []
    return [safe(line) for line in lines]
