"""Kubernetes' container runtime (CRI) and `kubectl logs --timestamps`: a time before each line, then the line itself.

What it looks for: `2026-11-01T12:00:00.123456789Z stdout F the line`, or that stamp with nanoseconds and then the line.
The line is read further in its own format; one that was cut (flag `P`) is put together again. When it is wrong: a
program that writes nanoseconds itself; then the time is read here and the rest as a bare line, which is the same.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.parts import whole
from codriver.telemetry.logs.sampling import share

WRAPS = True
_LINE = (
    r"^(?P<stamp>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7,9}(?:Z|[+-]\d\d:\d\d)) "
    r"(?:(?P<stream>std(?:out|err)) (?P<flag>[FP])(?::\S+)? )?(?P<message>.*)$"
)


def recognise(sample_lines: Sequence[str]) -> float:
    return share(_LINE, sample_lines)


def looks_around(lines: pl.Series) -> bool:
    """Where a line was cut, its rest stands below."""
    return bool(lines.str.contains(r"^\S+ std(?:out|err) P").any())


def columns(lines: pl.Series) -> Frame:
    fields = lines.str.extract_groups(_LINE).struct.unnest()
    return whole(fields.with_columns(goes_on=pl.col("flag") == "P").drop("flag"))
