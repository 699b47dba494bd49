from collections.abc import Mapping

from codriver.model import Gap, Matters, Service, Situation
from codriver.room.coverage import coverage, not_seen, signals_of
from codriver.room.given import NOTHING, Given
from codriver.testing import a_deploy, a_metric, a_situation, an_alert, an_edge, an_error, edges

PAPERS = {"runbooks": 3, "failure modes": 1}


def gaps_of(situation: Situation, papers: Mapping[str, int] = PAPERS, given: Given = NOTHING) -> dict[str, Gap]:
    rows = coverage(situation.services, signals_of(situation.observations, given.looked_at))
    return {gap.what: gap for gap in not_seen(situation, rows, papers, given)}


def test_without_anything_every_default_source_is_a_gap_with_a_hint() -> None:
    gaps = gaps_of(a_situation(), {"runbooks": 0, "failure modes": 0})

    asked = {"logs", "metrics", "traces", "alerts", "deploys", "history", "topology", "runbooks", "failure modes"}
    assert asked <= gaps.keys()
    assert all(gap.hint for gap in gaps.values())


def test_what_a_cause_usually_hides_in_matters_most() -> None:
    gaps = gaps_of(a_situation(observations=[an_error("pay", "boom")]))

    assert gaps["deploys"].matters == Matters.MUCH


def test_a_service_without_logs_beside_services_with_logs_is_a_gap_of_its_own() -> None:
    services = [Service(name="pay"), Service(name="cart")]
    seen = [an_error("pay", "boom"), a_metric("cart", "heap", 1, 1, kind="memory")]
    gaps = gaps_of(a_situation(services=services, observations=seen))

    assert "logs of cart" in gaps
    assert "logs of pay" not in gaps
    assert "traces of cart" not in gaps  # nobody has traces: that is one gap, not one a service


def test_a_service_of_which_nothing_at_all_was_seen_is_one_gap_not_one_a_signal() -> None:
    services = [Service(name="pay"), Service(name="cart")]
    gaps = gaps_of(a_situation(services=services, observations=[an_error("pay", "boom")]))

    assert "all telemetry of cart" in gaps
    assert "logs of cart" not in gaps


def test_an_external_service_is_not_asked_for_telemetry() -> None:
    services = [Service(name="bank", external=True), Service(name="pay")]
    gaps = gaps_of(a_situation(services=services, observations=[an_error("pay", "boom")]))

    assert "logs of bank" not in gaps


def test_a_resource_that_nobody_measured_can_be_neither_blamed_nor_cleared() -> None:
    gaps = gaps_of(a_situation(observations=[a_metric("pay", "heap", 1, 1, kind="memory")]))

    assert "disk" in gaps
    assert "memory" not in gaps


def test_a_situation_with_everything_has_only_what_was_not_measured() -> None:
    kinds = ("requests", "errors", "latency", "memory", "cpu", "disk", "connections", "descriptors", "threads")
    seen = [a_metric("pay", kind, 1, 1, kind=kind) for kind in kinds]
    seen += [an_error("pay", "boom"), an_edge("web", "pay", errors=(0, 1)), an_alert("pay", "Down")]
    situation = a_situation(observations=seen, changes=[a_deploy("pay")], dependencies=edges("web > pay"))

    assert set(gaps_of(situation)) == {"history"}


def test_critical_services_stand_first() -> None:
    services = [Service(name="a", criticality="low"), Service(name="z", criticality="critical")]

    assert [row.service for row in coverage(services, {})] == ["z", "a"]


def test_what_was_given_and_not_seen_is_never_said_to_be_missing() -> None:
    every = frozenset({"logs", "metrics", "traces", "alerts", "deploys", "history", "topology"})
    gaps = gaps_of(a_situation(), given=Given(kinds=every))

    assert all(gaps[kind].why.startswith("given, but no") for kind in every)


def test_what_was_given_of_one_service_and_not_seen_is_said_of_it() -> None:
    services = [Service(name="pay"), Service(name="cart"), Service(name="web")]
    seen = [an_error("pay", "boom"), a_metric("cart", "heap", 1, 1, kind="memory")]
    given = Given(signals={"cart": frozenset({"logs"}), "web": frozenset({"metrics"})})
    gaps = gaps_of(a_situation(services=services, observations=seen), given=given)

    assert gaps["logs of cart"].why.startswith("given, but")
    assert gaps["all telemetry of web"].why.startswith("given, but")
    assert gaps["metrics of pay"].why.startswith("none were given")


def test_calm_logs_that_were_looked_at_are_no_gap() -> None:
    logs = {"pay": frozenset({"logs"})}
    gaps = gaps_of(a_situation(services=[Service(name="pay")]), given=Given(kinds=frozenset({"logs"}), looked_at=logs))

    assert not gaps.keys() & {"logs", "logs of pay", "all telemetry of pay"}
