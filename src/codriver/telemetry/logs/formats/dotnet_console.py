"""ASP.NET Core's console: `fail: Shop.Cart.CartController[0]` and, indented below it, what is said.

What it looks for: `trce`, `dbug`, `info`, `warn`, `fail` or `crit`, a category with an event number. The message is the
next line, the trace stands below. When it is wrong: with a single-line formatter the text follows on the same line.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.sampling import share

_HEAD = (
    r"^(?:(?P<stamp>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*) )?(?P<level>trce|dbug|info|warn|fail|crit): "
    r"(?P<category>[A-Za-z_][\w.+`]*)\[\d+\](?P<said> .*)?$"
)
_BELOW = r"^ {6}(?P<said>\S.*)$"
_LEVELS = {"trce": "trace", "dbug": "debug", "fail": "error", "crit": "fatal"}


def recognise(sample_lines: Sequence[str]) -> float:
    heads = share(_HEAD, sample_lines)
    return heads + share(_BELOW, sample_lines) if heads else 0.0


def looks_around(lines: pl.Series) -> bool:
    """What is said stands on the next line."""
    return bool(lines.str.contains(_HEAD).any())


def columns(lines: pl.Series) -> Frame:
    fields = lines.str.extract_groups(_HEAD).struct.unnest()
    said = pl.coalesce(pl.col("said").str.strip_chars(), pl.lit(lines.str.extract(_BELOW)).shift(-1), "category")
    return fields.select(
        "stamp",
        level=pl.col("level").replace(_LEVELS),
        message=pl.when(pl.col("level").is_not_null()).then(said),
    )
