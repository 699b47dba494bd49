from collections.abc import Callable

from codriver.cli.screen.page import Page
from codriver.cli.screen.remedies import checks, mitigations, runbooks
from codriver.model import Assessment

Assessed = Callable[..., Assessment]


def test_a_mitigation_says_what_speaks_against_it_and_how_to_take_it_back(assessed: Assessed) -> None:
    lines = mitigations(assessed(), Page())
    assert lines[0] == "MITIGATIONS: on paper only, codriver runs nothing"
    assert "   risk: R2, touches a whole service" in lines
    assert "   - v41 does not read the prices that v42 has written" in lines
    assert "   to take it back: kubectl rollout undo again" in lines


def test_a_check_says_what_each_answer_would_mean(assessed: Assessed) -> None:
    lines = checks(assessed(), Page(width=100))
    assert lines[1] == "1. Do errors stop on the instance that still runs v41? (tells apart hypotheses 1, 2)"
    assert lines[2] == "     kubectl logs deploy/tariff --since 10m | grep -c KeyError"
    assert lines[3:] == ["   if 0: the deploy is the cause", "   if more: it is not the deploy alone"]


def test_a_runbook_says_why_it_matches_and_how_old_it_is(assessed: Assessed) -> None:
    lines = runbooks(assessed(), Page())
    assert lines[1].startswith(" * Tariff: Prices fail [c-")
    assert "   because: names KeyError and tariff" in lines
    assert lines[-1] == "   last reviewed: not said, read it with care; owner: team-prices"


def test_what_is_not_there_takes_no_lines(assessed: Assessed) -> None:
    bare = assessed(mitigations=(), checks=(), runbooks=())
    assert [mitigations(bare, Page()), checks(bare, Page()), runbooks(bare, Page())] == [[], [], []]


def test_long_lists_are_counted(assessed: Assessed) -> None:
    full = assessed()
    many = assessed(checks=full.checks * 6, runbooks=full.runbooks * 4)
    assert [checks(many, Page())[-1], runbooks(many, Page())[-1]] == ["+2 more: --all", "+2 more: --all"]
