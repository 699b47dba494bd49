"""Requests and how they ended: rate, share of failures, share of refusals, per service and per callee."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from codriver.telemetry.kinds import Form
from codriver.telemetry.metrics.line import Line
from codriver.telemetry.metrics.placing import Placed
from codriver.telemetry.metrics.rates import Rate, added, ratio

_FAILED = re.compile(
    r"5\d\d|5xx|0+|.*(error|fail|timeout|timed|exception|refused|reset|unavailable|internal|unknown|exhausted|exceeded"
    r"|data_?loss|abort|broken).*|server_error|ko|false",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"4\d\d|4xx|client_error"
    r"|.*(not_?found|invalid_?argument|denied|unauth|already_?exists|precondition|out_?of_?range).*",
    re.IGNORECASE,
)
_NOT_THERE = re.compile(r"404|.*not_?found.*", re.IGNORECASE)  # an answer: caches and look-ups give it all day
_GRPC_FAILED = frozenset({"2", "4", "8", "13", "14", "15"})
_MOST_ROUTES = 20


def outcomes(placed: Sequence[Placed], rates: dict[int, Rate]) -> Iterator[Line]:
    """Lines of one counter name, service and callee: request rate, failing share, refused share; and by route if few.

    `rates` are by the index of a series in `placed`. Without a status label there is a rate only.
    """
    every = range(len(placed))
    yield from _lines(placed, rates, every, ())
    routes = sorted({one.route for one in placed})
    if 1 < len(routes) <= _MOST_ROUTES:
        for route in routes:
            chosen = [index for index in every if placed[index].route == route]
            yield from _lines(placed, rates, chosen, (("route", route),))


def _lines(
    placed: Sequence[Placed], rates: dict[int, Rate], chosen: Sequence[int], labels: tuple[tuple[str, str], ...]
) -> Iterator[Line]:
    every = added(rates[index] for index in chosen)
    total = _line(placed, rates, chosen, every, labels)
    yield total
    if not any(placed[index].status for index in chosen):
        return
    failed = [index for index in chosen if failing(placed[index])]
    refused = [index for index in chosen if _refusing(placed[index].status) and index not in failed]
    totals = tuple(rate for rate in every.values() if rate > 0)
    share = _line(placed, rates, failed or chosen, ratio(added(rates[i] for i in failed), every), labels)
    yield replace(share, kind="errors", unit="share", stat="share", worse=1, totals=totals)
    if refused:
        share = _line(placed, rates, refused, ratio(added(rates[i] for i in refused), every), labels)
        yield replace(share, kind="refusals", unit="share", stat="refused", worse=1, totals=totals)


def failing(one: Placed) -> bool:
    """Whether the status of this series is a failure of the one who answered, not of the one who asked."""
    if _is_grpc(one):
        return one.status in _GRPC_FAILED or (not one.status.isdigit() and bool(_FAILED.fullmatch(one.status)))
    throttled = bool(one.peer) and one.status == "429"  # to the one who waits for the answer it is a failure
    return throttled or (bool(_FAILED.fullmatch(one.status)) and not _REFUSED.fullmatch(one.status))


def _refusing(status: str) -> bool:
    return bool(_REFUSED.fullmatch(status)) and not _NOT_THERE.fullmatch(status)


def is_outcome(one: Placed) -> bool:
    """Whether a series counts requests."""
    return one.measure.kind == "requests" and one.measure.form is Form.COUNTER


def _is_grpc(one: Placed) -> bool:
    names = {key for key, _ in one.series.labels}
    return bool(names & {"grpc_code", "grpc_status", "rpc_grpc_status_code"}) or "grpc" in one.series.name


def _line(
    placed: Sequence[Placed],
    rates: dict[int, Rate],
    chosen: Sequence[int],
    found: Rate,
    labels: tuple[tuple[str, str], ...],
) -> Line:
    """A line of request rates; the series that counted most come first behind it."""
    telling = sorted(chosen, key=lambda index: (-sum(rates[index].values()), index))
    first = placed[chosen[0]]
    return Line(
        service=first.service,
        peer=first.peer,
        name=first.measure.stem,
        kind="requests",
        unit="/s",
        worse=0,
        stat="rate",
        labels=labels,
        times=tuple(found),
        values=tuple(found.values()),
        behind=tuple(placed[index].series for index in telling[:3]),
    )
