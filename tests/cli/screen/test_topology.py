"""The topology as rows and as a tree; a circle ends, and what is outside says so."""

from codriver.cli.screen.topology import graph_lines, topology_lines
from codriver.model import Service
from codriver.room.services import Edge, Named, Topology


def an_edge(caller: str, callee: str, *sources: str) -> Edge:
    return Edge(caller=caller, callee=callee, sources=sources or ("traces",), cites=())


def topology(*edges: Edge, named: tuple[Named, ...] = ()) -> Topology:
    return Topology(services=named, edges=edges, gaps=())


def test_a_row_says_where_it_was_seen_what_it_is_called_and_what_it_needs() -> None:
    pay = Named(
        service=Service(name="pay", owner="team-pay", aliases=("pay-api",), external=True),
        seen_in=("logs", "metrics"),
        learnt=(("pay-service", "logs"),),
    )
    lines = topology_lines(topology(an_edge("pay", "bank", "compose", "jaeger"), named=(pay,)))
    assert lines[:5] == [
        "SERVICES: 1 service, 1 edge",
        "  pay: somebody else's; owner team-pay; logs, metrics",
        "    also called pay-api",
        "    taken for it: pay-service (logs)",
        "    needs bank (compose, jaeger)",
    ]


def test_a_branch_that_was_shown_is_not_repeated_and_a_circle_ends() -> None:
    edges = (an_edge("web", "cart"), an_edge("cart", "pay"), an_edge("pay", "cart"), an_edge("web", "pay"))
    assert graph_lines(topology(*edges))[1:6] == [
        "  web",
        "  ├─ cart (traces)",
        "  │  └─ pay (traces)",
        "  │     └─ cart (traces) ...",
        "  └─ pay (traces) ...",
    ]


def test_nothing_known_says_so() -> None:
    assert topology_lines(topology())[0] == "SERVICES: none known"
