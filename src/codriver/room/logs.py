"""What the logs alone say: templates, what changed against a baseline, and which error was seen first, by whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from codriver.connectors import Fact
from codriver.model import Gap, Matters, Scope
from codriver.room.gather import gather, sort
from codriver.room.material import collect
from codriver.room.plugged import connectors
from codriver.room.reduce import Reduced, reduce
from codriver.room.request import Progress, Request, Room
from codriver.room.window import window_of
from codriver.telemetry.logs import LogPattern, LogTable
from codriver.telemetry.logs.changes import (
    Changed,
    FirstSeen,
    Kind,
    Shifted,
    Span,
    compared,
    first_seen,
    shifted,
    unseen,
)
from codriver.telemetry.rows import LogBlock

__all__ = ["Changed", "FirstSeen", "LogPattern", "LogReport", "Shifted", "at", "logs"]  # what doors see of telemetry

BASELINE = "baseline"  # the source of lines that were given as such


@dataclass(frozen=True, slots=True, kw_only=True)
class LogReport:
    """Counts of what was read; both windows, None without a clock; templates, the most frequent first; what changed."""

    files: int
    lines: int
    records: int
    before: Span | None
    after: Span | None
    templates: tuple[LogPattern, ...]
    changed: tuple[Changed, ...]
    first: tuple[FirstSeen, ...]
    shifted: tuple[Shifted, ...]
    gaps: tuple[Gap, ...]


def logs(room: Room, request: Request, baseline: tuple[Path, ...], progress: Progress) -> LogReport:
    """Read the logs of the request, and hold them against `baseline`, else against what they say before the onset.

    The onset is the request's `since` or `at`, else where errors begin. Raises ConfigError for a path that is missing.
    """
    told = reduce(_facts(room, request, baseline, progress))
    progress("comparing the windows")
    early, late = (_of_source(told.log_table, early=early) for early in (True, False))
    early = early if baseline else late
    spans = _spans(replace(told, log_table=late), early if baseline else None, request)
    whole = told.log_table
    return _only(request.service, _report(early, late, spans, (*told.gaps, *_unread(whole))), whole)


def at(seconds: float) -> datetime:
    """Epoch seconds as an aware time, to the millisecond."""
    return datetime.fromtimestamp(round(seconds, 3), tz=UTC)


def _facts(room: Room, request: Request, baseline: tuple[Path, ...], progress: Progress) -> Iterator[Fact]:
    """Logs and what could not be read; of all else that lies there nothing is asked here."""
    given = replace(request, repositories=())
    yield from _kept(_read(room, given, progress))
    for fact in _kept(_read(room, replace(given, paths=baseline, pasted=None), progress)) if baseline else ():
        yield replace(fact, source=BASELINE) if isinstance(fact, LogBlock) else fact


def _read(room: Room, request: Request, progress: Progress) -> Iterator[Fact]:
    material = collect(replace(room, knowledge=(), repositories=()), request)
    readers, broken = connectors()
    yield from (*material.gaps, *broken)
    scope = Scope(services=(), since=None, until=None)
    yield from gather(sort(material.files, readers), readers, scope, progress)


def _kept(facts: Iterable[Fact]) -> Iterator[Fact]:
    return (fact for fact in facts if isinstance(fact, LogBlock | Gap))


def _of_source(table: LogTable, *, early: bool) -> LogTable:
    """The part of the table that came from the baseline's files, or the other."""
    return replace(
        table,
        patterns=tuple(one for one in table.patterns if (one.source == BASELINE) == early),
        services=tuple(one for one in table.services if (one.first.ref.source == BASELINE) == early),
    )


def _spans(told: Reduced, early: LogTable | None, request: Request) -> tuple[Span, Span] | None:
    """Both windows; None when there is no clock to tell them apart."""
    if early is not None:
        was, now = _extent(early), _extent(told.log_table)
        return (was, _bounded(now, request)) if was and now else None
    onset = request.since or request.at
    window = window_of(told, replace(request, since=None, at=onset))
    if window is None:
        return None
    since, onset_s, until = (moment.timestamp() for moment in (window.since, window.onset, window.until))
    spans = Span(since, onset_s), Span(onset_s, until + 1)
    return spans if spans[0].length > 0 else None


def _extent(table: LogTable) -> Span | None:
    if not table.services:
        return None
    return Span(min(one.times[0] for one in table.services), max(one.last_at for one in table.services) + 1)


def _bounded(span: Span, request: Request) -> Span:
    start = max(span.start, request.since.timestamp()) if request.since else span.start
    end = min(span.end, request.until.timestamp()) if request.until else span.end
    return Span(start, max(end, start + 1))


def _report(early: LogTable, late: LogTable, spans: tuple[Span, Span] | None, gaps: tuple[Gap, ...]) -> LogReport:
    templates = tuple(sorted(late.patterns, key=lambda one: (-one.total, one.service, one.template, one.level)))
    changed = compared(late, *spans, early) if spans else ()
    return LogReport(
        files=len(late.files),
        lines=late.lines,
        records=late.records,
        before=spans[0] if spans else None,
        after=spans[1] if spans else None,
        templates=templates,
        changed=tuple(one for one in changed if one.verdict.kind is not Kind.SAME),
        first=first_seen(late, *spans, early) if spans else (),
        shifted=shifted(late, *spans, early) if spans else (),
        gaps=(*gaps, *(_one_sided(early, late, spans) if spans else _no_windows(late))),
    )


def _only(service: str, report: LogReport, table: LogTable) -> LogReport:
    """The report about one service, when one was asked for."""
    if not service:
        return report
    found = replace(
        report,
        templates=tuple(one for one in report.templates if one.service == service),
        changed=tuple(one for one in report.changed if one.pattern.service == service),
        first=tuple(one for one in report.first if service in (one.pattern.service, *one.later)),
        shifted=tuple(one for one in report.shifted if one.pattern.service == service),
    )
    known = sorted({one.service for one in table.services} - {""})
    hint = f"known: {', '.join(known[:10])}" if known else "the lines name no service"
    lost = Gap(what=service, why="no log line of this service was read", hint=hint, matters=Matters.MUCH)
    return found if found.templates else replace(found, gaps=(lost, *found.gaps))


def _unread(table: LogTable) -> Iterator[Gap]:
    if not table.lines:
        why, hint = "no log line was read", "give log files, or folders that hold some"
        yield Gap(what="logs", why=why, hint=hint, matters=Matters.MUCH)


def _no_windows(table: LogTable) -> Iterator[Gap]:
    if table.lines:
        why = "there is no time before to compare with"
        hint = "give an older log with `--baseline`, or say with `--since` when it began"
        yield Gap(what="what is new", why=why, hint=hint, matters=Matters.SOME)


def _one_sided(early: LogTable, late: LogTable, spans: tuple[Span, Span]) -> Iterator[Gap]:
    came, went = unseen(late, *spans, early)
    for service in came:
        why = "its log does not reach into the baseline: what is new there cannot be told"
        yield Gap(what=f"the past of {service or 'lines of no service'}", why=why, hint="give an older log of it")
    for service in went:
        why = "its log does not reach into the incident: it stopped, or its file was not given"
        yield Gap(what=f"the log of {service or 'lines of no service'}", why=why, hint="give its newest log")
