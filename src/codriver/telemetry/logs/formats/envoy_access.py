"""Envoy's access log: `[2026-11-01T12:00:00.123Z] "GET /cart HTTP/1.1" 503 UF,URX 0 91 12 - "10.0.0.9"`.

What it looks for: a bracketed ISO time, a quoted request, a status, the response flags. The message is method, path,
status and flags: `UF` says that the upstream could not be reached. Istio's default is read the same way.
When it is wrong: custom formats.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.levels import level_of_status
from codriver.telemetry.logs.sampling import share

_LINE = (
    r"^\[(?P<stamp>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?)\] "
    r"\"(?P<request>[A-Z-]+ [^\s?\"]*)(?:\?[^\s\"]*)?(?: [^\s\"]+)?\" (?P<status>\d{1,3}) (?P<flags>[A-Za-z,-]+) "
)


def recognise(sample_lines: Sequence[str]) -> float:
    return share(_LINE, sample_lines)


def columns(lines: pl.Series) -> Frame:
    fields = lines.str.extract_groups(_LINE).struct.unnest()
    flagged = pl.when(pl.col("flags") != "-").then(pl.lit(" flags ") + pl.col("flags")).fill_null("")
    message = pl.col("request") + " (status " + pl.col("status") + ")" + flagged
    failed = pl.col("status") == "0"
    level = pl.when(failed).then(pl.lit("error")).otherwise(level_of_status(pl.col("status")))
    return fields.select("stamp", level=level, message=message)
