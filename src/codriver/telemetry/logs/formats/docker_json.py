r"""Docker's json-file driver: `{"log":"the line\n","stream":"stderr","time":"2026-11-01T12:00:00.1Z"}`.

What it looks for: an object with `log`, `stream` and `time`. The line inside is read further in its own format; one
that was cut at 16 KiB (no line end) is put together again. When it is wrong: an application that logs objects with
exactly these three keys itself; then lines without a line end of their own are joined.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.parts import whole
from codriver.telemetry.logs.sampling import share_in_linear_time as share

WRAPS = True
_LINE = r"""^\{(?:.*,)?\s*"stream":\s*"(?P<stream>std(?:out|err))"[,}]"""
_CUT = 8_192  # bytes: a shorter line without an end is the last of its stream, not a part


def recognise(sample_lines: Sequence[str]) -> float:
    return share(_LINE, sample_lines)


def looks_around(lines: pl.Series) -> bool:
    """Where a line was cut, its rest stands below."""
    return not lines.str.contains('\\n"', literal=True).all()


def columns(lines: pl.Series) -> Frame:
    stream = pl.col("line").str.extract(_LINE)
    line = pl.when(stream.is_not_null()).then(pl.col("line"))
    fields = Frame({"line": lines}).select(
        stamp=line.str.json_path_match("$.time"),
        message=line.str.json_path_match("$.log"),
        stream=stream,
    )
    ends = pl.col("message").str.ends_with("\n")
    goes_on = ~ends & (ends.any() | (pl.col("message").str.len_bytes() >= _CUT))
    return whole(fields.with_columns(goes_on=goes_on.fill_null(value=False))).with_columns(
        pl.col("message").str.strip_chars_end("\r\n")
    )
