"""The level, then the time: `ERROR [ReadStage-2] 2026-11-01 12:00:01,123 Proxy.java:1234 - load failed`.

What it looks for: a level, perhaps a thread in brackets, a time, as Cassandra and many a logback pattern have it.
Source file and line are left out of the message. When it is wrong: sentences that begin with such a word and quote a
time next.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.sampling import share

_LINE = (
    r"^\[?(?P<level>FATAL|ERROR|WARN|WARNING|INFO|DEBUG|TRACE|CRITICAL|NOTICE)\]?:? +(?:\[[^\]]{1,120}\] +)?[\[(]?"
    r"(?P<stamp>\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)[\])]?[ ,|:-]*"
    r"(?:(?P<trace>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\s+)?"  # a lambda's request
    r"(?:\[[^\]]{1,120}\] +)?(?:[\w$]+\.\w+:\d+ +- +)?(?P<message>.*)$"
)


def recognise(sample_lines: Sequence[str]) -> float:
    return 0.97 * share(_LINE, sample_lines)


def columns(lines: pl.Series) -> Frame:
    return lines.str.extract_groups(_LINE).struct.unnest()
