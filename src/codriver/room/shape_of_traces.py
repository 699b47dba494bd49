"""What is known of a trace as JSON's own types. Pure; described in `codriver/schemas/stacktrace.json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.model import Frame, plain
from codriver.room.shape import Shape, gap_shape

if TYPE_CHECKING:
    from codriver.room.stacktrace import Code, Told
    from codriver.room.trace_to_code import Candidate
    from codriver.telemetry.stacktraces import StackTrace

STACKTRACE = "codriver.stacktrace/1"


def shape_of_told(told: Told) -> Shape:
    """Exceptions from the one that was raised to the root cause; frames from the outermost to the throw site."""
    trace = told.trace
    return {
        "schema": STACKTRACE,
        "language": trace.language if trace else None,
        "exceptions": [_exception(one) for one in (trace, *reversed(trace.causes))] if trace else [],
        "suppressed": [_exception(one) for one in trace.suppressed] if trace else [],
        "root": _exception(trace.root) if trace else None,
        "thrown_at": _frame(trace.thrown_at) if trace and trace.thrown_at else None,
        "first_ours": _frame(trace.first_ours) if trace and trace.first_ours else None,
        "fingerprint": told.fingerprint or None,
        "likely_causes": [{"means": one.means, "look_at": one.look_at} for one in told.likely],
        "code": [_code(one) for one in told.code],
        "candidates": [_candidate(one) for one in told.candidates],
        "gaps": [gap_shape(gap) for gap in told.gaps],
    }


def _exception(trace: StackTrace) -> Shape:
    return {"type": trace.exception, "message": trace.message, "frames": [_frame(frame) for frame in trace.frames]}


def _frame(frame: Frame) -> Shape:
    return {"file": frame.file, "line": frame.line, "function": frame.function, "ours": frame.ours, "code": frame.code}


def _code(code: Code) -> Shape:
    frame = code.place.frame
    named = {"path": code.place.path, "line": frame.line, "function": frame.function}
    return {**named, "first": code.first, "lines": list(code.lines)}


def _candidate(one: Candidate) -> Shape:
    commits = [
        {"sha": commit.sha, "at": plain(commit.committed_at), "by": commit.author, "subject": commit.subject}
        for commit in one.commits
    ]
    return {"path": one.path, "score": one.score, "why": list(one.why), "commits": commits}
