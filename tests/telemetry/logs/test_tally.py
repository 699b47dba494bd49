from itertools import permutations

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs import tally
from codriver.telemetry.logs.tally import NOTHING, Bounds

BASE = 1_793_534_400.0


def records(name: str, *rows: tuple[float | None, str]) -> Frame:
    """Records of one file: seconds after BASE (None: no clock) and template."""
    return Frame(
        {
            "source": "log",
            "service": "pay",
            "level": "info",
            "template": [template for _, template in rows],
            "at": pl.Series([None if at is None else BASE + at for at, _ in rows], dtype=pl.Float64),
            "name": name,
            "line": pl.Series(range(1, len(rows) + 1), dtype=pl.Int64),
            "raw": [template for _, template in rows],
            "text": [template for _, template in rows],
            "stack": pl.Series([None] * len(rows), dtype=pl.String),
            "end_line": pl.Series(range(1, len(rows) + 1), dtype=pl.Int64),
            "end_raw": [template for _, template in rows],
        }
    )


PARTS = (
    records("a", (0.5, "x"), (0.6, "x"), (None, "z")),
    records("b", (0.1, "x"), (7.0, "y")),
    records("c", (3.0, "y"), (3.1, "y"), (90.0, "w")),
)


def test_the_order_of_the_parts_makes_no_difference() -> None:
    for bounds in (Bounds(), Bounds(patterns=3, held=3, moments=2, loose=1)):
        results = []
        for order in permutations(PARTS):
            total = NOTHING
            for part in order:
                total = tally.add(total, part, bounds)
            done = tally.final(total, bounds)
            results.append((done.heads[0].sort(tally.KEY).rows(), done.moments[0].sort(*tally.KEY, "bucket").rows()))
        assert all(result == results[0] for result in results)


def test_stretches_grow_until_the_moments_fit() -> None:
    total = tally.add(NOTHING, records("a", *((float(at), "x") for at in range(100))), Bounds())
    assert tally.final(total, Bounds(moments=10)).stretch == 15
    assert tally.final(total, Bounds(moments=100)).stretch == 1


def test_nothing_counted_stays_nothing() -> None:
    assert tally.final(tally.add(NOTHING, PARTS[0].clear(), Bounds()), Bounds()) == NOTHING
