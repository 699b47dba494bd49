from dataclasses import replace

import pytest

from codriver.engine.standing_out import fails, many, standing_out, waiting
from codriver.testing import a_metric, an_edge


def test_what_moved_is_compared_with_who_moved_furthest() -> None:
    ways = standing_out(
        [
            replace(a_metric("a", "cpu", 1, 9, kind="cpu"), deviation=40),
            replace(a_metric("b", "cpu", 1, 2, kind="cpu"), deviation=10),
        ]
    )
    assert (ways["a"]["cpu rose"].among, ways["b"]["cpu rose"].among) == (1.0, 0.25)
    assert ways["a"]["cpu rose"].telling > ways["b"]["cpu rose"].telling


def test_an_edge_speaks_of_both_its_ends() -> None:
    ways = standing_out([an_edge("shop", "pay", errors=(0.0, 0.5))])
    assert (set(ways["shop"]), set(ways["pay"])) == ({"suffers: errors"}, {"blamed: errors"})


def test_what_did_not_move_clearly_is_left_out() -> None:
    assert standing_out([replace(a_metric("a", "cpu", 1, 1, kind="cpu"), deviation=2.9)]) == {}


@pytest.mark.parametrize(
    ("name", "waits"), [("client_latency", True), ("http_client_request", True), ("clientele", False)]
)
def test_a_name_says_whose_side_it_was_measured_on(name: str, waits: bool) -> None:
    assert waiting(name) is waits


def test_less_success_is_failure() -> None:
    assert fails(replace(a_metric("a", "availability", 1.0, 0.5, kind="success"), deviation=-9))
    assert not fails(replace(a_metric("a", "availability", 0.5, 1.0, kind="success"), deviation=9))


def test_many_counts_beside_the_most() -> None:
    assert (many(3, 3), many(0, 3), many(0, 0)) == (1.0, 0.0, 0.0)
