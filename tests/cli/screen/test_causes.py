from collections.abc import Callable
from dataclasses import replace

from codriver.cli.screen.causes import causes, ruled_out
from codriver.cli.screen.page import Page
from codriver.model import Assessment

Assessed = Callable[..., Assessment]


def test_a_hypothesis_shows_its_path_and_both_sides_with_citations(assessed: Assessed) -> None:
    text = "\n".join(causes(assessed(), Page(width=100)))
    assert "   path: tariff -> checkout -> gateway\n" in text
    assert "     tariff -> checkout: calls to tariff fail 3 s before checkout does [c-" in text
    assert "(not verified: nothing cited)" in text
    assert "   + deployed 4 min before the onset [c-" in text
    assert "   - one of three instances shows no errors [c-" in text
    assert "4 min before onset" in text


def test_five_are_shown_and_the_rest_is_counted(assessed: Assessed) -> None:
    many = tuple(replace(assessed().hypotheses[1], detail=str(n)) for n in range(8))
    assert causes(assessed(hypotheses=many), Page())[-1] == "+3 more: --all"
    assert not any("more: --all" in line for line in causes(assessed(hypotheses=many), Page(everything=True)))


def test_what_was_ruled_out_says_why(assessed: Assessed) -> None:
    lines = ruled_out(assessed(), Page())
    assert lines[:2] == ["RULED OUT", " x cache is unreachable"]
    assert lines[2].startswith("   - its errors begin 40 s after those of checkout")


def test_no_hypotheses_take_no_lines(assessed: Assessed) -> None:
    assert causes(assessed(hypotheses=()), Page()) == []
    assert ruled_out(assessed(ruled_out=()), Page()) == []
