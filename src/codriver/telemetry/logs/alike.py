"""Lines that read the same with every digit a 0 are read once: what holds for one of them holds for all.

Logs repeat themselves: a block of many thousand lines has a few hundred such keys. The first line of each is read by
the formats; where its fields stand in it, theirs stand in the others. A line whose digits decide (a status, a syslog
priority), or whose field is not found in it word for word, is read by itself.
"""

from collections.abc import Callable, Sequence

from codriver.telemetry.columns import Frame, lines_in, pl
from codriver.telemetry.logs.loose import ALIKE, TELLING

WORTH_IT = 2  # lines a key, at least: else each is read by itself
ALONE = "alone"  # the reader's own word for it: this line stands for no other
Read = Callable[[pl.Series], Frame]


def keys(texts: pl.Series) -> pl.Series | None:
    """Every digit a 0; None for texts of more than one line, which come apart on the way."""
    whole = texts.str.join("\n").item() if len(texts) else ""
    found = lines_in(whole.encode().translate(ALIKE) + b"\n")
    return found if len(found) == len(texts) else None


def each_once(lines: pl.Series, read: Read, columns: Sequence[str]) -> Frame:
    """As `read(lines)`, which has a row a line with these text columns, and fast where lines repeat themselves."""
    alike = keys(lines) if lines.null_count() == 0 else None
    if alike is None:
        return read(lines).select(columns)
    table = Frame({"line": lines, "key": alike}).with_row_index("row")
    first = table.group_by("key", maintain_order=True).agg(pl.col("line").first()).with_row_index("kind")
    if first.height * WORTH_IT > len(lines):
        return read(lines).select(columns)
    known = _placed(first, read(first["line"]).select(*columns, ALONE), columns)
    kinds = table.join(first.select("key", "kind"), on="key", how="left", maintain_order="left")
    told = known[kinds["kind"]]
    whole = pl.concat([kinds.select("row", "line"), told], how="horizontal")
    done = _cut(whole, columns)
    apart = whole.filter(~pl.col("sure"))
    if apart.is_empty():
        return done.select(columns)
    alone = pl.concat([apart.select("row"), read(apart["line"]).select(columns)], how="horizontal")
    return pl.concat([done.filter(whole["sure"]), alone]).sort("row").select(columns)


def _placed(first: Frame, found: Frame, columns: Sequence[str]) -> Frame:
    """Per key: each column's value where no digit stands in it, else its place; `sure` where that holds for all."""
    line = pl.col("line")
    both = pl.concat([first, found], how="horizontal")
    with_digits = [pl.col(name).str.contains(r"[0-9]").fill_null(value=False) for name in columns]
    once = [line.str.count_matches(pl.col(name), literal=True) == 1 for name in columns]
    plain = line.str.len_bytes() == line.str.len_chars()
    sure = ~pl.col("key").str.contains(TELLING) & ~pl.col(ALONE)
    for digits, single in zip(with_digits, once, strict=True):
        sure &= ~digits | (plain & single)
    places = [
        part
        for name, digits in zip(columns, with_digits, strict=True)
        for part in (
            pl.when(digits).then(line.str.find(pl.col(name), literal=True)).alias(f"{name}_at"),
            pl.col(name).str.len_chars().alias(f"{name}_long"),
        )
    ]
    return both.select(*columns, *places, sure=sure.fill_null(value=False))


def _cut(whole: Frame, columns: Sequence[str]) -> Frame:
    """The values of lines whose key tells where they stand."""
    return whole.select("row", *(_value(name, moves=_moves(whole, name)) for name in columns))


def _moves(whole: Frame, name: str) -> bool:
    return whole[f"{name}_at"].null_count() < whole.height


def _value(name: str, *, moves: bool) -> pl.Expr:
    if not moves:
        return pl.col(name)
    there = pl.col("line").str.slice(pl.col(f"{name}_at"), pl.col(f"{name}_long"))
    return pl.when(pl.col(f"{name}_at").is_not_null()).then(there).otherwise(pl.col(name)).alias(name)
