from collections.abc import Callable
from dataclasses import replace

from codriver.engine import Seen
from codriver.engine.begins_here import begins_here
from codriver.engine.standing_out import CUT
from codriver.model import Observation, Situation
from codriver.testing import a_metric, a_situation, an_error, edges

Look = Callable[[Situation], Seen]


def cut(service: str) -> Observation:
    return replace(a_metric(service, "reads rows", 1, 0, kind=CUT, unit="share"), deviation=-9.0)


def sizes(seen: Seen) -> dict[tuple[str, str], float]:
    return {(name, piece.feature): piece.size for name in ("web", "pay") for piece in begins_here(seen, name)}


def test_a_path_is_cut_where_nothing_below_is(look: Look) -> None:
    found = sizes(look(a_situation(dependencies=edges("web > pay"), observations=[cut("web"), cut("pay")])))
    assert list(found) == [("pay", "path_cut")]


def test_a_caller_whose_callees_go_on_was_cut_off_itself(look: Look) -> None:
    found = sizes(look(a_situation(dependencies=edges("web > pay"), observations=[cut("web")])))
    assert list(found) == [("web", "path_cut")]


def test_a_caller_whose_calls_fail_was_cut_off_by_that(look: Look) -> None:
    unknown = an_error("web", "pay: no such host", kind="dns", peer="pay")
    found = sizes(look(a_situation(dependencies=edges("web > pay"), observations=[cut("web"), unknown])))
    assert ("web", "path_cut") not in found


def test_errors_in_logs_begin_with_the_one_who_calls_nobody_that_logs_them(look: Look) -> None:
    logged = [replace(an_error(name, f"{name} failed"), deviation=9.0) for name in ("web", "pay")]
    found = sizes(look(a_situation(dependencies=edges("web > pay"), observations=logged)))
    assert list(found) == [("pay", "errors_begin_in_its_log")]
