"""The times that a person asked about, held against the time of which something was given."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from codriver.model import Gap, Matters, iso
from codriver.room.request import Request

SOURCE = "request"  # of a Gap about what was asked
DAY = timedelta(days=1)
HALF_A_YEAR = timedelta(days=182)
BESIDE = timedelta(minutes=5)  # so far from what was given, a time still belongs to it

Span = tuple[datetime, datetime]
"""The first and the last moment of what was given."""


def on_its_day(request: Request, span: Span | None) -> Request:
    """The request with clock times moved by whole days to what was given, when that ends before them.

    All move together, by as much as the first of at, since, until needs: the latest such time that was recorded, or the
    nearest one when none was.
    """
    clocks = [moment for name, moment in _said(request) if name in request.clock_only]
    if not clocks or span is None or clocks[0] <= span[1]:
        return request
    back = clocks[0] - _nearest(clocks[0], span)
    at, since, until = (
        moment - back if moment and name in request.clock_only else moment
        for name, moment in (("at", request.at), ("since", request.since), ("until", request.until))
    )
    return replace(request, at=at, since=since, until=until)


def near(request: Request) -> datetime:
    """A moment that gives stamps without a year theirs: a dated one of the request; else the last year up to now."""
    dated = (moment for name, moment in _said(request) if name not in request.clock_only)
    return next(dated, request.now - HALF_A_YEAR)


def doubts(asked: Request, placed: Request, span: Span | None) -> Iterator[Gap]:
    """What was assumed about the days that were `asked` about, and which time has nothing given to it as `placed`."""
    moved = [f"--{name}" for (name, old), (_, new) in zip(_said(asked), _said(placed), strict=True) if old != new]
    if moved:
        first = next(moment for name, moment in _said(placed) if f"--{name}" == moved[0])
        yield Gap(
            what=f"the day of {', '.join(moved)}",
            why=f"a clock time without a date: {first:%Y-%m-%d} was taken, the last day of which something was given",
            hint=f"say the date too: {moved[0]} {iso(first)}",
            source=SOURCE,
            matters=Matters.LITTLE,
        )
    if span:
        yield from _outside(placed, span)


def _outside(request: Request, span: Span) -> Iterator[Gap]:
    """One Gap at most: the first time said that leaves nothing of what was given to look at or to compare with."""
    first, last = span
    misses = {
        "at": request.at is not None and not first <= request.at <= last,
        "since": request.since is not None and request.since > last,
        "until": request.until is not None and request.until < first,
    }
    missed = next(((name, moment) for name, moment in _said(request) if misses[name]), None)
    if missed:
        yield _missed(*missed, span)


def _missed(name: str, moment: datetime, span: Span) -> Gap:
    first, last = span
    beside = name == "at" and min(abs(moment - first), abs(moment - last)) <= max(BESIDE, min(last - first, DAY / 2))
    side = "before" if moment < first else "since"
    why = (
        f"nothing that was given is of the time {side}"
        if beside
        else "what was given lies outside the time asked about"
    )
    meant = _nearest(moment, span)
    hint = f"say the date too: --{name} {iso(meant)}" if meant != moment else "give what was recorded then"
    return Gap(
        what=f"--{name} {iso(moment)}",
        why=f"{why}: it goes from {iso(first)} to {iso(last)}",
        hint=hint,
        source=SOURCE,
        matters=Matters.SOME if beside else Matters.MUCH,
    )


def _nearest(moment: datetime, span: Span) -> datetime:
    """The same time of day within what was given, the latest one; the nearest to it when there is none within."""
    first, last = span
    earlier = moment - DAY * -((last - moment) // DAY)
    return earlier if earlier >= first or first - earlier <= earlier + DAY - last else earlier + DAY


def _said(request: Request) -> tuple[tuple[str, datetime], ...]:
    times = (("at", request.at), ("since", request.since), ("until", request.until))
    return tuple((name, moment) for name, moment in times if moment)
