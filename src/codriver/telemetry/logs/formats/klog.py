"""klog and glog, as Kubernetes' own parts write it: `E1101 12:00:00.123456       1 reflector.go:138] failed to list`.

What it looks for: a level letter, month and day, time, thread, file and line. Most have no year: `clocks.py` finds one.
When it is wrong: nothing else is known to look like it.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.sampling import share

_LINE = r"^(?P<level>[IWEF])(?P<stamp>(?:\d{4})?\d{4} \d\d:\d\d:\d\d\.\d{1,9})\s+\d+ [\w./-]+:\d+\] (?P<message>.*)$"


def recognise(sample_lines: Sequence[str]) -> float:
    return share(_LINE, sample_lines)


def columns(lines: pl.Series) -> Frame:
    return lines.str.extract_groups(_LINE).struct.unnest()
