"""Erlang's reports: `=ERROR REPORT==== 1-Nov-2026::12:00:00.123456 ===` and, below it, what is said.

What it looks for: the head with its level and time. The message is the next line, all to the next head belongs to it.
When it is wrong: a report whose first line says nothing, such as `Crash dump is being written`.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.sampling import share

_HEAD = (
    r"^=(?P<level>ERROR|WARNING|INFO|NOTICE|CRASH|SUPERVISOR|PROGRESS|CRITICAL|ALERT|EMERGENCY|DEBUG) REPORT=+ "
    r"(?P<stamp>\d\d?-[A-Z][a-z]{2}-\d{4}::\d\d:\d\d:\d\d(?:\.\d+)?)"
)
_LEVELS = {"CRASH": "ERROR", "SUPERVISOR": "ERROR", "PROGRESS": "INFO"}


def recognise(sample_lines: Sequence[str]) -> float:
    return 1.0 if share(_HEAD, sample_lines) else 0.0


def looks_around(lines: pl.Series) -> bool:
    """What is said stands on the next line."""
    return bool(lines.str.contains(_HEAD).any())


def columns(lines: pl.Series) -> Frame:
    head = lines.str.extract_groups(_HEAD).struct.unnest()
    begins = pl.col("level").is_not_null()
    within = begins.cum_sum() > 0
    said = pl.lit(lines.str.strip_chars()).shift(-1, fill_value="")
    return head.select(
        pl.col("stamp").str.replace("::", ":", literal=True),
        level=pl.col("level").replace(_LEVELS),
        message=pl.when(begins).then(said),
        continues=within & ~begins,
    )
