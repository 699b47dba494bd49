"""A few records of each pattern, drawn alike whatever the order of files: what its slots hold is read from them."""

from collections.abc import Iterable, Mapping

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.tally import KEY

EACH = 24  # records of one pattern
MOST = 60_000  # of all patterns together
LONGEST = 400  # characters of one
_PLACE = ("drawn", "name", "line")
_SPREAD, _RANGE = 2_654_435_761, 1 << 32  # Knuth's multiplicative hash: neighbours are drawn far apart

Samples = tuple[Frame, ...]


def sampled(samples: Samples, found: Frame) -> Samples:
    """The samples with those of these records added; columns as `tally.add` takes them."""
    drawn = ((pl.col("line") * _SPREAD) % _RANGE).alias("drawn")
    chosen = found.select(*KEY, drawn, "name", "line", text=pl.col("text").str.slice(0, LONGEST))
    few = chosen.sort("drawn", "line").group_by(KEY, maintain_order=True).head(EACH)
    grown = (*samples, _copied(few.select(chosen.columns)))
    return (_bounded(pl.concat(grown)),) if sum(frame.height for frame in grown) > 2 * MOST else grown


def texts(samples: Samples, names: Mapping[str, str]) -> dict[tuple[str, ...], list[str]]:
    """KEY -> texts of its sample; templates under their last `names`."""
    if not samples:
        return {}
    whole = pl.concat(samples)
    old = whole["template"].unique()
    called = pl.col("template").replace_strict(old, [names.get(text, text) for text in old], return_dtype=pl.String)
    grouped = _few(whole.with_columns(called)).group_by(KEY, maintain_order=True).agg("text")
    return {row[:4]: list(row[4]) for row in grouped.iter_rows()}


def _few(records: Frame) -> Frame:
    ordered = records.sort(*KEY, *_PLACE)
    return ordered.group_by(KEY, maintain_order=True).head(EACH)


def _bounded(records: Frame) -> Frame:
    """Every pattern keeps its first records before any keeps its last."""
    rank = pl.int_range(pl.len()).over(KEY).alias("rank")
    return _few(records).with_columns(rank).sort("rank", *KEY).head(MOST).drop("rank")


def _copied(frame: Frame) -> Frame:
    """Text of its own, so that no block stays alive for a few of its lines."""
    strings: Iterable[str] = (name for name, dtype in frame.schema.items() if dtype == pl.String)
    return frame.with_columns(pl.concat_str(pl.col(name), pl.lit("")).alias(name) for name in strings)
