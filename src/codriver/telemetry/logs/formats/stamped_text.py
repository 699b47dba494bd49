"""Plain text with a time at the start: log4j, logback, Python's logging, PostgreSQL, zap's console, and most others.

What it looks for: a date and a clock at the start of the line, perhaps in brackets; a level word within the next
few words, or one letter for it where most lines have one. Thread, process and logger between them are left out of the
message where they can be told. When it is wrong: a level word that belongs to the message (`user level INFO`); data
files that begin with dates.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.callsites import without_site
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
_YEAR_LAST = r"\d\d?[/.-]\d\d?[/.-]\d{4},? \d\d?:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?[AaPp][Mm]\b)?"
_EPOCH = r"\d{10}(?:\.\d{1,6})?\b|\d{13}\b"
_STAMP = (
    rf"^\W{{0,2}}\"?(?P<stamp>{_ISO}|{_DATE}|{_YEAR_LAST}|{_SHORT}|{_EPOCH})\"?[\])]?"
    r"(?: (?:[A-Z]{2,3}T|MSK)\b)?[\s:|,-]*"  # a named zone
)
_WORD = (
    "FATAL|PANIC|CRITICAL|CRIT|ALERT|EMERG|SEVERE|ERROR|ERR|WARNING|WARN|NOTICE|INFO|INFORMATION|LOG|STATEMENT|"
    "DETAIL|HINT|DEBUG|DBG|TRACE|FINE"
)
_SET_APART = r"[\[(]?[\w.:/$@#<>=-]*[\])]?|\[[^\[\]]{0,120}\]|\{[^{}\"]{0,80}\}"
_LEVEL = (
    rf"^(?P<before>(?:(?:{_SET_APART})[\s|:-]+){{0,4}}?)(?P<open>[\[<(|])?(?:[\w-]+\.)?"
    rf"(?P<level>{_WORD}|{_WORD.lower()}|{_WORD.title()})"
    r"(?: *[\]>)|])?(?P<close>:\s|\s*\|\s*|\s+-\s+|\s+|,\s|:$|$)[\s:-]*(?P<message>.*)$"
)
_IN_A_SENTENCE = r"(?:^|\s)[a-z]+[,:]?\s+[a-z]+[,:]?\s+$"  # two plain words before it: it is one of them
_LETTER = r"^[\[(<]?(?P<letter>[DIWEFCV])[\])>]?\s+(?P<rest>[^\s=].*)$"
_MOST = 0.6  # of the lines without a level word begin with such a letter: it is no `I` of a sentence
_TRACE = r"(?:^|[\s\[({,-])(?P<trace>[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:[\s\])},-]|$)"


def recognise(sample_lines: Sequence[str]) -> float:
    return 0.9 * share(_STAMP, sample_lines)


def columns(lines: pl.Series) -> Frame:
    fields = Frame({"line": lines}).select(
        stamp=pl.col("line").str.extract(_STAMP),
        rest=pl.when(pl.col("line").str.contains(_STAMP)).then(pl.col("line").str.replace(_STAMP, "")),
    )
    levelled = fields["rest"].str.extract_groups(_LEVEL).struct.unnest()
    told = pl.concat([fields, levelled], how="horizontal").with_columns(sure=~_is_a_word())
    chosen = (pl.when("sure").then(name).alias(name) for name in ("before", "level", "message"))
    return _with_letters(told.with_columns(chosen)).select(
        "stamp",
        "level",
        trace=pl.col("before").str.extract(_TRACE),
        message=without_site(pl.coalesce("message", "rest")),
    )


def _is_a_word() -> pl.Expr:
    """Whether what reads like a level is a word of the sentence: `http: panic serving`, `cannot pay: error 5`."""
    plain = pl.col("before").str.contains(r"(?:^|\s)[a-z]+[,:]?\s+$") & pl.col("level").str.contains(r"^[a-z]+$")
    alone = pl.col("open").is_null() & pl.col("close").str.contains(r"^\s+$")
    return (pl.col("before").str.contains(_IN_A_SENTENCE) | (plain & alone)).fill_null(value=False)


def _with_letters(told: Frame) -> Frame:
    """`2026-11-01 12:00:00 E STORAGE it`: a letter for the level, where most lines without a word have one."""
    open_ones = told.filter(pl.col("level").is_null() & pl.col("rest").is_not_null())["rest"]
    if not len(open_ones) or float(open_ones.str.contains(_LETTER).mean() or 0) < _MOST:  # type: ignore[arg-type]  # a mean of booleans
        return told
    parts = told["rest"].str.extract_groups(_LETTER).struct.unnest()
    both = pl.concat([told, parts.rename({"rest": "after"})], how="horizontal")
    lettered = pl.col("level").is_null() & pl.col("letter").is_not_null()
    return both.with_columns(
        level=pl.when(lettered).then("letter").otherwise("level"),
        message=pl.when(lettered).then("after").otherwise("message"),
    )
