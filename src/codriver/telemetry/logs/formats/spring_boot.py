"""Spring Boot: `2026-11-01T12:00:01.123Z ERROR 1 --- [cart] [nio-8080-exec-1] [<trace>-<span>] shop.Cart : it`.

What it looks for: time, level, process, `---`, brackets with the application, the thread and the trace, a logger and a
colon. When it is wrong: with one bracket alone that is the thread; a single-threaded service may look like its name.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.sampling import share

_LINE = (
    r"^(?P<stamp>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.,]\d{3}(?:Z|[+-]\d\d:?\d\d)?) +(?P<level>[A-Z]{4,5}) +"
    r"(?:\[(?P<old>[\w.-]+),(?P<old_trace>[0-9a-f]*),[^\]]*\] +)?\d+ --- "
    r"(?:\[(?P<app>[\w.-]+)\] +\[[^\]]*\]|\[[^\]]*\]) *"
    r"(?:\[(?P<trace>[0-9a-f]{16,32})?-?[0-9a-f]*\] *)?[\w.$\[\]/-]+ *: (?P<message>.*)$"
)


def recognise(sample_lines: Sequence[str]) -> float:
    return share(_LINE, sample_lines)


def columns(lines: pl.Series) -> Frame:
    fields = lines.str.extract_groups(_LINE).struct.unnest()
    trace = pl.coalesce("trace", pl.when(pl.col("old_trace") != "").then("old_trace"))
    return fields.select("stamp", "level", "message", service=pl.coalesce("app", "old"), trace=trace)
