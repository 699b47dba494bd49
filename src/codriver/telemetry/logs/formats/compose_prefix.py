"""Docker Compose's output: `checkout-1  | the line`, with the service's name before each line.

What it looks for: a name, spaces, a bar. The line is read further in its own format; the replica's number is taken off.
When it is wrong: tables drawn with bars, whose first column looks like a service.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.sampling import share

WRAPS = True
_LINE = r"^(?P<service>[A-Za-z][\w.-]*?)(?:[-_]\d{1,3})?\s+\| ?(?P<message>.*)$"


def recognise(sample_lines: Sequence[str]) -> float:
    return share(_LINE, sample_lines)


def columns(lines: pl.Series) -> Frame:
    return lines.str.extract_groups(_LINE).struct.unnest()
