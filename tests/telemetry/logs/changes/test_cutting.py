from tests.telemetry.logs.changes.test_comparing import AFTER, BEFORE, every, pattern, table

from codriver.telemetry.logs.changes import Cut, cuts
from codriver.telemetry.logs.table import LogPattern

ASKED = pattern("asks for the price", *every(30))
TOLD = pattern("has the price", *every(30, end=0))


def told(*patterns: LogPattern, callers: dict[str, frozenset[str]] | None = None) -> list[tuple[str, str]]:
    found = cuts(table(*patterns), BEFORE, AFTER, callers or {})
    return [(one.gone.template, one.still.template) for one in found]


def test_a_line_that_is_missing_beside_the_one_it_always_came_with_tells_where_the_path_is_cut() -> None:
    (found,) = cuts(table(ASKED, TOLD), BEFORE, AFTER, {})
    assert found == Cut(TOLD, ASKED, before=40, after=0, ran_before=40, ran_after=10)
    assert found.deviation < -3


def test_lines_that_end_together_are_no_cut_path() -> None:
    both = [pattern(f"step {name}", *every(30, end=0)) for name in "ab"]
    assert told(*both, pattern("alive", *every(5))) == []


def test_a_line_that_came_at_other_moments_did_not_go_with_it() -> None:
    assert told(ASKED, pattern("has the price", *every(30, start=-1_190, end=0))) == []


def test_errors_that_end_cut_no_path() -> None:
    assert told(ASKED, pattern("no price", *every(30, end=0), level="error")) == []


def test_a_few_that_are_missing_may_be_chance() -> None:
    rare = [pattern(name, *every(150, end=end)) for name, end in (("asks", 300), ("has", 0))]
    assert told(*rare) == []


def test_a_line_of_a_caller_stands_for_the_call_when_the_caller_itself_goes_on() -> None:
    shop = [pattern(name, *every(30), service="shop") for name in ("calls pay", "is done")]
    callers = {"pay": frozenset({"shop"})}
    assert told(*shop, TOLD, callers=callers) == [("has the price", "calls pay")]
    assert told(*shop, TOLD) == []


def test_a_callee_that_is_no_longer_asked_is_not_where_the_path_was_cut() -> None:
    calls, done = (
        pattern("calls pay", *every(30), service="shop"),
        pattern("is done", *every(30, end=0), service="shop"),
    )
    assert told(calls, done, TOLD, callers={"pay": frozenset({"shop"})}) == [("is done", "calls pay")]


def test_a_handful_of_runs_is_enough_when_the_line_came_with_every_one_before() -> None:
    moments = (*every(150, end=0), 1.0, 61.0, 121.0, 181.0, 241.0)
    asked, told_ = pattern("asks", *moments), pattern("has", *every(150, end=0))
    assert told(asked, told_) == [("has", "asks")]
