"""Gin's access log: `[GIN] 2026/11/01 - 12:00:00 | 502 |   1.2ms |  10.0.0.1 | POST     "/pay"`.

What it looks for: `[GIN]`, a time, bars between status, duration, client and request. The message is method, path and
status, without the query; 5xx is an error. When it is wrong: a formatter of one's own.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.levels import level_of_status
from codriver.telemetry.logs.sampling import share

_LINE = (
    r"^\[GIN\] (?P<stamp>\d{4}/\d\d/\d\d - \d\d:\d\d:\d\d) \|\D{0,12}(?P<status>\d{3})\D{0,12}\|[^|]*\|[^|]*\|"
    r"\s*(?P<method>[A-Z]+)\s+\"?(?P<path>[^\s?\"]*)"
)


def recognise(sample_lines: Sequence[str]) -> float:
    return share(_LINE, sample_lines)


def columns(lines: pl.Series) -> Frame:
    fields = lines.str.extract_groups(_LINE).struct.unnest()
    message = pl.col("method") + " " + pl.col("path") + " (status " + pl.col("status") + ")"
    stamp = pl.col("stamp").str.replace(" - ", " ", literal=True)
    return fields.select(stamp, level=level_of_status(pl.col("status")), message=message)
