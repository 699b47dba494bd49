r"""Docker's json-file driver: `{"log":"the line\n","stream":"stderr","time":"2026-11-01T12:00:00.1Z"}`.

What it looks for: an object with `log`, `stream` and `time`. The line inside is read further in its own format.
When it is wrong: an application that logs objects with exactly these three keys itself; nothing is lost then.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.sampling import share

WRAPS = True
_LINE = r"""^\{(?:.*,)?\s*"stream":\s*"std(?:out|err)"[,}]"""


def recognise(sample_lines: Sequence[str]) -> float:
    return share(_LINE, sample_lines)


def columns(lines: pl.Series) -> Frame:
    line = pl.when(pl.col("line").str.contains(_LINE)).then(pl.col("line"))
    return Frame({"line": lines}).select(
        stamp=line.str.json_path_match("$.time"),
        message=line.str.json_path_match("$.log").str.strip_chars_end("\r\n"),
    )
