"""Plain text with a time at the start: log4j, logback, Python's logging, PostgreSQL, zap's console, and most others.

What it looks for: a date and a clock at the start of the line, perhaps in brackets; a level word within the next
few words. Thread, process and logger between them are left out of the message where they can be told.
When it is wrong: a level word that belongs to the message (`user level INFO`); data files that begin with dates.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.sampling import share

_ISO = (
    r"\d{4}[-/.]?\d\d[-/.]?\d\d[T _-]\d\d[:.]\d\d[:.]\d\d(?:[.,:]\d{1,9})?"
    r"(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)\b|[+-]\d\d\b)?"
)
_DAY = r"(?:[A-Z][a-z]{2} [ \d]\d|\d\d? [A-Z][a-z]{2} \d{4})"
_DATE = rf"(?:[A-Z][a-z]{{2}},? )?{_DAY} \d\d:\d\d:\d\d(?:[.,]\d+)?(?: [+-]\d{{4}})?(?: \d{{4}})?"
_SHORT = (  # a year of two digits, or none
    r"\d\d[/.-]\d\d[/.-]\d\d +\d\d:\d\d:\d\d(?:[.,]\d{1,9})?|\d{6} +\d\d?:\d\d:\d\d|\d{6} \d{6}\b"
    r"|\d\d[./-]\d\d \d\d:\d\d:\d\d(?:[.,]\d{1,9})?"
)
_EPOCH = r"\d{10}(?:\.\d{1,6})?\b|\d{13}\b"
_STAMP = (
    rf"^\W{{0,2}}\"?(?P<stamp>{_ISO}|{_DATE}|{_SHORT}|{_EPOCH})\"?[\])]?"
    r"(?: (?:[A-Z]{2,3}T|MSK)\b)?[\s:|,-]*"  # a named zone
)
_WORD = (
    "FATAL|PANIC|CRITICAL|CRIT|ALERT|EMERG|SEVERE|ERROR|ERR|WARNING|WARN|NOTICE|INFO|INFORMATION|LOG|STATEMENT|"
    "DETAIL|HINT|DEBUG|DBG|TRACE|FINE"
)
_LEVEL = (
    rf"^(?P<before>(?:[\[(]?[\w.:/$@#<>=-]*[\])]?[\s|:-]+){{0,4}}?)[\[<(|]?(?:[\w-]+\.)?(?P<level>{_WORD}|{_WORD.lower()}|{_WORD.title()})"
    r"(?: *[\]>)|])?(?::\s|\s*\|\s*|\s+-\s+|\s+|,\s|:$|$)[\s:-]*(?P<message>.*)$"
)

_THREAD = (
    r"^(?:\d+ +--- +)?(?:\[(?:[^\[\]\"']|\[[^\[\]]*\]){1,200}\] +(?:- +)?)?"
    r"(?:(?:[\w$]+\.)+[\w$]+(?: \*\d\d)? *(?: - |: )"
    r"|(?:[\w$-]+/)*[\w$-]+\.(?:go|java|kt|py|rb|cs|cc|cpp|c|rs|js|ts):\d+(?: - |:?\s))?"
)


def recognise(sample_lines: Sequence[str]) -> float:
    return 0.9 * share(_STAMP, sample_lines)


def columns(lines: pl.Series) -> Frame:
    fields = Frame({"line": lines}).select(
        stamp=pl.col("line").str.extract(_STAMP),
        rest=pl.when(pl.col("line").str.contains(_STAMP)).then(pl.col("line").str.replace(_STAMP, "")),
    )
    levelled = fields["rest"].str.extract_groups(_LEVEL).struct.unnest()
    return pl.concat([fields, levelled], how="horizontal").select(
        "stamp", "level", message=_without_thread(pl.coalesce("message", "rest"))
    )


def _without_thread(message: pl.Expr) -> pl.Expr:
    """Without `[thread-1]`, `1 --- [main]`, `logger.name :` in front of what is said."""
    return message.str.replace(_THREAD, "")
