from dataclasses import replace

from codriver.engine.code_lines import code_lines
from codriver.model import Change, CodeLine, Frame, Hypothesis
from codriver.testing import a_deploy, a_situation, an_exception

TOTAL = Frame(file="checkout/totals.py", line=42, function="total")
SERVE = Frame(file="checkout/app.py", line=7, function="serve")
LIBRARY = Frame(file="site-packages/web.py", line=1, function="call", ours=False)


def suspected(suspect: str, change: Change | None = None) -> Hypothesis:
    return Hypothesis(suspect=suspect, mechanism="defect", says="it is so", change=change)


def test_the_throw_site_comes_first_then_what_the_change_altered() -> None:
    deploy = replace(a_deploy("checkout"), lines=(("services/checkout/totals.py", 40, 44),))
    thrown = an_exception("checkout", "KeyError", SERVE, TOTAL, LIBRARY)
    lines = code_lines(a_situation(observations=[thrown]), (suspected("checkout", deploy),))

    assert [(line.file, line.line, line.says) for line in lines] == [
        ("checkout/totals.py", 42, "throws KeyError"),
        ("services/checkout/totals.py", 40, f"changed by {deploy.version}"),
    ]
    assert [line.cites for line in lines] == [thrown.cites, deploy.cites]


def test_the_lines_of_the_better_hypothesis_come_first() -> None:
    observations = [
        an_exception("a", "KeyError", replace(TOTAL, file="a.py")),
        an_exception("b", "KeyError", replace(TOTAL, file="b.py")),
    ]
    ranked = (suspected("b"), suspected("a"))
    assert [line.file for line in code_lines(a_situation(observations=observations), ranked)] == ["b.py", "a.py"]


def test_a_line_named_twice_stands_once_at_its_better_place() -> None:
    deploy = replace(a_deploy("checkout"), lines=((TOTAL.file, TOTAL.line, 44),))
    often = replace(an_exception("checkout", "KeyError", TOTAL), count=90)
    observations = [often, an_exception("checkout", "TypeError", SERVE)]
    lines = code_lines(a_situation(observations=observations), (suspected("checkout", deploy),))

    assert [(line.line, line.says) for line in lines] == [(42, "throws KeyError"), (7, "throws TypeError")]


def test_at_most_five_and_none_of_libraries_or_of_services_that_nobody_suspects() -> None:
    many = [an_exception("a", "KeyError", replace(TOTAL, line=line)) for line in range(9)]
    others = [an_exception("b", "KeyError", TOTAL), an_exception("a", "KeyError", LIBRARY)]

    assert len(code_lines(a_situation(observations=many), (suspected("a"),))) == 5
    assert code_lines(a_situation(observations=others), (suspected("a"),)) == ()


def test_what_likely_needs_the_fix_comes_first_in_its_order_and_a_throw_site_among_it_stands_once() -> None:
    thrown = an_exception("checkout", "KeyError", replace(SERVE, file="/app/checkout/app.py"), TOTAL)
    fixes = tuple(
        CodeLine(file=f"src/{frame.file}", line=frame.line, function=frame.function, service="checkout", says="fix")
        for frame in (SERVE, TOTAL)
    )
    stranger = replace(fixes[0], service="other")
    situation = replace(a_situation(observations=[thrown]), code=(stranger, *fixes))
    assert code_lines(situation, (suspected("checkout"),)) == fixes
