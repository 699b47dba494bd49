from tests.telemetry.traces.test_observing import END, ONSET, START, WINDOW, Row, block

from codriver.telemetry.traces import fold
from codriver.telemetry.traces.network import observe

Found = dict[tuple[str, str], tuple[float | None, float | None, str]]


def call(callee: str, between: float, took: float = 0.01) -> list[Row]:
    return [
        ("", "web", "server", "", 0.0, took + between + 0.01, False, ""),
        ("0", "web", "client", callee, 0.005, took + between, False, ""),
        ("1", callee, "server", "", 0.006, took, False, ""),
    ]


def seen(*calls: tuple[float, list[Row]]) -> tuple[Found, dict[str, float]]:
    table = fold([block(index, at, rows) for index, (at, rows) in enumerate(calls)])
    found = list(observe(table.spans, WINDOW))
    levels = {(one.service, one.peer): (one.before, one.after, one.label("beside")) for one in found}
    return levels, {one.peer: one.deviation for one in found}


def every(step: float, start: float, end: float, rows: list[Row]) -> list[tuple[float, list[Row]]]:
    return [(start + step * index, rows) for index in range(int((end - start) / step))]


def test_what_the_caller_waits_longer_than_the_callee_works_is_spent_in_between() -> None:
    levels, deviations = seen(
        *every(10, START, ONSET, call("store", 0.002)), *every(10, ONSET, END, call("store", 0.5))
    )
    assert levels == {("web", "store"): (0.002, 0.5, "before")}
    assert deviations["store"] > 30


def test_a_callee_that_works_longer_adds_nothing_in_between() -> None:
    levels, deviations = seen(
        *every(10, START, ONSET, call("store", 0.002)), *every(10, ONSET, END, call("store", 0.002, took=0.5))
    )
    assert levels == {("web", "store"): (0.002, 0.002, "before")}
    assert abs(deviations["store"]) < 1e-6


def test_one_lost_packet_in_ten_is_what_every_network_does() -> None:
    calls = [
        (at, call("store", 0.2 if index % 10 == 0 else 0.002))
        for index, at in enumerate(map(float, range(int(START), int(END), 5)))
    ]
    assert abs(seen(*calls)[1]["store"]) < 1


def test_an_edge_without_a_past_is_held_against_the_others() -> None:
    calm = [one for name in ("a", "b", "c", "d") for one in every(10, START, END, call(name, 0.003))]
    levels, deviations = seen(*calm, *every(20, ONSET, END, call("store", 1.0)))
    assert levels["web", "store"] == (0.003, 1.0, "other calls")
    assert deviations["store"] > 30
    assert all(abs(deviations[name]) < 1 for name in "abcd")


def test_few_calls_and_no_others_say_nothing() -> None:
    assert seen(*every(50, ONSET, ONSET + 100, call("store", 1.0)))[0] == {}
