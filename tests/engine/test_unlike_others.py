from dataclasses import replace

from codriver.engine.unlike_others import stem, unlike_others
from codriver.model import Observation
from codriver.testing import a_metric


def moved(service: str, name: str, deviation: float = 9.0) -> Observation:
    return replace(a_metric(service, name, 1, 2), deviation=deviation)


def test_what_everybody_shows_tells_nobody_apart() -> None:
    found = unlike_others([moved("pay", "load"), moved("cart", "load"), moved("pay", "heap")])
    assert found["pay"].alone > found["cart"].alone == 0.0
    assert found["pay"].shown_by[0].name == "heap"


def test_an_instance_that_moved_without_those_beside_it_is_told_apart() -> None:
    found = unlike_others([moved("pay-0", "heap"), moved("pay-0", "load"), moved("pay-1", "load")])
    assert (found["pay-0"].apart, found["pay-1"].apart) == (1.0, 0.0)


def test_what_one_instance_lost_another_took_over() -> None:
    found = unlike_others([moved("pay-0", "requests", -9), moved("pay-1", "requests"), moved("cart", "requests")])
    assert [found[name].handed_over for name in ("pay-0", "pay-1", "cart")] == [1.0, 0.0, 0.0]


def test_a_number_at_the_end_is_an_instance() -> None:
    assert [stem(name) for name in ("pay-0", "pay2", "pay")] == ["pay", "pay", "pay"]


def test_nobody_stands_out_alone() -> None:
    assert unlike_others([moved("pay", "heap")]) == {}
