"""Restarts as metrics tell them: counters that rise, start times that move, and services whose metrics end."""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from codriver.model import Citation, Observation, Signal, Window
from codriver.telemetry.kinds import Form
from codriver.telemetry.metrics.placing import Placed
from codriver.telemetry.metrics.rates import step
from codriver.telemetry.wording import moment, rounded

_EACH = 3.0  # deviations for each start more than before: one is clear, several are plain
_MISSED = 4  # points in a row that others have and this service has not
_CAP = 100.0

Start = tuple[float, Citation, Citation]
"""When something started anew, the point before it and the point that shows it."""


def restarts(placed: Sequence[Placed], window: Window) -> Iterator[Observation]:
    """One observation a service and metric: starts before the onset, starts since; near 0 when there were none."""
    groups: dict[tuple[str, str], list[Placed]] = {}
    for one in placed:
        if one.measure.kind == "restarts" and one.measure.form in (Form.MOMENT, Form.COUNTER):
            groups.setdefault((one.service, one.series.name), []).append(one)
    for (service, name), group in sorted(groups.items()):
        starts = sorted(start for one in group for start in _starts(one))
        yield _restarted(service, name, group, starts, window)


def _starts(one: Placed) -> Iterator[Start]:
    series = one.series
    known = [index for index, value in enumerate(series.values) if math.isfinite(value)]
    for early, late in pairwise(known):
        low, high = series.values[early], series.values[late]
        if high > low:
            times = 1 if one.measure.form is Form.MOMENT else min(100, round(high - low))
            started = high if one.measure.form is Form.MOMENT and high <= series.times[late] else series.times[late]
            yield from [(max(started, series.times[early]), series.cite(early), series.cite(late))] * times


def _restarted(service: str, name: str, group: Sequence[Placed], starts: list[Start], window: Window) -> Observation:
    since, onset, until = (at.timestamp() for at in (window.since, window.onset, window.until))
    before = [start for start in starts if since <= start[0] < onset]
    after = [start for start in starts if onset <= start[0] <= until]
    cites = after[0][1:] if after else (group[0].series.cite(0), group[0].series.cite(len(group[0].series.times) - 1))
    return Observation(
        signal=Signal.METRIC,
        source=group[0].series.source,
        service=service,
        at=moment(after[0][0] if after else onset),
        name=name,
        says=f"{service} started {len(after)} times since the onset, {len(before)} times before it",
        cites=cites,
        kind="restarts",
        unit="starts",
        before=float(len(before)),
        after=float(len(after)),
        deviation=min(_CAP, max(0.0, _EACH * (len(after) - len(before)))),
        count=len(after),
    )


def silences(placed: Sequence[Placed], window: Window) -> Iterator[Observation]:
    """One observation a service whose metrics all end after the onset while those of others go on."""
    onset, until = window.onset.timestamp(), window.until.timestamp()
    within = [one for one in placed if one.series.times[0] < onset and one.service]
    latest = max((min(one.series.times[-1], until) for one in within), default=onset)
    by_service: dict[str, list[Placed]] = {}
    for one in within:
        by_service.setdefault(one.service, []).append(one)
    for service, group in sorted(by_service.items()):
        last = max(group, key=lambda one: one.series.times[-1])
        end, usual = last.series.times[-1], step(last.series.times)
        if usual and onset - _MISSED * usual <= end < latest - _MISSED * usual:
            yield _silent(service, last, 1 / usual)


def _silent(service: str, last: Placed, usual: float) -> Observation:
    end = len(last.series.times) - 1
    return Observation(
        signal=Signal.METRIC,
        source=last.series.source,
        service=service,
        at=moment(last.series.times[end]),
        name=last.series.name,
        says=f"all metrics of {service} end, those of others go on",
        cites=(last.series.cite(0), last.series.cite(end)),
        kind="silence",
        unit="/s",
        before=rounded(usual),
        after=0.0,
        deviation=-_CAP,
        count=end + 1,
    )
