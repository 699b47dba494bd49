from collections.abc import Callable

from codriver.cli.screen.page import Page
from codriver.cli.screen.seen import code, findings, impact, not_seen
from codriver.model import Assessment, Gap, Impact

Assessed = Callable[..., Assessment]


def test_code_lines_say_where_and_why(assessed: Assessed) -> None:
    assert code(assessed(), Page())[1].startswith(" * tariff/prices.py:31 in_currency: raises the KeyError [c-")
    assert code(assessed(code=assessed().code * 8), Page())[-1] == "+2 more: --all"
    assert code(assessed(code=()), Page()) == []


def test_findings_are_shown_on_request(assessed: Assessed) -> None:
    assert findings(assessed(), Page()) == []
    assert "02:41:10 tariff: KeyError" in findings(assessed(), Page(everything=True))[1]


def test_gaps_say_how_to_close_them_worst_first(assessed: Assessed) -> None:
    assert not_seen(assessed().gaps, Page())[:3] == [
        "COULD NOT BE SEEN",
        " ? traces of payments: traces.json ends in the middle",
        "   to close it: record it again",
    ]
    many = [Gap(what=f"log {n}", why="is empty", hint="") for n in range(5)]
    assert not_seen(many, Page())[-1] == "+2 more: --all"
    assert len(not_seen(many, Page(everything=True))) == 6
    assert not_seen((), Page()) == ["COULD NOT BE SEEN: no gaps known"]


def test_the_whole_impact_is_cited(assessed: Assessed) -> None:
    assert impact(assessed(), Page())[1].startswith("   gateway and checkout: POST /checkout answers 502 [c-")
    assert impact(assessed(impact=Impact(failing=(), says="")), Page()) == []
