"""Cases in which there is no cause to find, made from those that have one: naming a cause with confidence is wrong.

`quiet`: the end of the normal time stands where the incident was; what was changed meanwhile stays. `unseen`: all that
was measured of the cause, or names it, is taken away; what others felt stays. Which becomes what is drawn by id.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from bench.packs.reading import Case, Frame

OF, MADE = 7, 3  # 3 beside each 7 are 30 % of what is measured
LEAST = 2  # times as many rows of the normal time as are moved
KEPT = ("case_id", "symptom", "t_detect", "topology", "candidates", "changes")
QUIET, UNSEEN = "quiet", "cause unseen"


def with_controls(cases: Iterable[Case]) -> Iterator[Case]:
    """The cases, and beside 3 of 7 of them one that has no cause."""
    for case in cases:
        yield case
        yield from controls(case)


def controls(case: Case) -> Iterator[Case]:
    """One control of the case if its id asks for one: quiet or unseen, by turns where both can be made."""
    drawn = int(hashlib.sha256(case.id.encode()).hexdigest(), 16)
    if drawn % OF >= MADE or case.control or case.printed:
        return
    made = [one for one in (quiet(case), unseen(case)) if one]
    if made:
        yield made[drawn // OF % len(made)]


def quiet(case: Case) -> Case | None:
    """Nothing happened: the end of the normal time, at the incident's hour."""
    rows = min(len(case.incident.times), len(case.reference.times) // (LEAST + 1))
    if not rows:
        return None
    before, values = case.reference, case.reference.values[-rows:]
    kept = {key: case.row[key] for key in KEPT if key in case.row}
    return replace(
        _control(case, QUIET),
        row=kept,
        reference=Frame(before.columns, before.times[:-rows], before.values[:-rows]),
        incident=Frame(before.columns, case.incident.times[:rows], values),
        spans=(),
    )


def unseen(case: Case) -> Case | None:
    """The cause left no trace of its own; None where it can be the symptom alone that is left."""
    gone = case.truth
    if not gone or gone == case.row.get("symptom") or case.printed:
        return None
    return replace(
        _control(case, UNSEEN),
        row=_without(case.row, gone),
        reference=_frame_without(case.reference, gone),
        incident=_frame_without(case.incident, gone),
        spans=tuple(row for row in case.spans if gone not in (row[1], row[2])),
    )


def _control(case: Case, kind: str) -> Case:
    label = {"service": None, "control": True, "fault_type": kind}
    return replace(case, id=f"{case.id} ({kind})", label=label, control=True, cascade=None)


def _without(row: Any, gone: str) -> dict[str, Any]:
    left = {**row, "candidates": [name for name in row.get("candidates") or () if name != gone]}
    left["topology"] = [edge for edge in row.get("topology") or () if gone not in edge]
    left["changes"] = [change for change in row.get("changes") or () if change["service"] != gone]
    left["calls_10s"] = [call for call in row.get("calls_10s") or () if gone not in call[2:4]]
    left["logs"] = [line for line in row.get("logs") or () if gone != line[1] and gone not in line[2]]
    left["evidence"] = {
        kind: [event for event in events if gone not in event[:2]] if isinstance(events, list) else events
        for kind, events in (row.get("evidence") or {}).items()
    }
    return left


def _frame_without(frame: Frame, gone: str) -> Frame:
    kept = [at for at, (service, metric) in enumerate(frame.columns) if service != gone and not _names(metric, gone)]
    columns = tuple(frame.columns[at] for at in kept)
    return Frame(columns, frame.times, tuple(tuple(row[at] for at in kept) for row in frame.values))


def _names(metric: str, service: str) -> bool:
    """Whether a metric is of an edge with that end: `name@out:caller>callee@pod`."""
    _, _, rest = metric.partition("@")
    return service in rest.partition("@")[0].partition(":")[2].split(">")
