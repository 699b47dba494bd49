"""A LogReport as JSON's own types. Pure; versioned and described in `codriver/schemas/logs.json`."""

from codriver.model import iso
from codriver.room.logs import LogReport, at
from codriver.room.shape import Shape, citations_shape, gap_shape
from codriver.telemetry.logs import LogPattern
from codriver.telemetry.logs.changes import Changed, FirstSeen, Shifted, Span

LOGS = "codriver.logs/1"


def shape_of_logs(report: LogReport) -> Shape:
    """Everything of the report; times in ISO 8601, rates left to the reader."""
    changed, shifted = (one.pattern for one in report.changed), (one.pattern for one in report.shifted)
    told = (*changed, *(one.pattern for one in report.first), *shifted)
    return {
        "schema": LOGS,
        "files": report.files,
        "lines": report.lines,
        "records": report.records,
        "before": _span(report.before),
        "after": _span(report.after),
        "first_errors": [_first(one) for one in report.first],
        "changed": [_changed(one) for one in report.changed],
        "shifted": [_shifted(one) for one in report.shifted],
        "templates": [_pattern(one) for one in report.templates],
        "gaps": [gap_shape(gap) for gap in report.gaps],
        "citations": citations_shape(cite for one in (*report.templates, *told) for cite in one.cites),
    }


def _span(span: Span | None) -> Shape | None:
    return {"since": iso(at(span.start)), "until": iso(at(span.end))} if span else None


def _pattern(one: LogPattern) -> Shape:
    return {
        "service": one.service,
        "level": one.level,
        "template": one.template,
        "text": one.text,
        "count": one.total,
        "slots": [
            {"kind": slot.kind, "values": [value for value, _ in slot.values], "always": slot.always}
            for slot in one.slots
        ],
        "hosts": [host for host, _ in one.hosts],
        "traces": list(one.traces),
        "cites": [cite.id for cite in one.cites],
    }


def _changed(one: Changed) -> Shape:
    verdict = one.verdict
    return {
        **_pattern(one.pattern),
        "kind": verdict.kind.value,
        "before": one.before,
        "after": one.after,
        "times": float(f"{verdict.times:.6g}"),
        "chance": float(f"{verdict.chance:.6g}"),
        "was": one.was,
    }


def _shifted(one: Shifted) -> Shape:
    values = {"place": one.place, "kind": one.kind, "before": one.before, "after": one.after}
    return {
        **_pattern(one.pattern),
        "slot": values,
        "times": float(f"{one.times:.6g}"),
        "chance": float(f"{one.chance:.6g}"),
    }


def _first(one: FirstSeen) -> Shape:
    return {**_pattern(one.pattern), "at": iso(at(one.at)), "count": one.count, "later": list(one.later)}
