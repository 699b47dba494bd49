"""First, last and one of the densest stretch are kept of each pattern, and few enough for the sample."""

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.picking import NO_CUTS, drawn, picked
from codriver.telemetry.logs.samples import EACH


def lines(times: list[float | None]) -> Frame:
    return Frame({"at": times}, schema={"at": pl.Float64}).with_columns(
        row=pl.int_range(pl.len(), dtype=pl.UInt32),
        line=pl.int_range(1, pl.len() + 1),
        pattern=pl.lit(0, pl.UInt32),
    )


def test_first_last_and_densest_are_picked_by_time() -> None:
    kept = picked(lines([5.0, None, 1.0, 5.5, 9.0]), stretch=1)
    (head,) = kept.heads.iter_rows(named=True)
    assert head == {"pattern": 0, "total": 5, "first_row": 2, "last_row": 4, "peak": 2, "example_row": 0}
    assert kept.moments.sort("bucket")["count"].to_list() == [1, 2, 1]


def test_later_blocks_give_only_what_may_still_enter_the_sample() -> None:
    many = lines([float(at % 100) for at in range(3_000)])
    first, cuts = drawn(many, NO_CUTS)
    assert first.height == EACH
    again, same = drawn(many, cuts)
    assert again.height < EACH
    assert same["drawn"].max() <= cuts["drawn"].max()  # type: ignore[operator]  # numbers
