from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from codriver.model import Observation, Window
from codriver.telemetry.rows import SpanBlock
from codriver.telemetry.traces import fold, observe
from codriver.telemetry.traces.paths import origins, own_time

SINCE = datetime(2024, 5, 1, 12, tzinfo=UTC)
WINDOW = Window(since=SINCE, onset=SINCE + timedelta(minutes=5), until=SINCE + timedelta(minutes=8))
START, ONSET, END = (at.timestamp() for at in (WINDOW.since, WINDOW.onset, WINDOW.until))

Row = tuple[str, str, str, str, float, float, bool, str]
"""Parent's index or "", service, kind, peer, delay, duration, error, message."""


def block(trace: int, start: float, rows: list[Row]) -> SpanBlock:
    parents, services, kinds, peers, delays, durations, errors, messages = (
        tuple(column) for column in zip(*rows, strict=True)
    )
    ids = tuple(str(index) for index in range(len(rows)))
    places = tuple(f"spans.jsonl:{trace * 10 + index}" for index in range(len(rows)))
    starts = tuple(start + delay for delay in delays)
    names = ("GET",) * len(rows)
    return SpanBlock(
        "otlp", (str(trace),) * len(rows), ids, parents, services, names, kinds, peers, starts, durations, errors,
        messages, places, tuple(f"span {place}" for place in places),
    )  # fmt: skip


def web_calls_store(failing: bool, slow: float, unanswered: bool) -> list[Row]:
    told = "refused" if unanswered else "store answered 500"
    rows: list[Row] = [
        ("", "web", "server", "", 0.0, 0.02 + slow, failing, told if failing else ""),
        ("0", "web", "client", "store", 0.005, 0.01 + slow, failing, told if failing else ""),
        ("1", "store", "server", "", 0.006, 0.008 + slow, failing, "no such table" if failing else ""),
    ]
    return rows[:2] if unanswered else rows


def seen(make: Callable[[float, int], list[Row]]) -> dict[tuple[str, str, str], Observation]:
    starts = [START + 0.5 * index for index in range(int((END - START) * 2))]
    table = fold([block(index, at, make(at, index)) for index, at in enumerate(starts)])
    return {(one.service, one.peer, one.name): one for one in observe(table, WINDOW)}


def test_an_edge_that_begins_to_fail_is_told_with_its_message_and_a_failing_span() -> None:
    found = seen(lambda at, index: web_calls_store(at >= ONSET and index % 2 == 0, 0, False))
    edge = found["web", "store", "errors"]
    assert (edge.before, edge.unit, edge.kind) == (0, "share", "errors")
    assert edge.after == pytest.approx(0.5, abs=0.05)
    assert abs(edge.at - WINDOW.onset) < timedelta(seconds=1)
    assert edge.text == "store answered 500"
    assert edge.deviation > 10
    assert len(edge.cites) == 2


def test_failing_requests_begin_in_the_deepest_failing_service() -> None:
    found = seen(lambda at, _: web_calls_store(at >= ONSET, 0, False))
    origin = found["store", "", "error origin"]
    assert (origin.before, origin.after) == pytest.approx((0, 2), abs=0.1)
    assert origin.text == "no such table"
    assert origin.label("share") == "1"
    assert ("web", "store", "error origin") not in found


def test_a_call_that_its_callee_did_not_record_begins_at_the_caller_toward_the_callee() -> None:
    found = seen(lambda at, _: web_calls_store(at >= ONSET, 0, unanswered=at >= ONSET))
    assert found["web", "store", "error origin"].text == "refused"
    assert found["web", "store", "errors"].after == 1


def test_time_is_lost_where_it_is_spent_and_not_where_one_waits() -> None:
    found = seen(lambda at, _: web_calls_store(False, 0.5 if at >= ONSET else 0, False))
    assert found["store", "", "self latency"].deviation > 10
    assert abs(found["web", "", "self latency"].deviation) < 3
    assert found["web", "store", "latency"].after == pytest.approx(0.51)
    assert found["web", "store", "latency"].before == pytest.approx(0.01)


def test_slowness_of_a_few_calls_is_told_by_the_95th_percentile() -> None:
    found = seen(lambda at, index: web_calls_store(False, 2.0 if at >= ONSET and index % 4 == 0 else 0, False))
    latency = found["web", "store", "latency"]
    assert latency.label("stat") == "p95"
    assert latency.after is not None
    assert latency.after > 1


def test_a_quiet_system_is_told_to_be_quiet() -> None:
    found = seen(lambda _at, _index: web_calls_store(False, 0, False))
    assert all(abs(one.deviation) < 3 for one in found.values())
    assert {("web", "store", "errors"), ("web", "", "errors"), ("store", "", "self latency")} <= found.keys()


def test_a_failure_that_the_caller_handled_is_no_origin() -> None:
    rows: list[Row] = [
        ("", "web", "server", "", 0.0, 0.02, False, ""),
        ("0", "web", "client", "cache", 0.005, 0.01, True, "refused"),
    ]
    assert origins(fold([block(1, START, rows)]).spans).is_empty()


def test_children_that_run_side_by_side_are_not_counted_twice() -> None:
    rows: list[Row] = [
        ("", "web", "server", "", 0.0, 0.1, False, ""),
        ("0", "web", "client", "a", 0.01, 0.06, False, ""),
        ("0", "web", "client", "b", 0.01, 0.06, False, ""),
    ]
    own = own_time(fold([block(1, START, rows)]).spans)
    assert own["duration"].to_list() == pytest.approx([0.04], abs=1e-6)


def test_no_spans_or_a_window_without_any_say_nothing() -> None:
    late = Window(
        since=WINDOW.until, onset=WINDOW.until + timedelta(minutes=1), until=WINDOW.until + timedelta(hours=1)
    )
    assert observe(fold([]), WINDOW) == ()
    assert observe(fold([block(1, START, web_calls_store(False, 0, False))]), late) == ()
