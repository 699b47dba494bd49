"""Records of many blocks are counted per pattern and moment, in bounded memory, whatever order the blocks come in.

Two tables are kept: `heads` has a row per pattern, `moments` a row per pattern and stretch of time. Merging is minimum,
maximum and sum, so order cannot show. When there are too many moments the stretches grow; when there are too many
patterns those that come last in a fixed order (calm before serious, then by text) are folded into one.
"""

from dataclasses import dataclass, replace

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.levels import LEVELS

KEY = ("source", "service", "level", "template")
OTHER = "(other lines, folded)"
STRETCHES = (1, 5, 15, 60, 300, 3_600, 86_400)  # seconds
_PLACE = ("at", "name", "line")
_FIRST = ("raw", "text")
_STACK = ("stack", "end_line", "end_raw")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is kept: patterns while reading and at the end, moments of all patterns, rows between merges."""

    patterns: int = 5_000
    held: int = 40_000
    moments: int = 1_000_000
    loose: int = 400_000


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts so far. `folded` says how many patterns were given up, at least."""

    heads: tuple[Frame, ...] = ()
    moments: tuple[Frame, ...] = ()
    stretch: int = 1
    folded: bool = False


def add(tally: Tally, records: Frame, bounds: Bounds) -> Tally:
    """The tally with these records counted. Columns asked for: KEY, `at` (or null), name, line, raw, text, stack,
    end_line, end_raw.
    """
    if records.is_empty():
        return tally
    moments = _moments(records.filter(pl.col("at").is_not_null()), tally.stretch)
    grown = replace(tally, heads=(*tally.heads, _heads(records, moments)), moments=(*tally.moments, moments))
    loose = sum(frame.height for frame in (*grown.heads, *grown.moments))
    return merged(grown, bounds) if loose > bounds.loose else grown


def merged(tally: Tally, bounds: Bounds) -> Tally:
    """The same counts in one frame each, within the bounds."""
    if not tally.heads:
        return tally
    heads, moments = _merged_heads(pl.concat(tally.heads)), _merged_moments(pl.concat(tally.moments))
    folded = tally.folded or heads.height > bounds.held
    if heads.height > bounds.held:
        heads, moments = _cut(heads, moments, _fixed_order(heads).head(bounds.held))
    stretch, moments = _within(moments, tally.stretch, bounds.moments)
    return Tally((heads,), (moments,), stretch, folded)


def final(tally: Tally, bounds: Bounds) -> Tally:
    """Merged, and no more patterns than `bounds.patterns`: the most serious and most frequent stay."""
    whole = merged(tally, bounds)
    if not whole.heads or whole.heads[0].height <= bounds.patterns:
        return whole
    order = whole.heads[0].sort(_rank(), pl.col("total"), *KEY, descending=[False, True, *[False] * len(KEY)])
    heads, moments = _cut(whole.heads[0], whole.moments[0], order.head(bounds.patterns - 1))
    return Tally((heads,), (moments,), whole.stretch, folded=True)


def _moments(placed: Frame, stretch: int) -> Frame:
    bucket = (pl.col("at") / stretch).floor().cast(pl.Int64) * stretch
    return placed.group_by(*KEY, bucket.alias("bucket")).agg(
        count=pl.len().cast(pl.Int64), first=pl.col("at").min(), last=pl.col("at").max()
    )


def _heads(records: Frame, moments: Frame) -> Frame:
    """Per pattern: how often, where first, where with a stack first, and the first record of its densest stretch."""
    by_place = records.sort(*_PLACE, nulls_last=True)
    heads = by_place.group_by(*KEY, maintain_order=True).agg(
        pl.len().cast(pl.Int64).alias("total"),
        pl.col("at").max().alias("last_at"),
        *(pl.col(name).first() for name in (*_PLACE, *_FIRST)),
        *(pl.col(name).filter(pl.col("stack").is_not_null()).first() for name in _STACK),
    )
    return heads.join(_examples(by_place, moments), on=KEY, how="left", maintain_order="left")


def _examples(by_place: Frame, moments: Frame) -> Frame:
    densest = moments.sort("count", "bucket", descending=[True, False]).unique(KEY, keep="first", maintain_order=True)
    joined = by_place.join(densest.select(*KEY, "bucket", "first", "last", peak="count"), on=KEY)
    within = joined.filter(pl.col("at").is_between(pl.col("first"), pl.col("last")))
    return within.group_by(*KEY, maintain_order=True).agg(
        pl.col("peak").first(), *(pl.col(name).first().alias(f"{name}_ex") for name in (*_PLACE, *_FIRST))
    )


def _merged_heads(heads: Frame) -> Frame:
    by_place = heads.sort(*_PLACE, nulls_last=True)
    firsts = by_place.group_by(*KEY, maintain_order=True).agg(
        pl.col("total").sum(),
        pl.col("last_at").max(),
        *(pl.col(name).first() for name in (*_PLACE, *_FIRST)),
        *(pl.col(name).filter(pl.col("stack").is_not_null()).first() for name in _STACK),
    )
    example = ("peak", *(f"{name}_ex" for name in (*_PLACE, *_FIRST)))
    densest = heads.sort("peak", *(f"{name}_ex" for name in _PLACE), descending=[True, False, False, False], nulls_last=True)
    examples = densest.group_by(*KEY, maintain_order=True).agg(pl.col(name).first() for name in example)
    return firsts.join(examples, on=KEY, how="left", maintain_order="left")


def _merged_moments(moments: Frame) -> Frame:
    return moments.group_by(*KEY, "bucket").agg(pl.col("count").sum(), pl.col("first").min(), pl.col("last").max())


def _within(moments: Frame, stretch: int, most: int) -> tuple[int, Frame]:
    """The shortest stretch at which the moments are few enough; all data at that stretch, whatever came first."""
    longer = (candidate for candidate in STRETCHES if candidate > stretch)
    while moments.height > most and (stretch := next(longer, 0)):
        bucket = pl.col("bucket") // stretch * stretch
        moments = _merged_moments(moments.with_columns(bucket.alias("bucket")))
    return stretch, moments


def _rank() -> pl.Expr:
    return pl.col("level").replace_strict({level: rank for rank, level in enumerate(LEVELS)}, default=len(LEVELS))


def _fixed_order(heads: Frame) -> Frame:
    return heads.filter(pl.col("template") != OTHER).sort(_rank(), *KEY)


def _cut(heads: Frame, moments: Frame, kept: Frame) -> tuple[Frame, Frame]:
    """Every pattern that is not kept becomes part of OTHER, without service and level of its own."""
    keys = kept.select(KEY)
    renamed = [pl.lit("").alias("service"), pl.lit("").alias("level"), pl.lit(OTHER).alias("template")]
    rest_heads = heads.join(keys, on=KEY, how="anti").with_columns(renamed).select(heads.columns)
    rest_moments = moments.join(keys, on=KEY, how="anti").with_columns(renamed).select(moments.columns)
    stay = moments.join(keys, on=KEY, how="semi")
    return pl.concat([kept, _merged_heads(rest_heads)]), pl.concat([stay, _merged_moments(rest_moments)])
