"""Records of many blocks are counted per pattern and moment, in bounded memory, whatever order the blocks come in.

Two tables are kept: `heads` has a row per pattern, `moments` a row per pattern and stretch of time. Merging is minimum,
maximum and sum, so order cannot show. When there are too many moments the stretches grow; when there are too many
patterns those that come last in a fixed order (calm before serious, then by text) are folded into one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.levels import LEVELS

KEY = ("source", "service", "level", "template")
OTHER = "(other lines, folded)"
STRETCHES = (1, 5, 15, 60, 300, 3_600, 86_400)  # seconds
_PLACE = ("at", "name", "line")
_FIRST = ("raw", "text")
_STACK = ("stack", "end_name", "end_line", "end_raw")
_EXAMPLE = ("peak", "at_ex", "name_ex", "line_ex", "raw_ex", "text_ex")
_NEWEST = ("at", "name", "line", "raw")
_LAST = ("last_at", "name_last", "line_last", "raw_last")


HEAD = (*KEY, "total", *_PLACE, *_FIRST, *_LAST, *_EXAMPLE, *_STACK)
MOMENT = (*KEY, "bucket", "count", "first", "last")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is kept: patterns while reading and at the end, moments of all patterns, rows between merges."""

    patterns: int = 5_000
    held: int = 40_000
    moments: int = 200_000
    loose: int = 60_000


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts so far. `folded` says how many patterns were given up, at least."""

    heads: tuple[Frame, ...] = ()
    moments: tuple[Frame, ...] = ()
    stretch: int = 1
    folded: bool = False


NOTHING = Tally()


def add(tally: Tally, records: Frame, bounds: Bounds) -> Tally:
    """The tally with these records counted: their columns are KEY, _PLACE, _FIRST and those of the stack's end."""
    if records.is_empty():
        return tally
    moments = _moments(records.filter(pl.col("at").is_not_null()), tally.stretch)
    return grown(tally, _heads(records, moments), moments, bounds)


def grown(tally: Tally, heads: Frame, moments: Frame, bounds: Bounds) -> Tally:
    """The tally with a row per pattern and one per moment of it, as `_heads` and `_moments` have them, put to it."""
    heads, moments = _copied(heads), _copied(moments)
    longer = replace(tally, heads=(*tally.heads, heads), moments=(*tally.moments, moments))
    loose = sum(frame.height for frame in (*longer.heads, *longer.moments))
    return merged(longer, bounds) if loose > bounds.loose else longer


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
    named = whole.heads[0].filter(pl.col("template") != OTHER)
    order = named.sort(_rank(), pl.col("total"), *KEY, descending=[False, True, *[False] * len(KEY)])
    heads, moments = _cut(whole.heads[0], whole.moments[0], order.head(bounds.patterns - 1))
    return Tally((heads,), (moments,), whole.stretch, folded=True)


def templates(tally: Tally) -> list[str]:
    """Every template that was counted, once."""
    seen = {text for heads in tally.heads for text in heads["template"].unique()}
    return sorted(seen - {OTHER})


def renamed(tally: Tally, names: Mapping[str, str], bounds: Bounds) -> Tally:
    """The same counts under other templates, several of which may have become one."""
    whole = merged(tally, bounds)
    if not whole.heads:
        return whole
    old = whole.heads[0]["template"].unique()
    called = pl.col("template").replace_strict(old, [names.get(text, text) for text in old], return_dtype=pl.String)
    heads, moments = (frame.with_columns(called) for frame in (whole.heads[0], whole.moments[0]))
    return replace(whole, heads=(_merged_heads(heads),), moments=(_merged_moments(moments),))


def _copied(frame: Frame) -> Frame:
    """The same with text of its own: a column of few strings keeps the whole block alive that they were cut from."""
    texts = [name for name, dtype in frame.schema.items() if dtype == pl.String]
    return frame.with_columns(pl.concat_str(pl.col(name), pl.lit("")).alias(name) for name in texts)


def _moments(placed: Frame, stretch: int) -> Frame:
    bucket = (pl.col("at") / stretch).floor().cast(pl.Int64) * stretch
    return placed.group_by(*KEY, bucket.alias("bucket")).agg(
        count=pl.len().cast(pl.Int64), first=pl.col("at").min(), last=pl.col("at").max()
    )


def _heads(records: Frame, moments: Frame) -> Frame:
    """Per pattern: how often, its first record, its last, one of its densest stretch, and its first stack trace."""
    by_place = records.sort(*_PLACE, nulls_last=True)
    placed = by_place.filter(pl.col("at").is_not_null())
    totals = by_place.group_by(*KEY, maintain_order=True).agg(total=pl.len().cast(pl.Int64))
    return _joined(
        totals,
        _one_each(by_place, (*_PLACE, *_FIRST)),
        _one_each(placed.reverse().select(*KEY, **dict(zip(_LAST, _NEWEST, strict=True))), _LAST),
        _examples(placed, moments),
        _one_each(by_place.filter(pl.col("stack").is_not_null()).with_columns(end_name="name"), _STACK),
    )


def _examples(placed: Frame, moments: Frame) -> Frame:
    """The first record of each pattern's densest stretch; `peak` is how many records that stretch holds."""
    densest = moments.sort("count", "bucket", descending=[True, False]).unique(KEY, keep="first", maintain_order=True)
    joined = placed.join(densest.select(*KEY, "first", "last", peak="count"), on=KEY, maintain_order="left")
    within = joined.filter(pl.col("at").is_between(pl.col("first"), pl.col("last")))
    return _one_each(within.select(*KEY, "peak", **{f"{name}_ex": name for name in (*_PLACE, *_FIRST)}), _EXAMPLE)


def _merged_heads(heads: Frame) -> Frame:
    totals = heads.group_by(*KEY, maintain_order=True).agg(pl.col("total").sum())
    by_place = heads.sort(*_PLACE, nulls_last=True)
    densest = heads.sort(*_EXAMPLE[:4], descending=[True, False, False, False], nulls_last=True)
    return _joined(
        totals,
        _one_each(by_place, (*_PLACE, *_FIRST)),
        _one_each(heads.sort(*_LAST[:3], descending=True, nulls_last=True), _LAST),
        _one_each(densest, _EXAMPLE),
        _one_each(by_place.filter(pl.col("stack").is_not_null()), _STACK),
    )


def _one_each(ordered: Frame, columns: Sequence[str]) -> Frame:
    return ordered.select(*KEY, *columns).unique(KEY, keep="first", maintain_order=True)


def _joined(totals: Frame, *parts: Frame) -> Frame:
    for part in parts:
        totals = totals.join(part, on=KEY, how="left", maintain_order="left")
    return totals


def _merged_moments(moments: Frame) -> Frame:
    return moments.group_by(*KEY, "bucket").agg(pl.col("count").sum(), pl.col("first").min(), pl.col("last").max())


def _within(moments: Frame, stretch: int, most: int) -> tuple[int, Frame]:
    """The shortest stretch at which the moments are few enough; all data at that stretch, whatever came first."""
    longer = (candidate for candidate in STRETCHES if candidate > stretch)
    while moments.height > most and (wider := next(longer, 0)):
        stretch = wider
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
