"""What the logs alone say: first errors in order of time, what changed, templates, what could not be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.cli.screen.figures import clock, counted, day_and_clock
from codriver.cli.screen.page import Page, cited, para, shortened
from codriver.cli.screen.seen import not_seen
from codriver.cli.screen.words import listed
from codriver.room.logs import at
from codriver.room.words import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codriver.room.logs import Changed, FirstSeen, LogPattern, LogReport, Shifted

ALL, NEW, ERRORS, TEMPLATES = "all", "new", "errors", "templates"
_IN = "     "
_SHOWN, _TEMPLATES = 10, 20
_FRESH = ("new", "reworded")


def logs_lines(report: LogReport, *, view: str = ALL, width: int = 80, everything: bool = False) -> list[str]:
    """The report, or one part of it; ten of each kind unless everything is asked for."""
    patterns = (*report.templates, *(one.pattern for one in report.changed))
    short = shortened(cite.id for one in patterns for cite in one.cites)
    page = Page(width=width, everything=everything, short=short)
    lines = [*_head(report, page)]
    if view in (ALL, ERRORS):
        lines += ["", *_first_errors(report, page)]
    if view in (ALL, NEW):
        lines += ["", *_changes(report, page, only_new=view == NEW)]
    if view == ALL and report.shifted:
        lines += ["", "VALUES", *_cut([_shifted(one, page) for one in report.shifted], page, _SHOWN)]
    if view == TEMPLATES:
        lines += ["", *_templates(report.templates, page)]
    return [safe(line) for line in (*lines, "", *not_seen(report.gaps, page))]


def _head(report: LogReport, page: Page) -> list[str]:
    read = f"{counted(report.lines, 'line')} of {counted(report.files, 'file')}"
    lines = para(page, f"LOGS: {read}, {counted(len(report.templates), 'template')}")
    if report.before and report.after:
        spans = [f"{day_and_clock(at(span.start))} to {day_and_clock(at(span.end))}" for span in
                 (report.after, report.before)]  # fmt: skip
        lines += para(page, f"{spans[0]}, held against {spans[1]}", indent="  ")
    return lines


def _first_errors(report: LogReport, page: Page) -> list[str]:
    if report.before is None:
        return ["FIRST ERRORS: could not be told, there is no time before"]
    if not report.first:
        return ["FIRST ERRORS: none that the baseline does not know"]
    return ["FIRST ERRORS", *_cut([_first(one, page) for one in report.first], page, _SHOWN)]


def _first(one: FirstSeen, page: Page) -> list[str]:
    later = f"; later {listed(one.later, 3)}" if one.later else ""
    head = f"{clock(at(one.at))}  {one.pattern.service or 'somebody'}: {one.pattern.template}"
    return para(page, cited(page, f"{head} ({one.count}x{later})", one.pattern.cites), first=" ! ", indent=_IN)


def _changes(report: LogReport, page: Page, *, only_new: bool) -> list[str]:
    title = "NEW" if only_new else "CHANGED"
    if report.before is None:
        return [f"{title}: could not be told, there is no time before"]
    found = [one for one in report.changed if not only_new or one.verdict.kind in _FRESH]
    if not found:
        return [f"{title}: nothing beyond chance and load"]
    return [title, *_cut([_changed(one, page) for one in found], page, _SHOWN)]


def _changed(one: Changed, page: Page) -> list[str]:
    level = f"{one.pattern.level} " if one.pattern.level else ""
    counts = f"{one.before} -> {one.after}"
    was = f", was: {one.was}" if one.was else ""
    who = one.pattern.service or "somebody"
    text = f"{one.verdict.kind.value:9} {who} {level}({counts}): {one.pattern.template}{_always(one.pattern)}{was}"
    return para(page, cited(page, text, one.pattern.cites), first=" * ", indent=_IN)


def _shifted(one: Shifted, page: Page) -> list[str]:
    times = f", {one.times:.2g} times" if one.times else ""
    slot = f"<{one.kind}> {one.before} -> {one.after}{times}"
    text = f"{one.pattern.service or 'somebody'} {slot}: {one.pattern.template}"
    return para(page, cited(page, text, one.pattern.cites), first=" * ", indent=_IN)


def _templates(templates: Sequence[LogPattern], page: Page) -> list[str]:
    if not templates:
        return ["TEMPLATES: none"]
    rows = []
    for one in templates:
        level = f"{one.level} " if one.level else ""
        text = f"{one.total}x {one.service or 'somebody'} {level}{one.template}{_always(one)}"
        rows.append(para(page, cited(page, text, one.cites[:1]), first=" * ", indent=_IN))
    return ["TEMPLATES", *_cut(rows, page, _TEMPLATES)]


def _always(one: LogPattern) -> str:
    """The slots that always hold the same: then the slot is as good as a word."""
    same = [f"<{slot.kind}> is always {slot.always}" for slot in one.slots if slot.always]
    return f" ({listed(same, 3)})" if same else ""


def _cut(rows: Sequence[list[str]], page: Page, most: int) -> list[str]:
    shown = rows[: page.some(most)]
    left = len(rows) - len(shown)
    return [*(line for row in shown for line in row), *([f"+{left} more: --all"] if left else [])]
