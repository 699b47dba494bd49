"""Rows with a start, in buckets of time: how many, how many failed, how long they took."""

from collections.abc import Sequence
from dataclasses import dataclass

from codriver.telemetry.columns import Frame, pl


@dataclass(frozen=True, slots=True)
class Buckets:
    """Equal stretches of time without holes: `times` are their middles; medians are NaN where nothing happened."""

    times: tuple[float, ...]
    calls: tuple[float, ...]
    failing: tuple[float, ...]
    medians: tuple[float, ...]
    slow: tuple[float, ...]


def buckets(rows: Frame, step: float, since: float, until: float) -> Buckets:
    """Calls and failures per second, median and 95th percentile of durations (s), per bucket of `step` seconds."""
    count = max(1, int((until - since) // step))
    inside = rows.filter(pl.col("start").is_between(since, until, closed="left"))
    placed = inside.with_columns(bucket=((pl.col("start") - since) / step).floor().cast(pl.Int64))
    told = placed.group_by("bucket").agg(
        calls=pl.len().cast(pl.Float64) / step,
        failing=pl.col("error").sum().cast(pl.Float64) / step,
        median=pl.col("duration").median(),
        slow=pl.col("duration").quantile(0.95, "nearest"),
    )
    every = pl.DataFrame({"bucket": pl.Series(range(count), dtype=pl.Int64)}).join(told, on="bucket", how="left")
    whole = every.sort("bucket")
    return Buckets(
        tuple(since + (index + 0.5) * step for index in range(count)),
        _filled(whole["calls"].to_list(), 0.0),
        _filled(whole["failing"].to_list(), 0.0),
        _filled(whole["median"].to_list(), float("nan")),
        _filled(whole["slow"].to_list(), float("nan")),
    )


def shares(found: Buckets) -> tuple[float, ...]:
    """The failing share of each bucket; NaN where nothing happened."""
    pairs = zip(found.failing, found.calls, strict=True)
    return tuple(failed / calls if calls else float("nan") for failed, calls in pairs)


def _filled(values: Sequence[float | None], missing: float) -> tuple[float, ...]:
    return tuple(missing if value is None else value for value in values)
