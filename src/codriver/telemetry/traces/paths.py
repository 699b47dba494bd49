"""Inside traces: the time a service spends itself, and the span in which a failing request begins to fail."""

from codriver.telemetry.columns import Frame, pl

_CALLERS = ("client", "producer")


def entries(spans: Frame) -> Frame:
    """Spans by which work enters a service: `service, start, duration, error, message, source, locator, quote`."""
    entering = spans.filter(pl.col("kind").is_in(["server", "consumer"]) & (pl.col("service") != ""))
    return entering.sort("service", "start", "trace", "span")


def own_time(spans: Frame) -> Frame:
    """One row a trace and service: `duration` is the time not spent in child spans nor waiting for another service."""
    covered = (
        spans.filter(pl.col("parent") != "")
        .group_by("trace", "parent")
        .agg(
            total=pl.col("duration").sum(),
            stretch=(pl.col("start") + pl.col("duration")).max() - pl.col("start").min(),
        )
        .select("trace", span="parent", children=pl.min_horizontal("total", "stretch"))
    )
    working = spans.filter(~pl.col("kind").is_in(_CALLERS) & (pl.col("service") != ""))
    own = working.join(covered, on=["trace", "span"], how="left").with_columns(
        own=(pl.col("duration") - pl.col("children").fill_null(0.0)).clip(lower_bound=0.0)
    )
    first = pl.col("source", "locator", "quote").sort_by("own", "span", descending=[True, False]).first()
    return (
        own.group_by("service", "trace")
        .agg(pl.col("start").min(), first, duration=pl.col("own").sort().sum())
        .with_columns(error=pl.lit(value=False), message=pl.lit(""))
        .sort("service", "start", "trace")
    )


def origins(spans: Frame) -> Frame:
    """One row a failing trace: the deepest span on the way of its failure, `service` and, if unanswered, its `callee`.

    A failing span whose parent did not fail was handled, and is no origin.
    """
    failing = spans.filter(pl.col("error") & (pl.col("service") != ""))
    below = failing.select("trace", span="parent").unique().with_columns(deeper=pl.lit(value=True))
    above = spans.select("trace", parent="span", parent_failed="error")
    found = failing.join(below, on=["trace", "span"], how="left").join(above, on=["trace", "parent"], how="left")
    deepest = found.filter(pl.col("deeper").is_null() & pl.col("parent_failed").fill_null(value=True))
    callee = pl.when(pl.col("answered")).then(pl.lit("")).otherwise(pl.col("remote"))
    return (
        deepest.sort("trace", "start", "span")
        .unique("trace", keep="first", maintain_order=True)
        .with_columns(callee=callee)
        .sort("service", "callee", "start", "trace")
    )
