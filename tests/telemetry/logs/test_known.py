"""A kind of line is read once and remembered for its file; where nearly every line is its own kind, none is."""

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.known import Known, met
from codriver.telemetry.logs.records import MARKS

LINES = pl.Series(["2026-11-01T12:00:00Z ERROR till: no"] * 4 + ["2026-11-01T12:00:00Z INFO till: yes"] * 4)
KEYS = pl.Series([1] * 4 + [2] * 4, dtype=pl.UInt64)


def test_each_kind_is_read_once_and_found_again() -> None:
    known, kinds = met(Known("pay", marks=MARKS), KEYS, LINES)
    assert kinds is not None
    assert kinds.to_list() == [0] * 4 + [1] * 4
    assert known.patterns.rows() == [(0, "till", "error", "no"), (1, "till", "info", "yes")]
    again, kinds = met(known, KEYS.reverse(), LINES.reverse())
    assert again is known
    assert kinds is not None
    assert kinds.to_list() == [1] * 4 + [0] * 4


def test_lines_that_have_nothing_in_common_are_left_to_others() -> None:
    known, kinds = met(Known(marks=MARKS), pl.Series(range(8), dtype=pl.UInt64), LINES)
    assert (known.keys.height, kinds) == (0, None)
