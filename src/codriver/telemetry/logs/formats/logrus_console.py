"""logrus and log15 on a terminal: `ERRO[0012] load failed    error="refused"`, `EROR[03-01|12:00:00.123] load failed`.

What it looks for: four letters of a level, seconds since the start or a time in brackets. Seconds since the start are
no clock. What `error=` says stays part of the message. When it is wrong: nothing else is known to look like it.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.sampling import share

_LINE = (
    r"^(?P<level>TRAC|TRCE|DEBU|DBUG|INFO|WARN|ERRO|EROR|FATA|PANI|CRIT) ?\[(?:\d{4,9}|"
    r"(?P<stamp>\d{4}-\d\d-\d\dT[^\]]+|\d\d-\d\d\|\d\d:\d\d:\d\d[^\]]*))\] ?(?P<message>.*)$"
)
_LEVELS = {"TRAC": "trace", "DEBU": "debug", "INFO": "info", "WARN": "warn", "ERRO": "error", "FATA": "fatal",
           "PANI": "fatal", "TRCE": "trace", "DBUG": "debug", "EROR": "error", "CRIT": "fatal"}  # fmt: skip


def recognise(sample_lines: Sequence[str]) -> float:
    return share(_LINE, sample_lines)


def columns(lines: pl.Series) -> Frame:
    fields = lines.str.extract_groups(_LINE).struct.unnest()
    said = pl.col("message").str.replace_all(r" {2,}", " ").str.strip_chars_end()
    return fields.with_columns(
        stamp=pl.col("stamp").str.replace("|", " ", literal=True), level=pl.col("level").replace(_LEVELS), message=said
    )
