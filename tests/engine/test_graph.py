from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from codriver.engine.graph import graph, shortest_path
from codriver.model import Dependency
from codriver.testing import a_citation, edges

SHOP = graph(edges("gateway > checkout", "checkout > pricing", "checkout > payments", "pricing > database"))


def test_trouble_shows_in_the_service_and_in_everything_that_needs_it() -> None:
    assert SHOP.affected_by("pricing") == {"pricing", "checkout", "gateway"}
    assert SHOP.affected_by("gateway") == {"gateway"}
    assert SHOP.affected_by("a stranger") == {"a stranger"}


def test_users_come_in_where_nobody_calls() -> None:
    assert SHOP.entries() == {"gateway"}
    assert graph(edges("a > b", "b > a")).entries() == frozenset()


def test_a_circle_ends_and_trouble_anywhere_in_it_shows_everywhere() -> None:
    circle = graph(edges("a > b", "b > c", "c > a"))
    assert circle.affected_by("a") == {"a", "b", "c"}


def test_an_edge_told_by_two_sources_keeps_both_citations() -> None:
    twice = [Dependency(caller="a", callee="b", cites=(a_citation(place),)) for place in ("compose.yml:3", "spans:9")]
    told = graph(twice)

    assert told.callees == {"a": {"b"}}
    assert [cite.ref.locator for cite in told.cites["a", "b"]] == ["compose.yml:3", "spans:9"]


def test_only_what_was_read_about_is_known() -> None:
    assert SHOP.knows("gateway")
    assert SHOP.knows("database")
    assert not SHOP.knows("a stranger")


def test_a_path_runs_from_the_cause_against_the_arrows() -> None:
    assert shortest_path(SHOP, "database", frozenset({"gateway"}), {}) == ("database", "pricing", "checkout", "gateway")
    assert shortest_path(SHOP, "gateway", frozenset({"database"}), {}) == ()
    assert shortest_path(SHOP, "a stranger", frozenset({"gateway"}), {}) == ()


def test_a_path_along_edges_that_show_trouble_is_cheaper_than_a_shorter_one() -> None:
    both = graph(edges("shop > cause", "a > cause", "shop > a"))
    shown = {("a", "cause"): 0, ("shop", "a"): 0}

    assert shortest_path(both, "cause", frozenset({"shop"}), {}) == ("cause", "shop")
    assert shortest_path(both, "cause", frozenset({"shop"}), shown) == ("cause", "a", "shop")


def test_ties_go_to_fewer_steps_and_then_to_the_first_name() -> None:
    wide = graph(edges("a > cause", "b > cause", "top > b", "mid > a", "top > mid"))
    free = dict.fromkeys(wide.cites, 0)

    assert shortest_path(wide, "cause", frozenset({"top"}), free) == ("cause", "b", "top")
    assert shortest_path(wide, "cause", frozenset({"a", "b"}), free) == ("cause", "a")


NAMES = st.sampled_from("abcdef")


@given(st.lists(st.tuples(NAMES, NAMES), max_size=15), NAMES, st.frozensets(NAMES))
def test_a_path_is_found_whenever_there_is_one_and_takes_only_edges_that_exist(
    pairs: list[tuple[str, str]], start: str, goals: frozenset[str]
) -> None:
    told = graph(Dependency(caller=caller, callee=callee) for caller, callee in pairs)
    path = shortest_path(told, start, goals, dict.fromkeys(pairs[::2], 0))

    assert bool(path) == bool(told.affected_by(start) & goals)
    assert len(set(path)) == len(path)
    assert all((caller, callee) in told.cites for callee, caller in pairwise(path))
