"""Ruby's Logger: `E, [2026-11-01T12:00:01.123456 #311] ERROR -- cart: undefined method`.

What it looks for: the level's letter, bracketed time and process, the level, `-- program:`. The program is the service.
When it is wrong: nothing else is known to look like it.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.sampling import share

_LINE = (
    r"^[DIWEFA], \[(?P<stamp>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+) #\d+(?: TID-\w+)?\] +(?P<level>[A-Z]+) -- "
    r"(?P<service>[^:]*): (?:\[(?P<trace>[0-9a-f-]{32,36})\] )?(?P<message>.*)$"
)


def recognise(sample_lines: Sequence[str]) -> float:
    return share(_LINE, sample_lines)


def columns(lines: pl.Series) -> Frame:
    fields = lines.str.extract_groups(_LINE).struct.unnest()
    level = pl.when(pl.col("level") != "ANY").then("level")
    return fields.with_columns(level=level, service=pl.when(pl.col("service") != "").then("service"))
