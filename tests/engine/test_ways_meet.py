from codriver.engine.standing_out import BETWEEN
from codriver.engine.ways_meet import ways_meet
from codriver.model import Observation
from codriver.testing import a_metric


def way(caller: str, callee: str, after: float = 0.003) -> Observation:
    return a_metric(caller, BETWEEN, 0.003, after, kind=BETWEEN, unit="s", peer=callee)


def test_the_end_that_all_slow_ways_share_is_where_they_meet() -> None:
    ways = [way("web", "pay", 1.0), way("app", "pay", 1.0), way("web", "cart"), way("app", "cart"), way("pay", "db")]
    sizes = {name: meeting.size for name, meeting in ways_meet(ways).items()}
    assert max(sizes, key=sizes.__getitem__) == "pay"
    assert sizes["pay"] > 3 * max(sizes["web"], sizes["app"])


def test_of_a_single_way_nobody_can_tell_which_end_it_is() -> None:
    found = ways_meet([way("web", "pay", 1.0)])
    assert found["web"].size == found["pay"].size


def test_the_end_whose_other_ways_are_as_before_is_the_less_likely() -> None:
    found = ways_meet([way("web", "pay", 1.0), way("web", "cart")])
    assert found["pay"].size > found["web"].size


def test_what_nobody_feels_is_not_slow() -> None:
    assert ways_meet([way("web", "pay", 0.012)]) == {}
