"""A clock without a date: `12:00:01.123 [error] it` of Elixir, `[12:00:01 ERR] it` of Serilog, logback's short form.

What it looks for: hours, minutes and seconds, then a level. Without a date it cannot be placed in time.
When it is wrong: lines that begin with a duration.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.sampling import share

_LEVEL = (
    r"(?P<level>TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|VRB|DBG|INF|WRN|ERR|FTL|trace|debug|info|notice|"
    r"warn|warning|error|critical|fatal|alert|emergency)"
)
_CLOCK = r"\d\d:\d\d:\d\d(?:[.,]\d{1,6})?"
_LINE = (
    rf"^\[?{_CLOCK}\]?[ |-]+(?:\[[\w -]{{1,60}}\] +)?(?:[\w.]+=\S+ )*\[?{_LEVEL}\]?:?[ |-]+"
    r"(?:[\w$]+(?:\.[\w$]+)+(?::\d+)? +- +)?(?P<message>.*)$"
)
_LEVELS = {"VRB": "debug", "DBG": "debug", "INF": "info", "WRN": "warn", "ERR": "error", "FTL": "fatal"}


def recognise(sample_lines: Sequence[str]) -> float:
    return 0.9 * share(_LINE, sample_lines)


def columns(lines: pl.Series) -> Frame:
    fields = lines.str.extract_groups(_LINE).struct.unnest()
    return fields.with_columns(level=pl.col("level").replace(_LEVELS))
