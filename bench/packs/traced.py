"""Packs of stack traces: which file, function or class has to be mended, ranked as `codriver stacktrace` ranks.

The files that the case shows, or its candidate classes, are the repository. Beside it stands the innermost frame of
ours. Cases in which no frame is ours are left out: nothing in them says where.
"""

import time
from collections.abc import Iterable, Iterator, Sequence

from bench.packs.reading import Case
from bench.packs.scoring import Place, Scored
from codriver.model import Frame
from codriver.room.trace_to_code import Placed, placed, ranked
from codriver.telemetry.blame import blamed, is_test
from codriver.telemetry.stacktraces import StackTrace, best, readers


def text_of(case: Case) -> str:
    """The trace of a case, or an empty string: then it is a case of another kind."""
    evidence = case.row.get("evidence") or {}
    return str(evidence.get("traceback") or evidence.get("stack_trace") or "")


def score_trace(case: Case) -> Iterator[Scored]:
    """One row for the file or class; one more for the function where the answer names it."""
    began = time.process_time()
    trace = best(text_of(case), readers())
    paths = _paths(case)
    frames = [frame for one in (trace, *trace.causes) for frame in one.frames] if trace else []
    places = placed([frame for frame in frames if not is_test(frame.file)], paths)
    if trace is None or not places:
        return
    files = [candidate.path for candidate in ranked(trace, places, (), paths)]
    spent = time.process_time() - began
    inner = _inner(trace, places)
    what = "class" if (case.row.get("evidence") or {}).get("stack_trace") else "file"
    yield _scored(case, what, files, [inner.path], _files(case), spent)
    if case.label.get("functions"):
        wanted = {(path, name.rpartition(".")[2]) for path, name in case.label["functions"]}
        yield _scored(case, "function", _functions(trace, places), [_function(inner)], wanted, spent)


def _paths(case: Case) -> tuple[str, ...]:
    shown = (case.row.get("evidence") or {}).get("files") or {}
    return (*shown, *(f"{name.partition('$')[0].replace('.', '/')}.java" for name in case.candidates))


def _files(case: Case) -> set[str]:
    told = [one if isinstance(one, str) else one["file"] for one in case.label.get("files") or ()]
    known = _paths(case)
    return {next((path for path in known if one.endswith(path)), one) for one in told}


def _inner(trace: StackTrace, places: Sequence[Placed]) -> Placed:
    by_frame = {place.frame: place for place in places}
    frames = [frame for frame in reversed(trace.root.frames) if frame in by_frame]
    return by_frame[frames[0]] if frames else places[-1]


def _functions(trace: StackTrace, places: Sequence[Placed]) -> list[tuple[str, str]]:
    by_frame = {place.frame: place for place in places}
    ordered = sorted(blamed(trace, by_frame), key=lambda one: (-one.weight, one.rank))
    return list(dict.fromkeys(_function(by_frame[one.frame]) for one in ordered))


def _function(place: Placed) -> tuple[str, str]:
    return place.path, _bare(place.frame)


def _bare(frame: Frame) -> str:
    return frame.function.rpartition(".")[2]


def _scored(
    case: Case, what: str, order: Sequence[object], inner: Sequence[object], wanted: Iterable[object], spent: float
) -> Scored:
    truth = frozenset(wanted)
    return Scored(
        set=f"{case.set} ({what})",
        case=case.id,
        system=case.system,
        fault="",
        cascade=None,
        control=False,
        truth=", ".join(sorted(map(str, truth))),
        place=_place(order, truth),
        leader=str(order[0]) if order else "",
        outcome="",
        probability=None,
        path_verified=None,
        cpu_s=round(spent, 4),
        baselines={"innermost frame of ours": _place(inner, truth)},
        says=tuple(map(str, order[:5])),
    )


def _place(order: Sequence[object], truth: frozenset[object]) -> Place:
    at = next((index for index, one in enumerate(order) if one in truth), None)
    return Place(len(order), 0) if at is None else Place(at, 1)
