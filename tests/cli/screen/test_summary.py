from collections.abc import Callable
from dataclasses import replace

import pytest

from codriver.cli.screen.page import Page, rows
from codriver.cli.screen.summary import summary
from codriver.model import Assessment, Gap, Impact, Matters, Outcome, Step, Trend

Assessed = Callable[..., Assessment]
PAGE = Page()
WINDY = "a long-winded sentence that goes on about it " * 12


def test_the_first_screen_is_readable_at_two_in_the_morning(assessed: Assessed) -> None:
    lines = summary(assessed(), Page(short={assessed().impact.cites[0].id: "c-42ae"}))
    why, against = (
        piece.cites[0].id for piece in sorted(assessed().hypotheses[0].evidence, key=lambda e: -e.weight)[::2]
    )
    book = assessed().runbooks[0].cites[0].id
    assert lines == [
        "FAILING: gateway and checkout, since 2026-03-01 02:41:10 UTC",
        "  POST /checkout answers 502 [c-42ae]",
        "  14 % of requests hit (0.2 % before); getting worse; owner to page: team-shop",
        "",
        "LEADING HYPOTHESIS: strong, uncalibrated",
        "  deploy v42 of tariff raises KeyError in every price request",
        f"  why: deployed 4 min before the onset [{why}]",
        f"  against: one of three instances shows no errors [{against}]",
        "  path: tariff -> checkout -> gateway",
        "",
        "STOP THE BLEEDING",
        "  Roll tariff back to v41, the last good version",
        "    kubectl rollout undo deployment/tariff",
        "  against it: v41 does not read the prices that v42 has written",
        "",
        "NEXT CHECK: Do errors stop on the instance that still runs v41?",
        f"RUNBOOK: Tariff: Prices fail [{book}]",
        "NOT SEEN: traces of payments: traces.json ends in the middle (+1 more: --all)",
        "",
        "FOR THE CHAT",
        "  gateway and checkout have been failing since 2026-03-01 02:41:10 UTC (14 % of",
        "  requests hit, 0.2 % before, getting worse); suspect, not confirmed (strong):",
        "  deploy v42 of tariff raises KeyError in every price request; considering: Roll",
        "  tariff back to v41, the last good version",
    ]


@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("width", [80, 100])
def test_it_stays_within_24_rows_whatever_is_said(assessed: Assessed, outcome: Outcome, width: int) -> None:
    full = assessed()
    path = tuple(Step(origin=f"a-service-named-{n}", to=f"a-service-named-{n + 1}", because=WINDY) for n in range(9))
    windy = replace(
        full,
        outcome=outcome,
        impact=replace(full.impact, failing=tuple(f"a-service-named-{n}" for n in range(20)), says=WINDY, owner=WINDY),
        hypotheses=tuple(replace(one, says=WINDY, path=path) for one in full.hypotheses * 3),
        mitigations=(replace(full.mitigations[0], says=WINDY, command="x" * 900, against=(WINDY, WINDY)),),
        gaps=tuple(replace(one, what=WINDY, why=WINDY) for one in full.gaps),
    )
    lines = summary(windy, Page(width=width))
    assert rows(lines, width) <= 24
    assert [line.partition(":")[0] for line in lines if line[:1].isupper()][::2][:2] == ["FAILING", "STOP THE BLEEDING"]
    assert any("…" in line for line in lines)
    assert any("+1 more: --all" in line for line in lines)


def test_a_command_is_shown_whole_or_not_at_all(assessed: Assessed) -> None:
    fix = assessed().mitigations[0]
    whole = "kubectl " + "x" * 150
    assert f"    {whole}" in summary(assessed(mitigations=(replace(fix, command=whole),)), PAGE)
    lines = summary(assessed(mitigations=(replace(fix, command="y" * 900),)), PAGE)
    assert "    the command is long: see MITIGATIONS below" in lines
    assert not any("yyy" in line for line in lines)


def test_a_mitigation_needs_no_known_cause(assessed: Assessed) -> None:
    lines = summary(assessed(outcome=Outcome.UNDETERMINED), PAGE)
    assert "    kubectl rollout undo deployment/tariff" in lines
    place = lines.index("UNDETERMINED: these lead, nothing separates them")
    assert lines[place + 1].startswith("  1. strong, uncalibrated: deploy v42")


def test_undetermined_says_whether_place_or_likelihood_is_open(assessed: Assessed) -> None:
    open_ = assessed(outcome=Outcome.UNDETERMINED)
    first = replace(open_.hypotheses[0], probability=0.8)

    def said(*others: float, suspect: str = "elsewhere") -> str:
        more = (replace(first, suspect=suspect, probability=one) for one in others)
        return next(line for line in summary(replace(open_, hypotheses=(first, *more)), PAGE) if "UNDET" in line)

    assert said(0.75) == "UNDETERMINED: these lead, nothing separates them"
    assert said(0.1) == "UNDETERMINED: the likeliest first, not sure enough to lead with it"
    assert said(0.01) == said() == "UNDETERMINED: the likeliest first, not sure enough to lead with it"
    place = f"most likely {first.suspect}, not sure enough to lead with it"
    assert said(0.8, suspect=first.suspect) == f"UNDETERMINED: {place}"


def test_what_is_not_known_is_said_in_its_place(assessed: Assessed) -> None:
    bare = assessed(impact=Impact(failing=("gateway",), says="", trend=Trend.UNKNOWN), mitigations=(), gaps=())
    lines = summary(replace(bare, outcome=Outcome.UNDETERMINED, hypotheses=()), PAGE)
    assert lines[:8] == [
        "FAILING: gateway",
        "  since: unknown",
        "  share of requests: not measured; trend unknown; owner to page: unknown",
        "",
        "UNDETERMINED: something is wrong, and no cause of it could be named",
        "",
        "STOP THE BLEEDING: nothing reversible is known",
        "",
    ]
    assert "NOT SEEN: no gaps known" in lines


def test_found_nothing_and_could_not_look_never_look_alike(assessed: Assessed) -> None:
    full = assessed()
    gap = Gap(what="app.log", why="is not text", hint="give the log itself", matters=Matters.MUCH)
    nothing = Assessment(
        incident=full.incident, outcome=Outcome.NOTHING_FOUND, impact=Impact(failing=(), says=""), gaps=(gap,)
    )
    blind, healthy = summary(nothing, PAGE), summary(replace(nothing, window=full.window), PAGE)
    assert blind[0] == "FAILING: unknown: nothing that was given could be read"
    assert "NOTHING READ: no cause can be named, and nothing is known to be healthy" in blind
    assert healthy[0] == "FAILING: no service is seen in trouble"
    assert "NOTHING FOUND: nothing that was seen looks like trouble" in healthy
