"""logrus on a terminal: `ERRO[0012] load failed    error="refused"`.

What it looks for: four letters of a level, seconds since the start or a time in brackets. Seconds since the start are
no clock. What `error=` says stays part of the message. When it is wrong: nothing else is known to look like it.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.sampling import share

_LINE = (
    r"^(?P<level>TRAC|DEBU|INFO|WARN|ERRO|FATA|PANI)\[(?:\d{4,9}|(?P<stamp>\d{4}-\d\d-\d\dT[^\]]+))\] ?(?P<message>.*)$"
)
_LEVELS = {"TRAC": "trace", "DEBU": "debug", "INFO": "info", "WARN": "warn", "ERRO": "error", "FATA": "fatal",
           "PANI": "fatal"}  # fmt: skip


def recognise(sample_lines: Sequence[str]) -> float:
    return share(_LINE, sample_lines)


def columns(lines: pl.Series) -> Frame:
    fields = lines.str.extract_groups(_LINE).struct.unnest()
    said = pl.col("message").str.replace_all(r" {2,}", " ").str.strip_chars_end()
    return fields.with_columns(level=pl.col("level").replace(_LEVELS), message=said)
