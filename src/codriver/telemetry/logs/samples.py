"""A few records of each pattern and stretch of time, drawn alike whatever the order of files.

What a pattern's slots hold, before and after, is read from them, and which hosts logged it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.tally import KEY

EACH = 24  # records of one pattern in one stretch
STRETCH = 300  # seconds
MOST = 60_000  # of all patterns together
MOST_EACH = 240  # of one pattern
LONGEST = 400  # characters of one
_PLACE = ("drawn", "name", "line")
_SLOT = (*KEY, "stretch")
_SPREAD, _RANGE = 2_654_435_761, 1 << 32  # Knuth's multiplicative hash: neighbours are drawn far apart

Samples = tuple[Frame, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One record: when, in epoch seconds or None, what it says, on which host, in which trace; "" for unknown."""

    at: float | None
    text: str
    host: str
    trace: str


def sampled(samples: Samples, found: Frame) -> Samples:
    """The samples with those of these records added; columns as `tally.add` takes them."""
    text = pl.col("text").str.slice(0, LONGEST).alias("text")
    chosen = found.select(*KEY, stretch_of("at"), drawn_of("line"), "name", "line", "at", text, "host", "trace")
    few = chosen.sort("drawn", "line").group_by(_SLOT, maintain_order=True).head(EACH)
    return grown(samples, few)


def drawn_of(line: str) -> pl.Expr:
    """A number for each line of a file, far from those of its neighbours."""
    return ((pl.col(line) * _SPREAD) % _RANGE).alias("drawn")


def stretch_of(at: str) -> pl.Expr:
    """Which stretch of time a moment lies in."""
    return (pl.col(at) // STRETCH).cast(pl.Int64).alias("stretch")


def grown(samples: Samples, few: Frame) -> Samples:
    """The samples with a few records put to them, of which each pattern has no more than EACH in one stretch."""
    columns = (*KEY, "stretch", "drawn", "name", "line", "at", "text", "host", "trace")
    longer = (*samples, _copied(few.with_columns(pl.col("text").str.slice(0, LONGEST)).select(columns)))
    return (_bounded(pl.concat(longer)),) if sum(frame.height for frame in longer) > 2 * MOST else longer


def drawn(samples: Samples, names: Mapping[str, str]) -> dict[tuple[str, ...], list[Drawn]]:
    """KEY -> its sample, templates under their last `names`: the first of them stand for all of it."""
    if not samples:
        return {}
    whole = pl.concat(samples)
    old = whole["template"].unique()
    called = pl.col("template").replace_strict(old, [names.get(text, text) for text in old], return_dtype=pl.String)
    told = pl.struct("at", "text", pl.col("host", "trace").fill_null("")).alias("told")
    grouped = _bounded(whole.with_columns(called)).sort(*KEY, *_PLACE).group_by(KEY, maintain_order=True).agg(told)
    return {row[:4]: [Drawn(**one) for one in row[4]] for row in grouped.iter_rows()}


def _few(records: Frame) -> Frame:
    ordered = records.sort(*KEY, *_PLACE)
    return ordered.group_by(_SLOT, maintain_order=True).head(EACH).select(records.columns).sort(*KEY, *_PLACE)


def _bounded(records: Frame) -> Frame:
    """Every pattern keeps its first records before any keeps its last."""
    rank = pl.int_range(pl.len()).over(KEY).alias("rank")
    ranked = _few(records).with_columns(rank).filter(pl.col("rank") < MOST_EACH)
    return ranked.sort("rank", *KEY).head(MOST).drop("rank")


def _copied(frame: Frame) -> Frame:
    """Text of its own, so that no block stays alive for a few of its lines."""
    strings: Iterable[str] = (name for name, dtype in frame.schema.items() if dtype == pl.String)
    return frame.with_columns(pl.concat_str(pl.col(name), pl.lit("")).alias(name) for name in strings)
