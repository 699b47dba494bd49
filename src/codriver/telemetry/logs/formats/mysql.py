"""MySQL, MariaDB and Percona: `2026-11-01T12:00:00.123Z 12 [ERROR] [MY-012574] [InnoDB] Unable to lock`, and slow logs.

What it looks for: a time, the connection's number, a bracketed level; its own code and part of the server are left out.
A slow query is one record, `# Time:` to the statement; its message is the statement. When it is wrong: other programs
whose lines begin with a time, a number and a bracketed level; they are read the same way.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.sampling import share

_STAMP = (
    r"(?P<stamp>\d{4}-\d\d-\d\d[T ] ?\d\d?:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)?"
    r"|\d{6} +\d\d?:\d\d:\d\d)"
)
_LINE = (
    rf"^{_STAMP} +(?:\d+ +)?\[(?P<level>System|ERROR|Error|Warning|WARNING|Note|NOTE|INFO)\] "
    r"(?:\[MY-\d+\] )?(?:\[\w+\] )?(?P<message>.*)$"
)
_SLOW = r"^# Time: (?P<stamp>\d{4}-\S+|\d{6} +\d\d?:\d\d:\d\d)"
_WITHIN = r"^(?:# (?:User@Host|Query_time|Thread_id|Bytes_sent|Schema|Full_scan|Filesort)\b|SET timestamp=|use \w+;)"
_LEVELS = {"system": "info", "note": "info"}
_STATEMENT = 8  # lines after `# Time:` within which the statement begins


def recognise(sample_lines: Sequence[str]) -> float:
    slow = share(_SLOW, sample_lines)
    return share(_LINE, sample_lines) + (max(slow, 0.9 * share(f"{_SLOW}|{_WITHIN}", sample_lines)) if slow else 0)


def looks_around(lines: pl.Series) -> bool:
    """A slow query is all lines to the next one."""
    return bool(lines.str.contains(_SLOW).any())


def columns(lines: pl.Series) -> Frame:
    read = lines.str.extract_groups(_LINE).struct.unnest()
    spelt = pl.col("level").str.to_lowercase()
    fields = read.with_columns(level=spelt.replace(_LEVELS))
    fields = fields.with_columns(pl.col("stamp").str.replace(r"^(\d{4}-\d\d-\d\d)  ", "${1} 0"))
    return _with_slow(fields, lines) if lines.str.contains(_SLOW).any() else fields


def _with_slow(fields: Frame, lines: pl.Series) -> Frame:
    """From `# Time:` to the next one is one record."""
    line = pl.col("line")
    told = Frame({"line": lines}).with_columns(begins=line.str.contains(_SLOW).fill_null(value=False))
    words = ~line.str.contains(_WITHIN) & ~pl.col("begins") & line.str.contains(r"\S")
    record = pl.col("begins").cum_sum()
    statement = pl.when(words).then(line).drop_nulls().first().over(record)
    slow = told.select(
        stamp=line.str.extract(_SLOW),
        message=pl.when("begins").then(pl.lit("slow query: ") + statement.fill_null("")),
        continues=(record > 0) & ~pl.col("begins"),
    )
    both = pl.concat([fields, slow.rename(lambda name: f"{name}_slow")], how="horizontal")
    found = pl.coalesce("message", "message_slow")
    return both.select(
        pl.coalesce("stamp", "stamp_slow"),
        level=pl.when(pl.col("message_slow").is_not_null()).then(pl.lit("warn")).otherwise("level"),
        message=found,
        continues=pl.col("continues_slow") & found.is_null(),
    )
