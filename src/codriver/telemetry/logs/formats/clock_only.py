"""A clock without a date: `12:00:01.123 [error] it` of Elixir, `[12:00:01 ERR] it` of Serilog, logback's short form.

What it looks for: hours, minutes and seconds, then a level; or the level first. Without a date it has no place in time.
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
_TURNED = rf"^[\[(<]?{_LEVEL}[\])>]? +\[?{_CLOCK}\]?[ |:-]+(?P<message>.*)$"
_LEVELS = {"VRB": "debug", "DBG": "debug", "INF": "info", "WRN": "warn", "ERR": "error", "FTL": "fatal"}


def recognise(sample_lines: Sequence[str]) -> float:
    return 0.9 * (share(_LINE, sample_lines) + share(_TURNED, sample_lines))


def columns(lines: pl.Series) -> Frame:
    first, turned = (lines.str.extract_groups(pattern).struct.unnest() for pattern in (_LINE, _TURNED))
    either = pl.concat([first, turned.rename(lambda name: f"{name}_2")], how="horizontal")
    fields = either.select(pl.coalesce(name, f"{name}_2").alias(name) for name in ("level", "message"))
    return fields.with_columns(level=pl.col("level").replace(_LEVELS))
