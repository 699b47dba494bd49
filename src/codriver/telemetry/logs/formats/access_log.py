"""Access logs of nginx, Apache and their kin: `10.0.0.1 - - [01/Nov/2026:12:00:00 +0000] "GET /x HTTP/1.1" 502 150`.

What it looks for: an address, a bracketed time, a quoted request, a status. The message is method, path and status,
without the query; 5xx is an error, 429 a warning. When it is wrong: custom formats that leave one of these out.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.levels import level_of_status
from codriver.telemetry.logs.sampling import share

_LINE = (
    r"^(?:\S+:\d+ )?\S+ \S+ [^\[]{1,80}\[(?P<stamp>\d\d/[A-Za-z]{3}/\d{4}[: ]\d\d:\d\d:\d\d(?: [+-]\d{4})?)\] "
    r"\"(?P<request>[A-Z]+ [^\s?\"]*|[^\"]*?)(?:\?[^\s\"]*)?(?: HTTP/[\d.]+)?\" (?P<status>\d{3})\b"
)


def recognise(sample_lines: Sequence[str]) -> float:
    return share(_LINE, sample_lines)


def columns(lines: pl.Series) -> Frame:
    fields = lines.str.extract_groups(_LINE).struct.unnest()
    message = pl.col("request") + " (status " + pl.col("status") + ")"
    return fields.select("stamp", level=level_of_status(pl.col("status")), message=message)
