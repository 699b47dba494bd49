"""Of many records of one line, those that are kept of each pattern; only these are read word for word.

Records are told apart by numbers here, `pattern` and `row`, and get their words in the end: what `tally.add` and
`samples.sampled` do with words, for whole blocks.
"""

from dataclasses import dataclass

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs import samples, tally
from codriver.telemetry.logs.samples import EACH, Samples
from codriver.telemetry.logs.tally import KEY, Bounds, Tally

MOST_CUTS = 20_000
NO_CUTS = Frame(schema={"pattern": pl.UInt32, "stretch": pl.Int64, "drawn": pl.Int64})
_WORDS = ("at", "name", "line", "raw", "text")


@dataclass(frozen=True, slots=True)
class Picked:
    """Per pattern: how many, and which rows are its first, its last and one of its densest stretch; its moments."""

    heads: Frame
    moments: Frame

    @property
    def rows(self) -> pl.Series:
        return pl.concat([self.heads[name] for name in ("first_row", "last_row", "example_row")]).drop_nulls().unique()


def picked(lines: Frame, stretch: int) -> Picked:
    """What is kept of `lines`, which have `pattern`, `row`, `at` and `line`."""
    ordered = lines.select("pattern", "row", "at", "line").sort("at", "line", nulls_last=True)
    placed = pl.col("row").filter(pl.col("at").is_not_null())
    heads = ordered.group_by("pattern", maintain_order=True).agg(
        total=pl.len().cast(pl.Int64), first_row=pl.col("row").first(), last_row=placed.last()
    )
    bucket = (pl.col("at") / stretch).floor().cast(pl.Int64) * stretch
    timed = ordered.filter(pl.col("at").is_not_null()).with_columns(bucket=bucket)
    moments = timed.group_by("pattern", "bucket", maintain_order=True).agg(
        count=pl.len().cast(pl.Int64), first=pl.col("at").first(), last=pl.col("at").last(), row=pl.col("row").first()
    )
    densest = moments.sort("count", "bucket", descending=[True, False]).unique(
        "pattern", keep="first", maintain_order=True
    )
    examples = densest.select("pattern", peak="count", example_row="row")
    return Picked(heads.join(examples, on="pattern", how="left", maintain_order="left"), moments.drop("row"))


def told(tally_: Tally, kept: Picked, names: Frame, words: Frame, bounds: Bounds) -> Tally:
    """The tally with what was kept; `names` are the KEY of each pattern, `words` the record of each row."""
    heads = kept.heads.join(names, on="pattern", how="left", maintain_order="left")
    for prefix, columns, suffix in (("first", _WORDS, ""), ("last", _WORDS[:4], "_last"), ("example", _WORDS, "_ex")):
        own = words.select(
            pl.col("row").alias(f"{prefix}_row"), *(pl.col(one).alias(f"{one}{suffix}") for one in columns)
        )
        heads = heads.join(own.rename({"at_last": "last_at"}, strict=False), on=f"{prefix}_row", how="left")
    nothing = [pl.lit(None, pl.String).alias(name) for name in ("stack", "end_name", "end_raw")]
    heads = heads.with_columns(*nothing, end_line=pl.lit(None, pl.Int64))
    moments = kept.moments.join(names, on="pattern", how="left")
    return tally.grown(tally_, heads.select(tally.HEAD), moments.select(tally.MOMENT), bounds)


def drawn(lines: Frame, cuts: Frame) -> tuple[Frame, Frame]:
    """The rows for the sample with `stretch` and `drawn`, and the numbers that later rows must be below."""
    numbered = lines.select("pattern", "row", samples.stretch_of("at"), samples.drawn_of("line"))
    if cuts.height:
        highest = cuts.group_by("pattern", "stretch").agg(cut=pl.col("drawn").max(), many=pl.len())
        numbered = numbered.join(
            highest, on=("pattern", "stretch"), how="left", nulls_equal=True, maintain_order="left"
        )
        low = pl.col("many").is_null() | (pl.col("many") < EACH) | (pl.col("drawn") < pl.col("cut"))
        numbered = numbered.filter(low).drop("cut", "many")
    few = numbered.sort("drawn", "row").group_by("pattern", "stretch", maintain_order=True).head(EACH)
    grown = pl.concat([cuts, few.select("pattern", "stretch", "drawn")]).sort("drawn")
    kept = grown.group_by("pattern", "stretch", maintain_order=True).head(EACH).select(grown.columns)
    return few.select("row", "pattern", "stretch", "drawn"), kept if kept.height <= MOST_CUTS else kept.clear()


def sampled(held: Samples, rows: Frame, names: Frame, words: Frame) -> Samples:
    """The samples with the drawn rows put to them."""
    told_ = rows.join(names, on="pattern", how="left").join(words.drop("raw"), on="row", how="left")
    return samples.grown(held, told_)


def renamed(lines: Frame, names: Frame) -> tuple[Frame, Frame]:
    """The same lines by their service alone, and the KEY of each service."""
    services = names.select("source", "service", level=pl.lit(""), template=pl.lit("")).unique(maintain_order=True)
    numbered = services.with_row_index("number")
    which = names.join(numbered.select("service", "number"), on="service", how="left", maintain_order="left")
    known = which.select("pattern", "number")
    own = lines.join(known, on="pattern", how="left", maintain_order="left").with_columns(pattern=pl.col("number"))
    return own, numbered.rename({"number": "pattern"}).select("pattern", *KEY)
