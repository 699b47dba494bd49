"""A network that is slow or loses packets: of a node with all that stands on it, or of one workload."""

from collections.abc import Callable

from codriver.engine import Seen
from codriver.engine.explainers.network_degraded import explain
from codriver.model import Observation, Service, Situation
from codriver.testing import a_metric, a_situation, edges

Look = Callable[[Situation], Seen]
NODES = (Service(name="rack-1", platform=True), Service(name="rack-2", platform=True))
STANDS = ("oven > rack-1", "till > rack-1", "jar > rack-2", "shop > rack-2", "shop > oven", "shop > till", "shop > jar")


def slow(service: str) -> Observation:
    return a_metric(service, "request latency", 5.0, 900.0, kind="latency", unit="ms")


def resent(node: str, after: float) -> Observation:
    return a_metric(node, "tcp retransmissions", 0.0, after, kind="network")


def told(look: Look, *seen: Observation) -> dict[str, tuple[str, list[str]]]:
    situation = a_situation(observations=seen, services=NODES, dependencies=edges(*STANDS))
    return {h.suspect: (h.detail, [e.feature for e in h.evidence]) for h in explain(situation, look(situation))}


def test_what_is_slow_on_one_node_and_fine_elsewhere_shares_its_network(look: Look) -> None:
    found = told(look, slow("oven"), slow("till"))
    assert found == {"rack-1": ("delay", ["shared_host"])}


def test_one_slow_service_may_have_a_reason_of_its_own(look: Look) -> None:
    assert told(look, slow("oven")) == {}


def test_packets_that_are_sent_again_tell_loss_from_delay(look: Look) -> None:
    assert told(look, slow("oven"), resent("rack-1", 7.0))["rack-1"] == (
        "packet_loss",
        ["packets_sent_again", "shared_host"],
    )
    assert told(look, slow("oven"), resent("rack-1", 0.4))["rack-1"][0] == "delay"


def test_a_service_whose_packets_moved_and_nothing_else_has_a_network_of_its_own_to_blame(look: Look) -> None:
    packets = a_metric("oven", "packets sent", 100.0, 30.0, kind="network")
    assert told(look, slow("oven"), packets)["oven"] == ("delay", ["packets_moved", "trouble_of_its_own"])


def test_fewer_packets_for_fewer_requests_are_no_sign(look: Look) -> None:
    packets = a_metric("oven", "packets sent", 100.0, 30.0, kind="network")
    requests = a_metric("oven", "requests", 50.0, 15.0, kind="requests")
    assert told(look, slow("oven"), packets, requests) == {}


def test_a_service_short_of_cpu_has_a_reason_of_its_own(look: Look) -> None:
    packets = a_metric("oven", "packets sent", 100.0, 30.0, kind="network")
    cpu = a_metric("oven", "cpu used", 0.1, 0.9, kind="cpu")
    assert told(look, slow("oven"), packets, cpu) == {}


def test_a_node_that_loses_packets_speaks_against_the_workload(look: Look) -> None:
    packets = a_metric("oven", "packets sent", 100.0, 30.0, kind="network")
    assert "fault_below" in told(look, slow("oven"), packets, resent("rack-1", 7.0))["oven"][1]
