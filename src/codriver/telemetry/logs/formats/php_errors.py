"""PHP's error log and php-fpm's: `[01-Nov-2026 12:00:00 UTC] PHP Fatal error:  Uncaught TypeError: ...`.

What it looks for: a bracketed time with the month's name, then `PHP` and a kind of error, or fpm's level. The trace
below belongs to it. When it is wrong: `error_log()` of an application has no level: its words tell.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.sampling import share

_LINE = (
    r"^\[(?P<stamp>\d\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d(?:\.\d+)?(?: UTC)?)(?: [A-Za-z_/+-]+)?\] "
    r"(?:(?:PHP )?(?P<level>Fatal error|Parse error|Recoverable fatal error|Core error|Compile error|Warning|Notice|"
    r"Deprecated|ALERT|ERROR|WARNING|NOTICE|DEBUG): +)?(?:\[pool [\w-]+\] )?(?P<message>.*)$"
)
_LEVELS = {"notice": "info", "deprecated": "info"}
_WITHIN = r"^(?:PHP )?(?:Stack trace:$|#\d+ |  thrown in )|^PHP +\d+\. "


def recognise(sample_lines: Sequence[str]) -> float:
    lines = share(_LINE, sample_lines)
    return lines + share(_WITHIN, sample_lines) if lines else 0.0


def columns(lines: pl.Series) -> Frame:
    fields = lines.str.extract_groups(_LINE).struct.unnest()
    level = pl.col("level").str.to_lowercase().str.replace(r"^(?:parse|core|compile) error$", "error")
    grave = level.str.replace(r"^(?:recoverable )?fatal error$", "fatal")
    return fields.with_columns(level=grave.replace(_LEVELS), continues=lines.str.contains(_WITHIN))
