"""Calls in, observations out: edges, services and origins of failure that shifted, and those that did not."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from codriver.model import Citation, Observation, Ref, Signal, Window
from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.shifts import Shift, measure, step_of
from codriver.telemetry.traces import network, steps
from codriver.telemetry.traces.edges import EdgeTable, lasted
from codriver.telemetry.traces.paths import entries, origins, own_time
from codriver.telemetry.traces.seconds import Buckets, buckets, shares
from codriver.telemetry.wording import level, moment, rounded

MOST_EDGES = 1000
CLEAR = 3.0
_FLOORS = {"share": 0.01, "s": 0.005, "/s": 0.0}  # less than this nobody feels


@dataclass(frozen=True, slots=True)
class _Lane:
    """The calls of one edge, service or origin within the window."""

    service: str
    peer: str
    rows: Frame
    found: Buckets
    window: Window


def observe(table: EdgeTable, window: Window) -> tuple[Observation, ...]:
    """What the traces show, shifted or not (then with a deviation near 0).

    Per edge (service: caller, peer: callee) and per service itself (peer ""): `errors` (the share of all calls before
    and after the shift begins), `latency` (median seconds; the 95th percentile, label `stat`, if only that shifted),
    `calls` (per second). Per service: `self latency` (median seconds not spent in children). Per place where failing
    traces begin: `error origin` (per second; `peer` when it is a call that its callee did not record). Per edge:
    `network time` (seconds between the two). Per step that operations take more seldom or more often: kind `cut path`
    or `new path`. Too few calls before or after: nothing is said.
    """
    window = _seen_of(table, window)
    edges = table.calls.rename({"caller": "service", "callee": "peer"})
    own = entries(table.spans).with_columns(peer=pl.lit(""))
    found = [one for lane in (*_lanes(edges, window), *_lanes(own, window)) for one in _quality(lane)]
    alone = own_time(table.spans).with_columns(peer=pl.lit(""))
    found += [one for lane in _lanes(alone, window) for one in _self_latency(lane)]
    failing = origins(table.spans).drop("peer").rename({"callee": "peer"})
    found += [one for lane in _lanes(failing, window) for one in _origin(lane, failing)]
    found += [*network.observe(table.spans, window), *steps.observe(table.spans, window)]
    return tuple(sorted(found, key=lambda one: (one.service, one.peer, one.name, one.id)))


def _seen_of(table: EdgeTable, window: Window) -> Window:
    """The part of the window in which there are traces: metrics often reach back much further."""
    reach = lasted(table)
    if reach is None:
        return window
    since, until = max(window.since, moment(reach[0])), min(window.until, moment(reach[1] + 1))
    return replace(window, since=since, until=until) if since < window.onset < until else window


def _lanes(rows: Frame, window: Window) -> Iterator[_Lane]:
    """One lane an edge or service, the busiest thousand."""
    since, until = window.since.timestamp(), window.until.timestamp()
    inside = rows.filter(pl.col("start").is_between(since, until))
    busiest = inside.group_by("service", "peer").len().sort(["len", "service", "peer"], descending=[True, False, False])
    for service, peer, _ in busiest.head(MOST_EDGES).sort("service", "peer").iter_rows():
        chosen = inside.filter((pl.col("service") == service) & (pl.col("peer") == peer)).sort("start", "locator")
        yield _Lane(service, peer, chosen, buckets(chosen, step_of(window), since, until), window)


def _quality(lane: _Lane) -> Iterator[Observation]:
    yield from _observed(lane, "errors", shares(lane.found), "share")
    typical = _observed(lane, "latency", lane.found.medians, "s")
    slow = _observed(lane, "latency", lane.found.slow, "s", (("stat", "p95"),))
    only_slow = slow and typical and abs(typical[0].deviation) < CLEAR <= abs(slow[0].deviation)
    yield from slow if only_slow else typical
    yield from _observed(lane, "calls", lane.found.calls, "/s")


def _self_latency(lane: _Lane) -> Iterator[Observation]:
    yield from _observed(lane, "self latency", lane.found.medians, "s")


def _origin(lane: _Lane, every: Frame) -> Iterator[Observation]:
    """Failing traces that begin here per second, with their share of all failing traces since the onset as a label."""
    onset = lane.window.onset.timestamp()
    here, all_of_them = (rows.filter(pl.col("start") >= onset).height for rows in (lane.rows, every))
    if here:
        share = (("share", f"{here / all_of_them:.3g}"),)
        yield from _observed(lane, "error origin", lane.found.calls, "/s", share)


def _observed(
    lane: _Lane, name: str, values: Sequence[float], unit: str, labels: tuple[tuple[str, str], ...] = ()
) -> list[Observation]:
    """One observation, or none when there is too little to see."""
    shift = measure(lane.found.times, values, lane.window, _FLOORS[unit])
    if shift is None:
        return []
    begin = _begin(lane, name, shift)
    shift = _counted(lane, name, shift, begin)
    failing = lane.rows.filter(pl.col("error") & (pl.col("start") >= begin)) if name != "latency" else lane.rows.head(0)
    spike = (("spike", level(shift.spike, unit)),) if shift.spike is not None else ()
    seen = Observation(
        signal=Signal.TRACE,
        source=lane.rows["source"][0],
        service=lane.service,
        at=moment(begin),
        name=name,
        says=_says(lane, name, shift, unit),
        cites=_cites(lane, name, shift, begin),
        kind={"calls": "requests", "self latency": "latency", "error origin": "errors"}.get(name, name),
        peer=lane.peer,
        unit=unit,
        before=rounded(shift.before),
        after=rounded(shift.after),
        deviation=shift.deviation,
        count=lane.rows.height,
        text=_commonest(failing["message"].to_list()),
        labels=(*labels, ("trend", shift.trend.value), *spike),
    )
    return [seen]


def _counted(lane: _Lane, name: str, shift: Shift, begin: float) -> Shift:
    """The shift with levels from all calls before and after it begins: what failed of what was asked.

    The middle one of many small shares is no share of all calls. How clear the shift is stays as it was measured.
    """
    sides = [lane.rows.filter(side) for side in (pl.col("start") < begin, pl.col("start") >= begin)]
    if name == "errors" and all(side.height for side in sides):
        before, after = (float(side["error"].sum()) / side.height for side in sides)
        return replace(shift, before=before, after=after)
    if name == "error origin" and lane.window.since.timestamp() < begin < lane.window.until.timestamp():
        lengths = (begin - lane.window.since.timestamp(), lane.window.until.timestamp() - begin)
        before, after = (side.height / length for side, length in zip(sides, lengths, strict=True))
        return replace(shift, before=before, after=after)
    return shift


def _begin(lane: _Lane, name: str, shift: Shift) -> float:
    """The shift's bucket, made exact by the first call in or next to it that failed (errors) or was slow (latency)."""
    if abs(shift.deviation) < CLEAR or name == "calls":
        return shift.begin
    half = step_of(lane.window)
    near = lane.rows.filter(pl.col("start").is_between(shift.begin - half, shift.begin + half))
    telling = pl.col("error") if name in ("errors", "error origin") else _beyond_half(shift)
    found = near.filter(telling)["start"].sort()
    return shift.begin if found.is_empty() else float(found[0])


def _beyond_half(shift: Shift) -> pl.Expr:
    half = (shift.before + shift.after) / 2
    return pl.col("duration") >= half if shift.after > shift.before else pl.col("duration") <= half


def _cites(lane: _Lane, name: str, shift: Shift, begin: float) -> tuple[Citation, ...]:
    """A call that shows the trouble (failing, or nearest to the later level), and a normal one from before."""
    before, after = (lane.rows.filter(side) for side in (pl.col("start") < begin, pl.col("start") >= begin))
    calls = after.filter("error") if name in ("errors", "error origin") and after["error"].any() else after
    normal = before.filter(~pl.col("error")) if name != "error origin" else before.head(0)
    levels = (shift.after, shift.before) if name in ("latency", "self latency") else (None, None)
    return tuple(cite for rows, near in zip((calls, normal), levels, strict=True) for cite in _example(rows, near))


def _example(rows: Frame, near: float | None) -> Iterator[Citation]:
    if rows.is_empty():
        return
    chosen = rows if near is None else rows.sort((pl.col("duration") - near).abs(), "start", "locator")
    row = chosen.row(0, named=True)
    yield Citation(Ref(row["source"], row["locator"]), row["quote"])


def _commonest(messages: Sequence[str]) -> str:
    counted = Counter(message for message in messages if message)
    return min(counted, key=lambda message: (-counted[message], message), default="")


def _says(lane: _Lane, name: str, shift: Shift, unit: str) -> str:
    where = f"{lane.service} -> {lane.peer}" if lane.peer else lane.service
    return f"{name} of {where}: {level(shift.after, unit)} (before: {level(shift.before, unit)})"
