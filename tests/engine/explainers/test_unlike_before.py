from dataclasses import replace

from codriver.engine.explainers.unlike_before import explain
from codriver.engine.seen import Seen
from codriver.testing import a_metric, a_situation, edges


def test_a_service_that_moved_is_a_place_to_look_and_so_is_what_all_wait_for() -> None:
    moved = replace(a_metric("pay", "cpu", 1, 9, kind="cpu"), deviation=40)
    waits = replace(a_metric("shop", "client latency", 0.1, 0.9, kind="latency"), deviation=20)
    situation = a_situation(dependencies=edges("shop > mail"), observations=[moved, waits])
    found = {h.suspect: h.says for h in explain(situation, Seen(situation, ()))}
    assert found["mail"] == "those who call mail wait"
    assert found["pay"].startswith("pay is unlike before: ")


def test_nothing_moved_is_no_place_to_look() -> None:
    situation = a_situation()
    assert list(explain(situation, Seen(situation, ()))) == []
