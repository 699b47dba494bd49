"""The smaller answers as JSON's own types: a timeline, a citation that was looked up, the doctor's report.

Pure. The shapes are versioned and described in `codriver/schemas/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.model import plain
from codriver.room.shape import Shape, change_shape, citations_shape, gap_shape, service_shape

if TYPE_CHECKING:
    from codriver.room.doctor import Report
    from codriver.room.look_up import Shown
    from codriver.room.timeline import Timeline

CHANGES, SHOW, DOCTOR = "codriver.changes/1", "codriver.show/1", "codriver.doctor/1"


def shape_of_timeline(timeline: Timeline) -> Shape:
    """Every change with its distance from the onset in seconds (negative: before), null without an onset."""
    return {
        "schema": CHANGES,
        "onset": plain(timeline.onset),
        "changes": [
            {
                **change_shape(row.change),
                "seconds_from_onset": plain(row.seconds_from_onset),
                "dependants": list(row.dependants),
            }
            for row in timeline.rows
        ],
        "gaps": [gap_shape(gap) for gap in timeline.gaps],
        "citations": citations_shape(cite for row in timeline.rows for cite in row.change.cites),
    }


def shape_of_shown(shown: Shown) -> Shape:
    """What an id stands for: its place and quote when it is a citation, else the lines that describe it."""
    return {
        "schema": SHOW,
        "id": shown.id,
        "incident": shown.incident,
        "kind": shown.kind,
        "source": shown.ref.source if shown.ref else None,
        "locator": shown.ref.locator if shown.ref else None,
        "quote": shown.quote,
        "lines": list(shown.lines),
    }


def shape_of_report(report: Report) -> Shape:
    """What is connected, what is missing, and which signals of which service were seen; critical services first."""
    return {
        "schema": DOCTOR,
        "connected": [{"name": one.name, "kind": one.kind, "says": one.says} for one in report.connected],
        "coverage": [
            {
                "service": one.service,
                "criticality": one.criticality,
                "seen": list(one.seen),
                "missing": list(one.missing),
            }
            for one in report.coverage
        ],
        "services": [service_shape(service) for service in report.services],
        "gaps": [gap_shape(gap) for gap in report.gaps],
    }
