"""The runbook that fits: why, its section as it is written, its commands to paste, how old it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.cli.screen.figures import counted
from codriver.cli.screen.page import Page, command, para
from codriver.cli.screen.seen import not_seen
from codriver.room.words import safe

if TYPE_CHECKING:
    from codriver.room.knowledge.find import Answer, Fitting

_STALE = 365
_MOST_LINES = 30


def runbook_lines(answer: Answer, *, width: int = 80, everything: bool = False) -> list[str]:
    """The best section whole, the others by name; or that none fits."""
    page = Page(width=width, everything=everything)
    if not answer.fitting:
        head = f"NO RUNBOOK FITS: {counted(answer.documents, 'document')} looked at for this {answer.kind}"
        near = answer.near
        told = f"nearest, but not sure enough ({near.sure:.0%}): {near.title} ({near.source})" if near else ""
        hint = "hint: other words, an alert's name, or a log line; --in FOLDER"
        lines = [*para(page, head), *(para(page, told, indent="  ") if told else []), "", *para(page, hint)]
    else:
        best, *others = answer.fitting
        lines = [*_best(best, page), *(line for one in others for line in _also(one, page))]
    gaps = not_seen(answer.gaps, page) if answer.gaps else []
    return [safe(line) for line in (*lines, *([""] if gaps else []), *gaps)]


def _best(one: Fitting, page: Page) -> list[str]:
    book = one.runbook
    head = f"RUNBOOK: {book.title}" + (f" > {book.section}" if book.section else "")
    lines = [
        *para(page, head),
        f"  {book.cites[0].ref.locator}",
        *para(page, f"because it {book.because}; {one.sure:.0%} sure", indent="  "),
        *para(page, _age(one), indent="  "),
        "",
    ]
    text = safe(book.text, multiline=True).strip("\n").splitlines()
    shown = text[: page.some(_MOST_LINES)]
    lines += [f"  | {line}" for line in shown]
    lines += [f"  +{len(text) - len(shown)} more lines: --all"] if len(text) > len(shown) else []
    if book.commands:
        lines += ["", "COMMANDS (nothing is run for you)"]
        for number, one_command in enumerate(book.commands):
            lines += ([""] if number else []) + command(one_command, "    ")
    if one.others:
        lines += ["", *para(page, f"also in it: {'; '.join(one.others[: page.some(6)])}", indent="  ")]
    return lines


def _age(one: Fitting) -> str:
    by = f", owner {one.runbook.owner}" if one.runbook.owner else ""
    if one.reviewed_days is None:
        return f"never reviewed, as far as it says{by}"
    stale = ": mind that it may be out of date" if one.reviewed_days > _STALE else ""
    return f"last reviewed {one.runbook.last_reviewed}, {counted(one.reviewed_days, 'day')} ago{stale}{by}"


def _also(one: Fitting, page: Page) -> list[str]:
    book = one.runbook
    told = f"OR: {book.title}" + (f" > {book.section}" if book.section else "")
    return [
        "",
        *para(page, told),
        f"  {book.cites[0].ref.locator}",
        *para(page, f"because it {book.because}; {one.sure:.0%} sure", indent="  "),
    ]
