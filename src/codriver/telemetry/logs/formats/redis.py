"""Redis, Valkey and Sentinel: `1:M 01 Nov 2026 12:00:00.123 # Error condition on socket`.

What it looks for: process and role, the time, one sign for the level (`.` debug, `-` verbose, `*` notice, `#` warning).
When it is wrong: Redis marks all that went wrong as a warning: what its words call an error is one.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.sampling import share

_LINE = (
    r"^\[?\d+(?::[XCSM])?\]? (?P<stamp>\d\d? [A-Z][a-z]{2}(?: \d{4})? \d\d:\d\d:\d\d\.\d{3}) "
    r"(?P<level>[.*#-]) (?P<message>.*)$"
)
_SIGNS = {".": "debug", "-": "debug", "*": "info", "#": "warn"}
_GRAVE = r"(?i)^(?:fatal|error|can't|cannot|unable|failed|oom|out of memory|.*\b(?:error|failed)\b)"


def recognise(sample_lines: Sequence[str]) -> float:
    return share(_LINE, sample_lines)


def columns(lines: pl.Series) -> Frame:
    fields = lines.str.extract_groups(_LINE).struct.unnest()
    grave = (pl.col("level") == "#") & pl.col("message").str.contains(_GRAVE)
    level = pl.when(grave).then(pl.lit("error")).otherwise(pl.col("level").replace_strict(_SIGNS, default=None))
    return fields.select("stamp", "message", level=level)
