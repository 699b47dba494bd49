"""The steps that an operation takes: the spans below it. A step that it always took and no longer takes was cut off.

An operation is a span's service and name. It is wrong where a cache answers, where a sampler drops inner spans, and
where a name stands for many things.
"""

from collections.abc import Iterator, Sequence
from math import sqrt

from codriver.model import Citation, Observation, Ref, Signal, Window
from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.wording import moment, rounded

NAME = "steps taken"
CUT, ADDED = "cut path", "new path"
FEWEST = 5  # times that an operation ran, before and since: fewer say nothing of what it always does
CLEAR = 3.0
LARGE = 0.34  # of the share before: that much of it must be gone, or have come
MOST = 200
_FAILING = r"(?i)error|exception|fail|fallback|retry"  # an end of these cuts nothing off
_CALLERS = ("client", "producer")  # a call is no step by itself: what it leads to is
_Row = tuple[str, str, str, str, int, int, int, int, str, str, str, float]


def observe(spans: Frame, window: Window) -> Iterator[Observation]:
    """One observation a step that operations take clearly more seldom, or more often, than before the onset."""
    since, onset, until = (at.timestamp() for at in (window.since, window.onset, window.until))
    inside = spans.filter(pl.col("start").is_between(since, until) & (pl.col("service") != ""))
    rows = _counted(inside.with_columns(late=pl.col("start") >= onset))
    found = [(abs(z), row, z) for row in rows if (z := _moved(row))]
    for _, row, z in sorted(found, key=lambda one: (-one[0], one[1][:4]))[:MOST]:
        yield _observed(row, z)


def _counted(spans: Frame) -> Sequence[_Row]:
    """Operation and step; how often the operation ran and took the step, before and since; a span to show it."""
    asking = pl.col("kind").is_in(_CALLERS)
    ran = spans.filter(~asking).select(
        "trace", "span", "service", "name", "late", "start", "source", "locator", "quote"
    )
    above = spans.filter(asking).select("trace", parent="span", higher="parent")
    ordinary = ~asking & (pl.col("parent") != "") & ~pl.col("name").str.contains(_FAILING)
    below = spans.filter(ordinary).join(above, on=["trace", "parent"], how="left")
    steps = below.select("trace", parent=pl.coalesce("higher", "parent"), to="service", step="name").unique()
    runs = ran.group_by("service", "name").agg(old=(~pl.col("late")).sum(), new=pl.col("late").sum())
    took = ran.join(steps, left_on=["trace", "span"], right_on=["trace", "parent"])
    by_step = took.group_by("service", "name", "to", "step").agg(
        took_old=(~pl.col("late")).sum(), took_new=pl.col("late").sum()
    )
    shown = ran.sort("late", "start", "locator", descending=[True, False, False])
    first = shown.group_by("service", "name", maintain_order=True).agg(
        pl.col("source", "locator", "quote", "start").first()
    )
    told = by_step.join(runs, on=["service", "name"]).join(first, on=["service", "name"])
    told = told.filter((pl.col("old") >= FEWEST) & (pl.col("new") >= FEWEST))
    columns = (
        "service",
        "name",
        "to",
        "step",
        "old",
        "new",
        "took_old",
        "took_new",
        "source",
        "locator",
        "quote",
        "start",
    )
    return told.select(columns).sort("service", "name", "to", "step").rows()


def _moved(row: _Row) -> float:
    """How clearly the share of runs that take the step moved; 0 where it did not, or not by much."""
    old, new, took_old, took_new = row[4:8]
    before, after = took_old / old, took_new / new
    whole = (took_old + took_new + 1) / (old + new + 2)
    z = (after - before) / sqrt(whole * (1 - whole) * (1 / old + 1 / new))
    large = abs(after - before) >= LARGE * max(before, after)
    return z if abs(z) >= CLEAR and large else 0.0


def _observed(row: _Row, z: float) -> Observation:
    service, name, to, step, old, new, took_old, took_new, source, locator, quote, start = row
    toward = f" of {to}" if to != service else ""
    return Observation(
        signal=Signal.TRACE,
        source=source,
        service=service,
        at=moment(start),
        name=f"{name} > {step}",
        says=f"{service} {name} goes on to {step}{toward} {took_new} of {new} times (before: {took_old} of {old})",
        cites=(Citation(Ref(source, locator), quote),),
        kind=CUT if z < 0 else ADDED,
        peer=to if to != service else "",
        unit="share",
        before=rounded(took_old / old),
        after=rounded(took_new / new),
        deviation=rounded(z),
        count=new,
    )
