"""Android's logcat, in its `threadtime` form: `11-01 12:00:00.123  1702  2105 E Dialer: it`.

What it looks for: month and day, clock, two numbers, a level letter, a tag. The tag is the service.
It has no year: `clocks.py` finds one. When it is wrong: nothing else is known to look like it.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.sampling import share

_LINE = (
    r"^(?P<stamp>(?:\d{4}-)?\d\d-\d\d \d\d:\d\d:\d\d\.\d{3,9}) +\d+ +\d+ (?P<level>[VDIWEFA]) "
    r"(?P<service>[^:]*?) *: (?P<message>.*)$"
)


def recognise(sample_lines: Sequence[str]) -> float:
    return share(_LINE, sample_lines)


def columns(lines: pl.Series) -> Frame:
    return lines.str.extract_groups(_LINE).struct.unnest()
