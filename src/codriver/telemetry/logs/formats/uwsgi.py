"""uWSGI's requests: `[pid: 7|app: 0|req: 1/1] 10.0.0.1 () {40 vars in 600 bytes} [Sun Nov  1 ...] GET /x => ...`.

What it looks for: the bracketed process, a bracketed time, a request, `=>`, the status in the end. The message is
method, path and status; 5xx is an error. When it is wrong: a `log-format` of one's own.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.levels import level_of_status
from codriver.telemetry.logs.sampling import share

_LINE = (
    r"^\[pid: \d+\|[^\]]*\] \S+ \([^)]*\) \{[^}]*\} "
    r"\[(?P<stamp>[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})\] "
    r"(?P<request>[A-Z]+ [^\s?]*)\S* => .*?\(HTTP/[\d.]+ (?P<status>\d{3})\)"
)


def recognise(sample_lines: Sequence[str]) -> float:
    return share(_LINE, sample_lines)


def columns(lines: pl.Series) -> Frame:
    fields = lines.str.extract_groups(_LINE).struct.unnest()
    message = pl.col("request") + " (status " + pl.col("status") + ")"
    return fields.select("stamp", level=level_of_status(pl.col("status")), message=message)
