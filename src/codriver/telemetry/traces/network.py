"""The time that calls spend between two services: what the caller waited, less what the callee says that it took.

It grows with a slow or lossy network and with a callee that takes no new request. Neither side's own work is in it.
"""

from collections.abc import Iterator
from statistics import median

from codriver.model import Citation, Observation, Ref, Signal, Window
from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.wording import level, moment, rounded

NAME = "network time"
FEWEST, A_PAST = 3, 8  # calls since the onset that are enough to speak; before it, to be a past of their own
OTHERS = 4  # edges that together show what is usual between two services
MOST_EDGES = 1000
CAP = 100.0
FLOOR_S = 0.005
_QUARTILE = 0.75  # a delay that hits every third call shows in it, a single lost packet does not
_NORMAL = 1.4826
_SKEWED = 3.0  # slow calls stray further than quick ones; those may belong to a trouble that had begun, these never do
_KEPT = ("service", "peer", "start", "duration", "source", "locator", "quote")


def crossings(spans: Frame) -> Frame:
    """One row a call that was recorded on both sides; `duration` is the time in between, in seconds."""
    below = (
        spans.filter(pl.col("parent") != "")
        .group_by("trace", "parent")
        .agg(inner=pl.len(), callee=pl.col("service").first(), took=pl.col("duration").first())
    )
    calls = spans.filter((pl.col("kind") == "client") & (pl.col("service") != ""))
    met = calls.join(below, left_on=["trace", "span"], right_on=["trace", "parent"])
    met = met.filter((pl.col("inner") == 1) & (pl.col("callee") != pl.col("service")) & (pl.col("callee") != ""))
    between = (pl.col("duration") - pl.col("took")).clip(lower_bound=0.0)
    return met.with_columns(peer="callee", duration=between).select(_KEPT).sort(_KEPT)


def observe(spans: Frame, window: Window) -> Iterator[Observation]:
    """One observation an edge. Where too little was seen of it before the onset, it is held against other edges."""
    since, onset, until = (at.timestamp() for at in (window.since, window.onset, window.until))
    inside = crossings(spans).filter(pl.col("start").is_between(since, until))
    told = inside.with_columns(late=pl.col("start") >= onset)
    edges = told.group_by("service", "peer").agg(
        here=pl.col("duration").filter(pl.col("late")).quantile(_QUARTILE, "nearest"),
        now=pl.col("late").sum(),
        past=(~pl.col("late")).sum(),
        usual=pl.col("duration").filter(~pl.col("late")).median(),
        quick=pl.col("duration").filter(~pl.col("late")).quantile(1 - _QUARTILE, "nearest"),
    )
    seen = edges.filter(pl.col("now") >= FEWEST).sort(["now", "service", "peer"], descending=[True, False, False])
    beside = [float(value) for value in seen["here"]]
    for edge in seen.head(MOST_EDGES).sort("service", "peer").iter_rows(named=True):
        usual = _usual(edge, beside)
        if usual:
            rows = told.filter((pl.col("service") == edge["service"]) & (pl.col("peer") == edge["peer"]))
            yield _observed(rows, edge, usual, window)


def _usual(edge: dict[str, float], beside: list[float]) -> tuple[float, float, str] | None:
    """The level before, how far it strays by itself, and whose it is."""
    if edge["past"] >= A_PAST:
        return edge["usual"], _SKEWED * (edge["usual"] - edge["quick"]), "before"
    if len(beside) < OTHERS:
        return None
    typical = median(beside)
    return typical, _NORMAL * median(abs(value - typical) for value in beside), "other calls"


def _observed(rows: Frame, edge: dict[str, float], usual: tuple[float, float, str], window: Window) -> Observation:
    before, strays, whose = usual
    after = edge["here"]
    scale = max(strays, FLOOR_S)
    deviation = max(-CAP, min(CAP, (after - before) / scale)) * edge["now"] / (edge["now"] + FEWEST)
    halfway = (before + after) / 2
    late = rows.filter(pl.col("late") & (pl.col("duration") >= halfway if after > before else pl.col("late")))
    first, service, peer = late.row(0, named=True), str(edge["service"]), str(edge["peer"])
    return Observation(
        signal=Signal.TRACE,
        source=first["source"],
        service=service,
        at=moment(first["start"] if abs(deviation) >= 1 else window.onset.timestamp()),
        name=NAME,
        says=f"calls from {service} to {peer} spend {level(after, 's')} in between ({whose}: {level(before, 's')})",
        cites=(Citation(Ref(first["source"], first["locator"]), first["quote"]),),
        kind=NAME,
        peer=peer,
        unit="s",
        before=rounded(before),
        after=rounded(after),
        deviation=rounded(deviation),
        count=rows.height,
        labels=(("beside", whose),),
    )
