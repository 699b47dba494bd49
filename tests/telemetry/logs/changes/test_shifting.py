"""Values within a template: what doubled or changed its owner is told, what only varies is not."""

import random

import pytest

from codriver.telemetry.logs import LogTable, fold
from codriver.telemetry.logs.changes import Span, shifted
from codriver.telemetry.logs.changes.shifting import ranks_differ, shares_differ
from codriver.telemetry.rows import LogBlock

ONSET = 1_793_534_400.0
BEFORE, AFTER = Span(ONSET - 3600, ONSET), Span(ONSET, ONSET + 900)


def table(*messages: tuple[str, str]) -> LogTable:
    """What is said before the onset and since, a record every ten seconds."""
    draw = random.Random(3)
    lines = []
    for at in range(-3600, 900, 10):
        stamp = f"{ONSET + at:.0f}"
        lines += [f"{stamp} {pair[at >= 0].format(draw.randint(90, 110), draw.randrange(10**6))}" for pair in messages]
    return fold([LogBlock("log", "till.log", 1, "\n".join(lines).encode(), "till")])


def test_a_duration_that_tripled_is_told_with_both_values() -> None:
    (one,) = shifted(
        table(("sale took {} ms", "sale took 3{} ms"), ("drawer {} shut", "drawer {} shut")), BEFORE, AFTER
    )
    assert one.pattern.template == "sale took <duration>"
    assert (int(one.before.split()[0]) // 50, int(one.after.split()[0]) // 1000) == (2, 3)
    assert one.times > 3


def test_another_address_than_ever_before_is_told_and_ids_are_not() -> None:
    (one,) = shifted(table(("asked 10.0.0.7 for {1}", "asked 10.0.0.9 for {1}")), BEFORE, AFTER)
    assert (one.before, one.after, one.times) == ("10.0.0.7", "10.0.0.9", 0.0)


def test_values_that_only_vary_are_no_shift() -> None:
    same = [(f"step {name} took {{0}} ms for {{1}}",) * 2 for name in ("pick", "pack", "weigh", "seal", "send")]
    assert shifted(table(*same), BEFORE, AFTER) == ()


def test_two_tables_are_compared_as_one_in_two_windows() -> None:
    early, late = table(("sale took {} ms",) * 2), table(("sale took 9{} ms",) * 2)
    assert len(shifted(late, BEFORE, AFTER, early)) == 1


@pytest.mark.parametrize(("one", "other", "likely"), [((1, 2, 3), (1, 2, 3), True), (range(20), range(90, 120), False)])
def test_ranks_that_do_not_differ_are_likely(one: tuple[int, ...], other: tuple[int, ...], likely: bool) -> None:
    assert (ranks_differ(one, other) > 0.05) == likely


def test_shares_that_do_not_differ_are_likely() -> None:
    assert shares_differ(10, 20, 11, 20) > 0.5
    assert shares_differ(0, 20, 20, 20) < 1e-6
