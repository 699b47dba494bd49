"""java.util.logging, as Tomcat writes it too: a line with the time, class and method, then `SEVERE: it`.

What it looks for: `Nov 01, 2026 12:00:01 PM shop.Cart load` and, below it, a level with a colon; Tomcat's one-line form
`01-Nov-2026 12:00:01.123 SEVERE [main] shop.Cart.load it`. When it is wrong: other locales spell time and level in
their own language.
"""

from collections.abc import Sequence

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.sampling import share

_LEVEL = r"(?P<level>SEVERE|WARNING|INFO|CONFIG|FINE|FINER|FINEST)"
_HEAD = r"^(?P<stamp>[A-Z][a-z]{2} \d\d?, \d{4} \d\d?:\d\d:\d\d [AP]M) [\w.$]+(?: [\w$<>]+)?$"
_BELOW = rf"^{_LEVEL}: (?P<message>.*)$"
_ONE = (
    rf"^(?P<stamp>\d\d-[A-Z][a-z]{{2}}-\d{{4}} \d\d:\d\d:\d\d\.\d{{3}}) {_LEVEL} \[[^\]]*\] [\w.$<>]+ (?P<message>.*)$"
)


def recognise(sample_lines: Sequence[str]) -> float:
    heads = share(_HEAD, sample_lines)
    return (heads + share(_BELOW, sample_lines) if heads else 0.0) + share(_ONE, sample_lines)


def looks_around(lines: pl.Series) -> bool:
    """What is said stands on the next line."""
    return bool(lines.str.contains(_HEAD).any())


def columns(lines: pl.Series) -> Frame:
    heads, below, one = (lines.str.extract_groups(pattern).struct.unnest() for pattern in (_HEAD, _BELOW, _ONE))
    said = below.rename({"level": "level_2", "message": "message_2"})
    first = heads.rename({"stamp": "stamp_2"})
    both = pl.concat([one, said, first], how="horizontal")
    headed = pl.col("stamp_2").is_not_null()
    after = [pl.when(headed).then(pl.col(name).shift(-1)) for name in ("level_2", "message_2")]
    return both.select(
        stamp=pl.coalesce("stamp", "stamp_2"),
        level=pl.coalesce("level", after[0]),
        message=pl.coalesce("message", after[1]),
        continues=headed.shift(1, fill_value=False) & pl.col("level_2").is_not_null(),
    )
