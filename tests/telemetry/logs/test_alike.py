"""Lines that differ in digits only are read once, and yet each has its own values."""

import pytest

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.alike import ALONE, each_once, keys
from codriver.telemetry.logs.reading import fields

CLOCK = "2026-11-01 12:00:{:02d},000"


def test_every_digit_is_the_same_and_texts_of_two_lines_have_no_key() -> None:
    assert (found := keys(pl.Series(["a1", "b22"]))) is not None
    assert found.to_list() == ["a0", "b00"]
    assert keys(pl.Series(["a\nb"])) is None


def test_each_kind_of_line_is_read_once_and_its_values_are_cut_from_each() -> None:
    asked: list[int] = []

    def read(lines: pl.Series) -> Frame:
        asked.append(len(lines))
        return Frame({"host": lines.str.extract(r"(n\d+)"), ALONE: [False] * len(lines)})

    lines = pl.Series([f"up n{at}" for at in range(9)])
    assert each_once(lines, read, ("host",))["host"].to_list() == [f"n{at}" for at in range(9)]
    assert asked == [1]


@pytest.mark.parametrize(
    ("line", "values"),
    [
        (CLOCK + " ERROR [exec-{}] no seat {}", None),
        ('{{"time":"2026-11-01T12:00:{:02d}Z","level":"info","msg":"took {} ms","service":"till{}"}}', None),
        ('{{"time":"2026-11-01T12:00:{:02d}Z","level":{},"msg":"took {} ms"}}', [10, 20, 30, 40, 50, 60]),
        ('10.0.0.{} - - [01/Nov/2026:12:00:00 +0000] "GET /a HTTP/1.1" {} {}', [200, 404, 429, 500, 502, 503]),
        ("<{1}>Nov  1 12:00:{0:02d} till{0} sale[{2}]: no", [11, 12, 13, 14, 27, 30]),
        ("host{0} host{0} Nov  1 12:00:{1:02d} n{2} sale[{2}]: no {2} {2}", None),
    ],
)
def test_lines_read_together_are_read_as_alone(line: str, values: list[int] | None) -> None:
    written = [line.format(at % 60, (values or range(6))[at % 6], at) for at in range(60)]
    together = fields(pl.Series(written), near=1_793_534_400.0)
    alone = pl.concat([fields(pl.Series([one, one]), near=1_793_534_400.0).head(1) for one in written])
    assert together.rows() == alone.rows()
