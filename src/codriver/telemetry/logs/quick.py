"""Lines of a block by their kinds: one of a kind is read, and only time and place are taken from each line itself.

What the other columns hold is read of the few lines that are kept as first, last, example or sample of their pattern.
"""

import re

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs import clocks, loose
from codriver.telemetry.logs.known import Known, met
from codriver.telemetry.logs.reading import fields

FEW = 1_000  # lines of a block: fewer are read one by one
_KIND = ("opens", "level", "simple", "pattern", "within", "framed", "thrown", "traced")
_MORE_DIGITS, _SPELLINGS = 12, 20
_RUNS = re.compile("0+|[^0]+")
_PLACE = ("at", "long", "anchor", "spelt", "must")


def kinds_of(lines: pl.Series, data: bytes | None, known: Known) -> tuple[Known, pl.Series | None]:
    """The kind of each line, if kinds are worth it; `data` are their bytes where the lines stand in it as they are."""
    if len(lines) < FEW or known.orders.look_around(lines):
        return known, None
    keys = loose.exact(lines, data)
    if keys is None:
        return known, None
    distinct = Frame({"key": keys, "hash": keys.hash()}).unique("hash", maintain_order=True)
    spelt, telling = loose.loosened(distinct["key"]).hash(), loose.telling(distinct["key"])
    loosened = distinct.select("hash", loose=spelt, tells=telling)
    each = Frame({"hash": keys.hash(), "line": lines}).join(loosened, on="hash", how="left", maintain_order="left")
    if telling.any():
        each = _with_told(each)
    return met(known, each["loose"], lines)


def _with_told(each: Frame) -> Frame:
    """Lines whose digits decide are of one kind only if these are the same."""
    told = loose.told(each.filter("tells")["line"])
    apart = each.filter("tells").select(pl.struct("loose", pl.lit(told).alias("told")).hash().alias("loose"))
    places = each.select(row=pl.int_range(pl.len())).filter(each["tells"])["row"]
    return each.with_columns(each["loose"].scatter(places, apart["loose"]))


def read(lines: pl.Series, kinds: pl.Series, known: Known, near: float | None) -> Frame:
    """A row per line: at, zoneless, yearless and what its kind tells; `simple` where that is all there is to tell."""
    table = known.kinds.select(*_KIND, *_PLACE)[kinds].with_columns(line=lines)
    table = _loosely(table.with_columns(stamp=_stamp(table, pl.col("long"))))
    held = pl.col("must").is_null() | pl.col("line").str.contains(pl.col("must"), literal=True)
    if table["must"].null_count() < len(lines):
        table = table.with_columns(fits=(pl.col("fits") & held).fill_null(value=False))
    clock = clocks.read_spelt(table["stamp"], table["spelt"], near)
    return _mended(pl.concat([table.select("line", "fits", *_KIND), clock], how="horizontal"), known, near)


def _loosely(table: Frame) -> Frame:
    """`fits`: the stamp is spelt as that of its kind, or has digits more or less: then it is cut anew."""
    seen = loose.exact(table["stamp"].fill_null(""))
    if seen is None:
        return table.with_columns(fits=pl.lit(value=False))
    table = table.with_columns(
        fits=(pl.col("spelt").is_null() | (pl.col("spelt") == pl.lit(seen))).fill_null(value=False)
    )
    odd = table.filter(~pl.col("fits"))
    if odd.is_empty():
        return table
    wide = odd.with_columns(stamp=_stamp(odd, pl.col("long") + _MORE_DIGITS))
    for spelt in wide["spelt"].unique()[:_SPELLINGS]:
        own = pl.col("stamp").str.extract(_pattern(spelt))
        wide = wide.with_columns(stamp=pl.when(pl.col("spelt") == spelt).then(own).otherwise("stamp"))
    again = loose.exact(wide["stamp"].fill_null(""))
    if again is None:
        return table
    known = pl.col("stamp").is_not_null() & pl.col("spelt").is_in(wide["spelt"].unique()[:_SPELLINGS].implode())
    wide = wide.with_columns(fits=known, spelt=pl.when(known).then(pl.lit(again)).otherwise("spelt"))
    places = table.select(row=pl.int_range(pl.len())).filter(~table["fits"])["row"]
    return table.with_columns(table[name].scatter(places, wide[name]) for name in ("stamp", "spelt", "fits"))


def _pattern(spelt: str) -> str:
    """The same stamp with fewer or more digits in its numbers."""
    return (
        "^("
        + "".join("[0-9]{1,19}" if part.startswith("0") else re.escape(part) for part in _RUNS.findall(spelt))
        + ")"
    )


def _stamp(table: Frame, long: pl.Expr) -> pl.Expr:
    """Where the kind says that it stands: so many characters from the start, or, in plain lines, behind these words."""
    line, at = pl.col("line"), pl.col("at")
    anchors = table["anchor"].drop_nulls()
    if len(anchors):
        anchor = pl.lit(anchors[0]) if anchors.n_unique() == 1 else pl.col("anchor")
        behind = line.str.find(anchor, literal=True).cast(pl.Int64) + anchor.str.len_bytes()
        at = pl.coalesce(at, pl.when(line.str.len_bytes() == line.str.len_chars()).then(behind))
    return pl.when(at.is_not_null()).then(line.str.slice(at, long))


def _mended(table: Frame, known: Known, near: float | None) -> Frame:
    """Lines that do not fit their kind to the letter are read by themselves."""
    odd = table["fits"].not_()
    if not odd.any():
        return table.drop("fits", "line")
    apart = fields(table["line"].filter(odd), near, known.orders)
    told = apart.select(
        "at", "zoneless", "yearless", "level", opens=pl.col("message").is_not_null(), simple=pl.lit(value=False)
    )
    places = table.select(row=pl.int_range(pl.len())).filter(odd)["row"]
    mended = [table[name].scatter(places, told[name]) for name in told.columns]
    return table.with_columns(mended).drop("fits", "line")
