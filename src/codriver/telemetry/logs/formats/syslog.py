"""Syslog: RFC 3164 (`Nov  1 12:00:00 host app[1]: it`) and RFC 5424 (`<34>1 2026-11-01T12:00:00Z host app 1 - - it`).

What it looks for: those two starts, with or without `<priority>`, and the ISO time that rsyslog and journalctl write.
The program's name is the service. A level word is no host (`2026-11-01T12:00:00Z ERROR app: it`): it is the level, and
a dotted name after it a logger; nor is it a program (`- error: it`). RFC 3164 has no year: `clocks.py` finds one.
When it is wrong: programs that put their host where the program's name should stand.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.sampling import share

WRAPS = True
_ISO = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)"
_WORDS = "FATAL|PANIC|CRITICAL|CRIT|EMERG|SEVERE|ERROR|ERR|WARNING|WARN|NOTICE|INFO|DEBUG|TRACE"
_SPELT = f"(?:{_WORDS}|{_WORDS.lower()}|{_WORDS.title()})"
_LEVEL = rf"^({_SPELT}):?$"
_OLD = (
    rf"^(?:<(?P<priority>\d{{1,3}})>)?(?P<stamp>[A-Z][a-z]{{2}} {{1,2}}\d{{1,2}} \d\d:\d\d:\d\d(?:\.\d+)?|{_ISO}) "
    rf"(?P<host>[\w.:#@/-]*[\w#@/-]|{_SPELT}:) "
    r"(?:/\S+/)?(?P<service>[A-Za-z][\w./-]*(?:::\w+)*)(?:\([\w.-]+\))?(?:\[\d+\])?"
    r"(?: \([\w.-]+\))?: ?(?P<message>.*)$"
)
_NEW = (
    rf"^<(?P<priority>\d{{1,3}})>1 (?P<stamp>{_ISO}|-) (?P<host>\S+) (?P<service>\S+) \S+ \S+ "
    r"(?:-|(?:\[(?:[^\]\"]|\"(?:[^\"\\]|\\.)*\")*\])+)(?: \x{feff}?(?P<message>.*))?$"
)


def recognise(sample_lines: Sequence[str]) -> float:
    return 0.98 * (share(_OLD, sample_lines) + share(_NEW.replace(r"\x{feff}", "\ufeff"), sample_lines))


def columns(lines: pl.Series) -> Frame:
    old, new = (lines.str.extract_groups(pattern).struct.unnest() for pattern in (_OLD, _NEW))
    either = pl.concat([old, new.rename(lambda name: f"{name}_2")], how="horizontal")
    fields = either.select(pl.coalesce(name, f"{name}_2").alias(name) for name in old.columns)
    severity = (pl.col("priority").cast(pl.Int32, strict=False) % 8).cast(pl.String)
    plain = pl.col("priority").is_null()
    level = pl.when(plain).then(pl.col("host").str.extract(_LEVEL))
    after = pl.when(plain).then(pl.col("service").str.extract(_LEVEL))
    logger = after.is_not_null() | (level.is_not_null() & pl.col("service").str.contains(r"[.:]"))
    return fields.select(
        "stamp",
        "message",
        host=pl.when(level.is_null() & (pl.col("host") != "-")).then("host"),
        level=pl.coalesce(severity, level, after),
        service=pl.when((pl.col("service") != "-") & ~logger).then("service"),
    )
