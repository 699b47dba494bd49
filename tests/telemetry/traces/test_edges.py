from collections.abc import Sequence

from codriver.model import Citation, Ref
from codriver.telemetry.rows import SpanBlock
from codriver.telemetry.traces import dependencies, fold

Span = tuple[str, str, str, str, str, float, bool]
"""Id, parent, service, kind, peer, start, error."""


def block(*spans: Span, trace: str = "t") -> SpanBlock:
    ids, parents, services, kinds, peers, starts, errors = (tuple(column) for column in zip(*spans, strict=True))
    one = (trace,) * len(spans)
    names, durations, messages = ("GET",) * len(spans), (0.1,) * len(spans), ("",) * len(spans)
    places = tuple(f"spans.jsonl:{own}" for own in ids)
    return SpanBlock(
        "otlp", one, ids, parents, services, names, kinds, peers, starts, durations, errors, messages, places, ids
    )


def edges(blocks: Sequence[SpanBlock]) -> list[tuple[str, str, bool]]:
    return list(fold(blocks).calls.select("caller", "callee", "error").iter_rows())


def test_a_client_span_and_the_server_span_below_it_are_one_call() -> None:
    both = block(("1", "", "web", "client", "store:80", 0.0, False), ("2", "1", "store", "server", "", 0.01, False))
    assert edges([both]) == [("web", "store", False)]


def test_the_call_failed_when_either_side_says_so() -> None:
    both = block(("1", "", "web", "client", "", 0.0, False), ("2", "1", "store", "server", "", 0.01, True))
    assert edges([both]) == [("web", "store", True)]


def test_without_a_span_of_the_callee_the_client_names_it() -> None:
    assert edges([block(("1", "", "web", "client", "bank", 0.0, True))]) == [("web", "bank", True)]


def test_a_callee_that_did_not_answer_is_known_by_its_own_spans_elsewhere() -> None:
    other = block(("9", "", "store-service", "server", "", 5.0, False), trace="u")
    assert edges([other, block(("1", "", "web", "client", "store:80", 0.0, True))]) == [("web", "store-service", True)]


def test_a_parent_without_client_spans_calls_its_child_all_the_same() -> None:
    both = block(("1", "", "web", "server", "", 0.0, False), ("2", "1", "store", "server", "", 0.01, False))
    assert edges([both]) == [("web", "store", False)]


def test_a_parent_that_was_not_recorded_makes_no_edge() -> None:
    assert edges([block(("2", "lost", "store", "server", "", 0.01, False))]) == []


def test_spans_within_one_service_make_no_edge() -> None:
    assert (
        edges([block(("1", "", "web", "server", "", 0.0, False), ("2", "1", "web", "internal", "", 0.0, False))]) == []
    )


def test_a_span_met_twice_counts_once_and_the_order_of_blocks_changes_nothing() -> None:
    first = block(("1", "", "web", "client", "store", 0.0, False))
    second = block(("2", "1", "store", "server", "", 0.0, False))
    assert fold([first, second, first]).calls.rows() == fold([second, first]).calls.rows()
    assert fold([first, second, first]).calls.height == 1


def test_parents_are_looked_for_within_their_trace_only() -> None:
    spans = [block(("1", "", "web", "server", "", 0.0, False), trace="a")]
    assert edges([*spans, block(("2", "1", "store", "server", "", 0.0, False), trace="b")]) == []


def test_each_dependency_cites_its_first_call() -> None:
    calls = [block((own, "", "web", "client", "bank", float(own), False), trace=own) for own in ("2", "1")]
    (found,) = dependencies(fold(calls))
    assert (found.caller, found.callee) == ("web", "bank")
    assert found.cites == (Citation(Ref("otlp", "spans.jsonl:1"), "1"),)


def test_no_spans_make_an_empty_table() -> None:
    assert dependencies(fold([])) == ()
    assert edges([]) == []
