"""Spans folded into calls: one row a call, with caller, callee, time, duration and outcome.

A call is a client span joined with its child span in another service, or a child span whose parent lies in another
service, or a client span that names its callee. A parent that was not recorded makes no edge.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from codriver.model import Citation, Dependency, Ref
from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.naming import canonical, match
from codriver.telemetry.rows import SpanBlock

_COLUMNS = {
    "trace_ids": "trace", "span_ids": "span", "parent_ids": "parent", "services": "service", "names": "name",
    "kinds": "kind", "peers": "peer", "starts": "start", "durations": "duration", "errors": "error",
    "messages": "message", "locators": "locator", "quotes": "quote",
}  # fmt: skip
_TYPES = {"start": pl.Float64, "duration": pl.Float64, "error": pl.Boolean}
_CALLERS = ("client", "producer")
_CALL = ("caller", "callee", "start", "duration", "error", "message", "source", "locator", "quote")


@dataclass(frozen=True, slots=True)
class EdgeTable:
    """`calls`: caller, callee, start, duration (s), error, message, source, locator, quote; sorted by these.

    `spans`: every span once, with the columns of SpanBlock in the singular, its `source`, and `remote`: the callee of a
    client span, and `answered`: whether that callee's span was recorded.
    """

    calls: Frame
    spans: Frame


def fold(blocks: Iterable[SpanBlock]) -> EdgeTable:
    """All blocks as one table of calls; the order of blocks changes nothing, a span met twice counts once."""
    frames = [_frame(block) for block in blocks if block.span_ids]
    spans = pl.concat(frames) if frames else _frame(SpanBlock("", *(((),) * 13)))
    spans = spans.sort("trace", "span", "start", "locator").unique(["trace", "span"], keep="first", maintain_order=True)
    named = _with_callees(spans)
    return EdgeTable(_calls(named), named)


def dependencies(table: EdgeTable) -> tuple[Dependency, ...]:
    """Caller and callee of every edge, each with its first call cited."""
    first = table.calls.group_by("caller", "callee").agg(pl.col("source", "locator", "quote").first())
    return tuple(
        Dependency(caller=caller, callee=callee, cites=(Citation(Ref(source, locator), quote),))
        for caller, callee, source, locator, quote in first.sort("caller", "callee").iter_rows()
    )


def lasted(table: EdgeTable) -> tuple[float, float] | None:
    """When the first and the last span began, in epoch seconds; None without spans."""
    starts = table.spans["start"]
    return None if starts.is_empty() else (float(starts.min()), float(starts.max()))  # type: ignore[arg-type]  # not empty


def _frame(block: SpanBlock) -> Frame:
    columns = {short: getattr(block, long) for long, short in _COLUMNS.items()}
    series = [pl.Series(name, column, dtype=_TYPES.get(name, pl.String)) for name, column in columns.items()]
    return pl.DataFrame(series).with_columns(source=pl.lit(block.source))


def _with_callees(spans: Frame) -> Frame:
    """Adds `remote`, the callee of each client span (its child's service, else the peer it names), and `answered`."""
    children = _children(spans).group_by("trace", "parent").agg(child=pl.col("service").sort().first())
    joined = spans.join(children, left_on=["trace", "span"], right_on=["trace", "parent"], how="left")
    peer = pl.col("peer").replace_strict(_peers(spans), default=pl.col("peer"), return_dtype=pl.String)
    calls = pl.col("kind").is_in(_CALLERS)
    return joined.with_columns(
        remote=pl.when(calls).then(pl.coalesce("child", peer)).otherwise(pl.lit("")),
        answered=pl.col("child").is_not_null(),
    ).drop("child")


def _children(spans: Frame) -> Frame:
    """Spans whose recorded parent lies in another service, with that parent's service and kind."""
    parents = spans.select("trace", parent="span", above="service", above_kind="kind")
    found = spans.filter(pl.col("parent") != "").join(parents, on=["trace", "parent"])
    return found.filter((pl.col("service") != pl.col("above")) & (pl.col("service") != "") & (pl.col("above") != ""))


def _peers(spans: Frame) -> dict[str, str]:
    """Each peer as spans name it, and the service it means: one that has spans, else the shortest way to spell it."""
    known = {name: name for name in spans["service"].unique().sort() if name}
    peers = [name for name in spans["peer"].unique().sort() if name]
    return {peer: match(peer, known) or canonical(peer) or peer for peer in peers}


def _calls(spans: Frame) -> Frame:
    """Client spans with a callee, and children of other kinds of spans in another service."""
    own = spans.filter((pl.col("remote") != "") & (pl.col("service") != ""))
    failed = _children(spans).group_by("trace", "parent").agg(failed=pl.col("error").any())
    joined = own.join(failed, left_on=["trace", "span"], right_on=["trace", "parent"], how="left")
    clients = joined.with_columns(
        caller="service", callee="remote", error=pl.col("error") | pl.col("failed").fill_null(value=False)
    )
    others = _children(spans).filter(~pl.col("above_kind").is_in(_CALLERS))
    direct = others.with_columns(caller="above", callee="service")
    return pl.concat([clients.select(_CALL), direct.select(_CALL)]).sort(_CALL)
