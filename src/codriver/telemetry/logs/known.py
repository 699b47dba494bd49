"""The kinds of lines that one file has shown so far, each read once: what holds for one of a kind holds for all."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs import loose
from codriver.telemetry.logs.reading import SHAPE, Orders, shaped
from codriver.telemetry.logs.templates import reduced

MOST = 40_000  # kinds; then the file is met anew
WORTH_IT = 3  # lines a new kind, at least: else each line is read by itself
_COMPANY = 60  # known lines that are read beside new ones: formats look at the share of lines that fit
_ANCHOR = 24  # characters before a stamp by which it is found
PATTERN = ("service", "level", "template")
_NUMBERED = {"pattern": pl.UInt32} | dict.fromkeys(PATTERN, pl.String)


@dataclass(frozen=True, slots=True)
class Known:
    """`kinds` has a row a kind, `keys` the hash that it is known by and its place, `patterns` a row for what they say.

    Of a kind: whether it `opens` a record, what pattern it says, whether it is `simple` (one line, all fields told),
    where its stamp stands (`at`, or behind `anchor`), how it is spelt, what must stand in it for its service to hold.
    `service` is that of lines that name none; when `fixed`, of all. `marks` are looks of a line that its kind tells.
    """

    service: str = ""
    fixed: bool = False
    marks: Mapping[str, str] = field(default_factory=dict)
    orders: Orders = field(default_factory=Orders)
    keys: Frame = field(default_factory=lambda: Frame(schema={"key": pl.UInt64, "kind": pl.UInt32}))
    kinds: Frame = field(default_factory=Frame)
    patterns: Frame = field(default_factory=lambda: Frame(schema=_NUMBERED))


def met(known: Known, keys: pl.Series, lines: pl.Series) -> tuple[Known, pl.Series | None]:
    """What is known then, and the kind of each line by its key; no kinds where nearly every line is one of its own."""
    if known.keys.height > MOST:
        known = Known(known.service, known.fixed, known.marks, known.orders)
    asked = Frame({"key": keys})
    found = asked.join(known.keys, on="key", how="left", maintain_order="left")["kind"]
    if not found.null_count():
        return known, found
    fresh = Frame({"key": keys, "line": lines}).filter(found.is_null()).unique("key", keep="first", maintain_order=True)
    if fresh.height * WORTH_IT > len(keys):
        return known, None
    grown = _grown(known, fresh)
    return grown, asked.join(grown.keys, on="key", how="left", maintain_order="left")["kind"]


def _grown(known: Known, fresh: Frame) -> Known:
    first = known.keys.height
    numbered = fresh.select("key", kind=pl.int_range(first, first + fresh.height, dtype=pl.UInt32))
    company = known.kinds["line"].head(_COMPANY) if first else fresh["line"].clear()
    read = shaped(pl.concat([fresh["line"], company]), known.orders).head(fresh.height)
    told = _told(pl.concat([fresh.select("line"), read], how="horizontal"), known)
    patterns = _numbered(known.patterns, told)
    told = told.join(patterns, on=PATTERN, how="left", maintain_order="left").drop("service", "template")
    kinds = pl.concat([known.kinds, told]) if first else told
    return replace(known, keys=pl.concat([known.keys, numbered]), kinds=kinds, patterns=patterns)


def _numbered(patterns: Frame, told: Frame) -> Frame:
    fresh = (
        told.select(PATTERN).unique(maintain_order=True).join(patterns, on=PATTERN, how="anti", maintain_order="left")
    )
    number = pl.int_range(patterns.height, patterns.height + fresh.height, dtype=pl.UInt32).alias("pattern")
    return pl.concat([patterns, fresh.select(number, *PATTERN)])


def _told(read: Frame, known: Known) -> Frame:
    """What is kept of a kind; its text is its own, so that no block stays alive for one line of it."""
    line, stamp, service = pl.col("line"), pl.col("stamp"), pl.col("service").str.strip_chars()
    places = map(_place, read["line"], read["stamp"])
    read = read.with_columns(pl.Series("place", list(places), dtype=pl.Int64))
    at = pl.col("place")
    apart = line.str.slice(0, at).str.contains(r"[0-9]").fill_null(value=False)
    anchor = pl.when(apart).then(line.str.slice(0, at).str.slice(-_ANCHOR).str.extract(r"([^0-9]*)$"))
    found = line.str.find(anchor, literal=True).cast(pl.Int64) + anchor.str.len_bytes() == at
    named = pl.when(service != "").then(service).fill_null(known.service)
    short = line.str.len_bytes() <= loose.LONGEST
    lone = pl.col("stack").is_null() & pl.col(SHAPE).is_not_null() & short
    told = read.select(
        "line",
        level=pl.col("level").fill_null(""),
        service=pl.lit(known.service) if known.fixed else named,
        opens=pl.col("message").is_not_null(),
        template=_templates(read[SHAPE]).fill_null(""),
        simple=lone & (stamp.is_null() | at.is_not_null()) & (found | ~apart).fill_null(value=True),
        at=pl.when(~apart).then(at),
        long=stamp.str.len_chars().cast(pl.Int64),
        anchor=anchor,
        spelt=stamp.str.replace_all("[0-9]", "0"),
        must=pl.when(named.str.contains("[0-9]") & (named != known.service) & (not known.fixed)).then(named),
        **{name: line.str.contains(pattern) for name, pattern in known.marks.items()},
    )
    texts = [name for name, dtype in told.schema.items() if dtype == pl.String]
    return told.with_columns(pl.concat_str(pl.col(name), pl.lit("")).alias(name) for name in texts)


def _place(line: str, stamp: str | None) -> int | None:
    """At which character the stamp stands."""
    at = -1 if stamp is None else line.find(stamp)
    return None if at < 0 else at


def _templates(shapes: pl.Series) -> pl.Series:
    distinct = shapes.unique().drop_nulls()
    spelt = [reduced(shape) for shape in distinct]
    return shapes.replace_strict(distinct, spelt, return_dtype=pl.String, default=None)
