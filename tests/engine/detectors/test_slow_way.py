from codriver.engine.detectors.slow_way import detect
from codriver.engine.standing_out import BETWEEN
from codriver.testing import a_metric, a_situation


def test_calls_that_spend_long_between_two_services_are_trouble_of_who_waits() -> None:
    ways = [
        a_metric("web", BETWEEN, 0.003, after, kind=BETWEEN, unit="s", peer=peer)
        for peer, after in (("pay", 1.0), ("cart", 0.003), ("mail", 0.02))
    ]
    (found,) = detect(a_situation(observations=ways))
    assert (found.service, found.peer, found.kind, found.trouble) == ("web", "pay", "latency", True)
