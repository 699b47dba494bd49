"""A line of another format behind a few words that some collector put before it: `till.log.1 2026-11-01 12:00:00 ...`.

What it looks for: up to six words before the time, each of them spelt as no word of a sentence is (digits, dots,
dashes, brackets, capitals). The rest is read further in its own format. When it is wrong: short messages of numbers
that quote a time; they lose what stands before it.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.sampling import share_in_linear_time as share

WRAPS = True
_LONGEST = 160  # characters of a line in which the time is looked for
_HEAD = r"^(?:(?:[A-Z_]{2,}|[^\s\"{]*[\d\[\]|/_.#-][^\s\"]*) +){1,6}?"
_DATE = (
    r"(?:\d{4}[-/.]\d\d[-/.]\d\d[T _-]\d\d[:.]\d\d[:.]\d\d|\d\d?/\d\d?/\d{4},? \d\d?:\d\d:\d\d"
    r"|[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d )"
)
_DATED = rf"{_HEAD}(?P<message>{_DATE}.*)$"
_COUNTED = rf"{_HEAD}(?P<message>1\d{{9}} .*)$"
_OWN = rf"^\W{{0,2}}{_DATE}"  # the line's own time stands first: nothing was put before it


def recognise(sample_lines: Sequence[str]) -> float:
    starts = [line[:_LONGEST] for line in sample_lines]
    own = share(_OWN, starts)
    if own > 0.5:  # noqa: PLR2004 - most lines begin with their time
        return 0.0
    return max(0.0, 0.96 * max(share(_DATED, starts), 0.5 * share(_COUNTED, starts)) - own)


def columns(lines: pl.Series) -> Frame:
    line = pl.when(~pl.col("line").str.contains(_OWN)).then(pl.col("line"))
    dated, counted = (line.str.extract(pattern) for pattern in (_DATED, _COUNTED))
    return Frame({"line": lines}).select(message=pl.coalesce(dated, counted))
