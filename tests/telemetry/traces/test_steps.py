from dataclasses import replace

from tests.telemetry.traces.test_observing import END, ONSET, START, WINDOW, Row, block

from codriver.model import Observation
from codriver.telemetry.rows import SpanBlock
from codriver.telemetry.traces import fold
from codriver.telemetry.traces.steps import ADDED, CUT, observe

NAMES = ("GET /cart", "call", "read", "read rows")


def request(steps: int) -> list[Row]:
    rows: list[Row] = [
        ("", "web", "server", "", 0.0, 0.05, False, ""),
        ("0", "web", "client", "store", 0.005, 0.03, False, ""),
        ("1", "store", "server", "", 0.006, 0.02, False, ""),
        ("2", "store", "internal", "", 0.007, 0.01, False, ""),
    ]
    return rows[: steps + 1]


def named(index: int, at: float, rows: list[Row]) -> SpanBlock:
    return replace(block(index, at, rows), names=NAMES[: len(rows)])


def seen(before: int, after: int) -> list[Observation]:
    starts = [START + 10.0 * index for index in range(int((END - START) / 10))]
    table = fold([named(index, at, request(before if at < ONSET else after)) for index, at in enumerate(starts)])
    return list(observe(table.spans, WINDOW))


def test_an_operation_that_no_longer_takes_a_step_was_cut_off_there() -> None:
    (cut,) = seen(3, 2)
    assert (cut.kind, cut.service, cut.name, cut.before, cut.after) == (CUT, "store", "read > read rows", 1, 0)
    assert cut.deviation < -3
    assert cut.cites


def test_a_call_that_is_no_longer_made_is_missing_in_the_caller() -> None:
    (cut,) = seen(3, 1)
    assert (cut.kind, cut.service, cut.peer) == (CUT, "web", "store")


def test_a_step_that_is_new_is_told_apart() -> None:
    assert [(one.kind, one.name) for one in seen(2, 3)] == [(ADDED, "read > read rows")]


def test_what_goes_on_as_before_is_not_told() -> None:
    assert seen(3, 3) == []
