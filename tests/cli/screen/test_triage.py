import re
from collections.abc import Callable
from dataclasses import replace

from codriver.cli.screen.triage import triage_lines
from codriver.model import Assessment

Assessed = Callable[..., Assessment]


def test_the_sections_come_in_the_order_in_which_they_are_needed(assessed: Assessed) -> None:
    headings = [m[0] for line in triage_lines(assessed()) if (m := re.match(r"[A-Z][A-Z ]{3,}(?=$|:)", line))]
    assert headings == [
        "FAILING",
        "LEADING HYPOTHESIS",
        "STOP THE BLEEDING",
        "NEXT CHECK",
        "RUNBOOK",
        "NOT SEEN",
        "FOR THE CHAT",
        "IMPACT",
        "HYPOTHESES",
        "RULED OUT",
        "MITIGATIONS",
        "WHAT CHANGED BEFORE ONSET",
        "NEXT CHECKS",
        "RUNBOOK",
        "CODE",
        "COULD NOT BE SEEN",
    ]


def test_every_mark_on_the_screen_names_exactly_one_citation(assessed: Assessed) -> None:
    full = assessed()
    ids = {cite.id for cite in full.cited()}
    marks = set(re.findall(r"\[(c-[0-9a-f]+)\]", "\n".join(triage_lines(full, everything=True))))
    assert {next(one for one in ids if one.startswith(mark)) for mark in marks} == ids
    assert all(sum(one.startswith(mark) for one in ids) == 1 for mark in marks)


def test_no_line_but_a_command_is_wider_than_the_page(assessed: Assessed) -> None:
    wide = [line for line in triage_lines(assessed(), width=60) if len(line) > 60 and "kubectl" not in line]
    assert wide == []


def test_nothing_from_outside_reaches_the_terminal_unspelled(assessed: Assessed) -> None:
    evil = "x\x1b]0;owned\x07\u202e\nFAILING: nothing"
    full = assessed()
    first = replace(full.hypotheses[0], suspect=evil, says=evil, would_change_most=evil, failure_mode=evil)
    fix = replace(full.mitigations[0], says=evil, command=evil, against=(evil,))
    lines = triage_lines(
        assessed(
            hypotheses=(first,),
            mitigations=(fix,),
            gaps=tuple(replace(one, what=evil, hint=evil) for one in full.gaps),
            runbooks=tuple(replace(one, title=evil, commands=(evil,), owner=evil) for one in full.runbooks),
            changes=tuple(replace(one, what=evil, by=evil, url=evil) for one in full.changes),
            code=tuple(replace(one, file=evil) for one in full.code),
            impact=replace(full.impact, failing=(evil,), owner=evil, says=evil),
        ),
        everything=True,
    )
    assert all(line.isprintable() for line in lines)
    assert sum(line.startswith("FAILING") for line in lines) == 1


def test_the_same_assessment_gives_the_same_lines(assessed: Assessed) -> None:
    assert triage_lines(assessed()) == triage_lines(assessed())
    assert triage_lines(assessed())[-2].startswith("Incident inc-")
