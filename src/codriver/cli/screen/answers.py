"""The smaller answers: the timeline, what an id stands for, the doctor's report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.cli.screen.changed import Placed, staged
from codriver.cli.screen.figures import counted
from codriver.cli.screen.page import Page, para, shortened
from codriver.cli.screen.seen import not_seen
from codriver.room.words import safe

if TYPE_CHECKING:
    from codriver.room.coverage import Coverage
    from codriver.room.doctor import Report
    from codriver.room.look_up import Shown
    from codriver.room.timeline import Timeline


def timeline_lines(timeline: Timeline, *, width: int = 80, everything: bool = False) -> list[str]:
    """Every change with its distance from the onset, then what could not be seen."""
    short = shortened(cite.id for row in timeline.rows for cite in row.change.cites)
    page = Page(width=width, everything=everything, short=short)
    placed = [Placed(row.change, row.seconds_from_onset, row.dependants) for row in timeline.rows]
    head = f"CHANGES: {counted(len(placed), 'change')}" if placed else "CHANGES: no change seen"
    return [safe(line) for line in (head, *staged(placed, page, timeline.onset), "", *not_seen(timeline.gaps, page))]


def shown_lines(shown: Shown, *, width: int = 80) -> list[str]:
    """Where it stands and the quoted words, whole; for anything but a citation the lines that describe it."""
    head = f"{shown.kind.upper()} {shown.id} (incident {shown.incident})"
    lines = para(Page(width=width), head)
    lines += [f"  {shown.ref.source}: {shown.ref.locator}"] if shown.ref else []
    quoted = safe(shown.quote, multiline=True).splitlines() if shown.quote else []
    lines += [f"  | {line}" for line in quoted]
    page = Page(width=width)
    told = [wrapped for line in shown.lines for wrapped in _wrapped(line, page)]
    return [safe(line) for line in (*lines, *told)]


def _wrapped(line: str, page: Page) -> list[str]:
    """The line as it stands where it fits, else wrapped two columns deeper than it begins."""
    begin = line[: len(line) - len(line.lstrip())]
    return [line] if len(line) <= page.width else para(page, line.strip(), first=begin, indent=f"{begin}    ")


def report_lines(report: Report, *, width: int = 80, everything: bool = True) -> list[str]:
    """What is connected, what each service shows (critical first), and how to close each gap."""
    page = Page(width=width, everything=everything)
    lines = ["CONNECTED" if report.connected else "CONNECTED: nothing"]
    for one in report.connected:
        lines += para(page, f"{one.name} ({one.kind}): {one.says}", first="  ", indent="    ")
    lines += ["", "SERVICES" if report.coverage else "SERVICES: none known"]
    lines += [line for one in report.coverage for line in _covered(one, page)]
    return [safe(line) for line in (*lines, "", *not_seen(report.gaps, page))]


def _covered(one: Coverage, page: Page) -> list[str]:
    seen = ", ".join(one.seen) or "nothing"
    missing = f"; missing: {', '.join(one.missing)}" if one.missing else ""
    return para(page, f"{one.service} ({one.criticality}): seen: {seen}{missing}", first="  ", indent="    ")
