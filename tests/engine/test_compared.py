from collections.abc import Callable
from dataclasses import replace

from codriver.engine import Seen
from codriver.engine.compared import AGAINST, FOR, compared, feature_of
from codriver.engine.meanings import MEANINGS
from codriver.model import Evidence, Observation, Situation, Stance
from codriver.testing import a_metric, a_situation, an_edge, edges

Look = Callable[[Situation], Seen]


def test_every_way_to_move_has_its_meaning_written_down() -> None:
    assert {feature_of(family) for family in (*FOR, *AGAINST)} <= MEANINGS.keys()


def test_who_moved_most_is_told_with_its_sources(look: Look) -> None:
    seen = look(a_situation(observations=[replace(a_metric("pay", "cpu", 1, 9, kind="cpu"), deviation=40)]))
    told = {piece.feature: piece for piece in compared(seen, "pay")}
    assert told["moved_cpu_rose"].because.startswith("its CPU rose, more than in any other service: ")
    assert all(piece.cites for piece in told.values())


def test_all_who_call_it_wait_and_nobody_else_does(look: Look) -> None:
    waits = [
        replace(a_metric(name, "client latency", 0.1, 0.9, kind="latency"), deviation=20) for name in ("shop", "till")
    ]
    seen = look(
        a_situation(dependencies=edges("shop > pay", "till > pay", "shop > mail", "desk > mail"), observations=waits)
    )
    size = {name: piece.size for name in ("pay", "mail") for piece in compared(seen, name)}
    assert size["pay"] > size["mail"]


def test_who_only_suffers_from_others_is_spoken_against(look: Look) -> None:
    seen = look(a_situation(observations=[an_edge("shop", "pay", errors=(0.0, 0.5))]))
    stances = {piece.feature: piece.stance for piece in compared(seen, "shop")}
    assert stances["moved_suffers_errors"] == Stance.CONTRADICTS


def test_what_it_calls_and_nobody_times_may_hold_its_part_of_what_was_added(look: Look) -> None:
    slow = replace(a_metric("till", "latency p50", 0.1, 1.9, kind="latency"), deviation=40)
    busy = replace(a_metric("ledger", "cpu", 0.2, 0.99, kind="cpu"), deviation=40)

    def own(*observations: Observation) -> Evidence:
        seen = look(a_situation(dependencies=edges("till > ledger"), observations=list(observations)))
        return next(piece for piece in compared(seen, "till") if piece.feature == "own_added_time")

    assert own(slow, busy).size == own(slow).size / 2
    assert "its own or that of ledger" in own(slow, busy).because


def test_what_moved_in_it_alone_is_told_with_what_shows_it(look: Look) -> None:
    moved = [replace(a_metric(name, "heap", 1, 9), deviation=40) for name in ("pay-0", "cart")]
    moved.append(replace(a_metric("pay-0", "load", 1, 9), deviation=40))
    told = {piece.feature: piece for piece in compared(look(a_situation(observations=moved)), "pay-0")}
    assert "load of pay-0" in told["moved_alone"].because


def test_every_kind_of_evidence_from_others_has_its_meaning_written_down() -> None:
    assert {"moved_alone", "unlike_its_siblings", "siblings_took_over", "slow_ways_meet"} <= MEANINGS.keys()
