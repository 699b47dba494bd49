import pytest

from codriver.model import ChangeKind, Dependency, Service, Signal
from codriver.room.naming import joined, names, of_kin, renamed, spoken, united, unmatched
from codriver.testing import a_change, an_error


def test_spellings_that_differ_only_in_what_tools_add_are_one_service() -> None:
    known = names([], ["checkout", "Checkout", "checkout-service", "prod/checkout", "checkout:8080"])

    assert set(known.values()) == {"checkout"}


def test_an_alias_leads_to_the_declared_name() -> None:
    known = names([Service(name="checkout", aliases=("co-api",))], ["co-api", "co-api:443"])

    assert known["co-api"] == "checkout"
    assert known["co-api:443"] == "checkout"


def test_names_that_merely_resemble_each_other_stay_apart() -> None:
    known = names([], ["cart", "carts", "payment", "payments", "pay"])

    assert known == {name: name for name in ("cart", "carts", "pay", "payment", "payments")}


def test_an_observation_takes_the_one_name_and_so_does_its_peer() -> None:
    seen = an_error("checkout-svc", "connect refused", peer="pricing:8080")

    (after,) = renamed([seen], {"checkout-svc": "checkout", "pricing:8080": "pricing"})

    assert (after.service, after.peer, after.signal) == ("checkout", "pricing", Signal.LOG)


def test_an_edge_told_by_two_sources_is_one_and_an_edge_to_itself_is_none() -> None:
    edges = [
        Dependency(caller="a", callee="b"),
        Dependency(caller="a-svc", callee="b"),
        Dependency(caller="a", callee="a-svc"),
    ]

    assert joined(edges, {"a-svc": "a"}) == (Dependency(caller="a", callee="b"),)


def test_what_two_sources_say_of_a_service_is_put_together() -> None:
    told = [Service(name="pay", owner="team-pay"), Service(name="pay-svc", criticality="critical")]

    assert united(told, {"pay-svc": "pay"}, ["bank"]) == (
        Service(name="bank"),
        Service(name="pay", owner="team-pay", criticality="critical"),
    )


def test_a_name_that_nothing_running_knows_is_said_with_the_alias_to_add() -> None:
    (gap,) = unmatched({"chkout": "an alert"}, ["checkout"])

    assert "chkout" in gap.what
    assert "aliases" in gap.hint


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("till QueuePool limit reached", "till"),  # a change tells of till
        ("[till] QueuePool limit reached", "till"),
        ("receipt-worker lost its connection", "receipt-worker"),  # as units are named
        ("non-fatal error in a basket", ""),
        ("basket is empty", ""),
        ("till", ""),  # a word alone says nothing of anybody
    ],
)
def test_a_line_of_nobody_belongs_to_the_service_with_which_it_begins(text: str, service: str) -> None:
    (seen,) = spoken([an_error("", text)], ["till"])
    assert seen.service == service


def test_a_line_of_somebody_stays_theirs() -> None:
    assert [seen.service for seen in spoken([an_error("pay", "till does not answer")], ["till"])] == ["pay"]


def test_a_change_of_a_name_that_nothing_runs_under_goes_to_the_one_service_of_the_same_first_word() -> None:
    changes = [a_change(name, ChangeKind.CONFIG) for name in ("till-limits", "pay-limits", "till-api")]
    running = ["till-api", "pay-api", "pay-worker"]
    assert [change.service for change in of_kin(changes, running)] == ["till-api", "pay-limits", "till-api"]
