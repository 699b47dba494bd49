"""Places in code on the screen: by tier, each with its line and why; then what is not shown, and what was not read."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from codriver.cli.screen.page import Page, para
from codriver.room.words import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.room.code.look import Seen, Site

MEANS = {
    "certain": "the types say so",
    "virtual": "by an override, when the object is of a class below",
    "likely": "by what is known, which is not all",
    "possible": "the type is unknown: it may be",
    "registered": "handed over, to be called later by somebody else",
    "text": "the words only",
}
NONE = "NOTHING FOUND"
IN_THEIR_ORDER = frozenset({"paths", "impact", "entry-points", "config", "owners", "changed", "explain"})


def seen_lines(seen: Seen, *, width: int = 80) -> list[str]:
    """The answer, surest first."""
    page = Page(width=width, everything=False)
    target = seen.answer.target
    count = sum(count for _, count in seen.tiers)
    place = f"({target.kind}, {target.file}:{target.line})" if target.file else f"({target.kind})"
    head = f"{seen.answer.question.upper()} of {target.qual} {place}: {count}"
    lines = [*para(page, head, first="", indent="  ")]
    lines += _by_kind(seen, page) if seen.answer.question in IN_THEIR_ORDER else _by_tier(seen, page)
    lines += [] if count else ["", _none(seen)]
    return [safe(line) for line in (*lines, "", *_rest(seen, page))]


def _by_tier(seen: Seen, page: Page) -> Iterator[str]:
    for tier, sites in groupby(seen.sites, key=lambda site: site.tier):
        total = dict(seen.tiers)[tier]
        yield from ("", f"{tier.upper()} ({total}): {MEANS[tier]}")
        for site in sites:
            yield from _site(site, page)


def _by_kind(seen: Seen, page: Page) -> Iterator[str]:
    """Answers whose order says something: steps of a path, commits, all about one line."""
    for kind, sites in groupby(seen.sites, key=lambda site: site.role.partition(": ")[0]):
        yield from ("", kind.upper())
        for site in sites:
            yield from _site(site, page)


def _site(site: Site, page: Page) -> Iterator[str]:
    inside = f" in {site.function}" if site.function else ""
    yield f"  {site.file}:{site.line}{inside}"
    yield from [f"    | {site.code[: page.width - 6]}"] if site.code else []
    yield from para(page, f"{site.role}: {site.reason}", first="    ", indent="      ")


def _none(seen: Seen) -> str:
    mentions = seen.answer.ruled_out
    looked = f"{seen.answer.files} files looked through"
    return f"{NONE}: {looked}, {mentions} mentions of the name ruled out by their types"


def _rest(seen: Seen, page: Page) -> Iterator[str]:
    for why, count in seen.hidden:
        yield f"not shown: {count} {why}"
    if seen.answer.ruled_out and seen.tiers:
        yield f"ruled out by their types: {seen.answer.ruled_out} mentions of the name"
    if seen.answer.unparsed:
        named = ", ".join(seen.answer.unparsed[:5])
        yield from para(page, f"NOT PARSED ({len(seen.answer.unparsed)}): {named}", first="", indent="  ")
    for note in seen.answer.notes[:5]:
        yield from para(page, f"not read: {note}", first="", indent="  ")
    if len(seen.answer.notes) > 5:  # noqa: PLR2004 - as above
        yield f"and {len(seen.answer.notes) - 5} more notes (--json)"
