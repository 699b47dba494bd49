"""The network below is slow or loses packets: of a node, and with it of all that stands there, or of one workload.

What it looks for: TCP retransmissions of a node that rose; services in trouble that stand on one node while those
elsewhere are fine; one service that became slow while it sent far more or fewer packets for a request, and its CPU and
memory did not move. When it is wrong: services of one node that are slow because all of them call the same callee.
"""

from collections.abc import Iterator

from codriver.engine.evidence import cites_of, contradicts, supports
from codriver.engine.seen import Seen, earliest
from codriver.model import Evidence, Finding, Hypothesis, Situation

LOSES = 1.0  # segments sent again in a second: fewer are what delay alone makes
FEWEST = 2  # slow services on one node: one may have a reason of its own
HURTS = frozenset({"latency", "errors"})
APART = 2.0  # times as many, or as few, packets for a request
OWN_REASONS = frozenset({"cpu", "memory", "disk", "threads", "connections", "platform", "pods"})


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a node under slow services, and one a slow service whose packets moved."""
    del situation
    slow = {name for name in seen.troubled if any(finding.kind in HURTS for finding in seen.own(name))}
    for node in sorted(name for name, service in seen.services.items() if service.platform):
        on_it = slow & seen.graph.callers.get(node, frozenset())
        lost = [finding for finding in seen.of(node) if is_retransmission(finding)]
        if on_it and (lost or len(on_it) >= FEWEST):
            yield _of_node(seen, node, slow, on_it, lost)
    for name in sorted(slow):
        moved = _packets_moved(seen, name)
        if moved and not any(finding.kind in OWN_REASONS for finding in seen.of(name)):
            yield _of_workload(seen, name, moved)


def is_retransmission(finding: Finding) -> bool:
    """Whether it says that more packets had to be sent again."""
    return "retrans" in finding.name.lower() and finding.direction == "rises"


def _packets_moved(seen: Seen, name: str) -> list[Finding]:
    """Findings of packets that moved otherwise than the requests did; nothing unless the service became slow."""
    if not any(finding.kind == "latency" for finding in seen.own(name)):
        return []
    asked = [_times(seen, f) for f in seen.of(name) if f.kind == "requests" and not f.peer]
    requests = asked[0] if asked else 1.0
    packets = [f for f in seen.of(name) if f.kind == "network" and not f.peer and not is_retransmission(f)]
    return [f for f in packets if not 1 / APART < _times(seen, f) / (requests or 1.0) < APART]


def _times(seen: Seen, finding: Finding) -> float:
    told = seen.observation(finding)
    return (told.after or 0.0) / told.before if told.before else 1.0


def _of_node(
    seen: Seen, node: str, slow: set[str], on_it: set[str] | frozenset[str], lost: list[Finding]
) -> Hypothesis:
    rates = [seen.observation(finding).after or 0.0 for finding in lost]
    loses = any(rate >= LOSES for rate in rates)
    return Hypothesis(
        suspect=node,
        mechanism="network",
        detail="packet_loss" if loses else "delay",
        object=f"Node/{node}",
        says=f"the network of the node {node} {'loses packets' if loses else 'is slow'}",
        at=earliest(finding.at for name in on_it for finding in seen.own(name)),
        evidence=tuple(_for_node(seen, node, slow, on_it, lost)),
    )


def _for_node(
    seen: Seen, node: str, slow: set[str], on_it: set[str] | frozenset[str], lost: list[Finding]
) -> Iterator[Evidence]:
    if lost:
        most = max(_resent(seen, name) for name, service in seen.services.items() if service.platform)
        yield supports("packets_sent_again", lost[0].says, cites_of(lost), _resent(seen, node) / most if most else 1.0)
    stands = seen.graph.callers.get(node, frozenset())
    shared = len(on_it) / len(slow) * len(on_it) / len(stands)
    because = f"{len(on_it)} of {len(slow)} services that are slow or fail stand on {node}: {', '.join(sorted(on_it))}"
    cites = [cite for name in sorted(on_it) for cite in seen.graph.cites.get((name, node), ())[:1]]
    yield supports("shared_host", because, cites, shared)


def _resent(seen: Seen, node: str) -> float:
    return max((seen.observation(f).after or 0.0 for f in seen.of(node) if is_retransmission(f)), default=0.0)


def _is_node(seen: Seen, name: str) -> bool:
    return name in seen.services and seen.services[name].platform


def _of_workload(seen: Seen, name: str, moved: list[Finding]) -> Hypothesis:
    own = [finding for finding in seen.own(name) if finding.kind == "latency"]
    evidence = [
        supports("packets_moved", moved[0].says, cites_of(moved), moved[0].size),
        supports("trouble_of_its_own", own[0].says, cites_of(own[:2]), own[0].size),
    ]
    blame = [finding for _, finding in seen.blamed_by(name)]
    if blame:
        evidence.append(supports("callers_suffer", blame[0].says, cites_of(blame), blame[0].size))
    lost = [finding for finding in seen.findings if is_retransmission(finding) and _is_node(seen, finding.service)]
    if lost:
        evidence.append(contradicts("fault_below", f"it may only follow: {lost[0].says}", cites_of(lost)))
    return Hypothesis(
        suspect=name,
        mechanism="network",
        detail="delay",
        says=f"the network of {name} is slow or loses packets",
        at=earliest(finding.at for finding in own),
        evidence=tuple(evidence),
    )
