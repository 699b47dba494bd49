"""Our own code throws: an exception whose frames are the team's, new or much more frequent since the onset.

When it is wrong: an exception that only passes on what a callee did (a timeout, a refusal), input that nobody should
have sent.
"""

from collections.abc import Iterator

from codriver.engine.code_touched import same_file
from codriver.engine.evidence import contradicts, supports
from codriver.engine.onset_of import could_be_running, tolerance
from codriver.engine.seen import Seen, earliest
from codriver.engine.words import short
from codriver.model import (
    NO_TIME,
    UNNAMED,
    Change,
    ChangeKind,
    Evidence,
    Frame,
    Hypothesis,
    Observation,
    Signal,
    Situation,
)

PASSED_ON = frozenset(
    {
        "clock",
        "authentication",
        "dns",
        "refused",
        "timeout",
        "tls",
        "unreachable",
        "http_5xx",
        "connections",
        "memory",
        "disk",
        "descriptors",
    }
)


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis an exception and throw site in our code."""
    found = {finding.observation for finding in seen.findings}
    for thrown in situation.observations:
        ours = [frame for frame in thrown.frames if frame.ours]
        if thrown.signal == Signal.EXCEPTION and ours and thrown.id in found:
            change = _brought_by(situation, thrown, ours)
            yield Hypothesis(
                suspect=change.service if change else thrown.service,
                mechanism="defect",
                detail="" if change else f"{thrown.name} in {ours[-1].function}",
                says=f"the code of {thrown.service or 'the program'} throws {thrown.name} in {_place(ours)}",
                at=earliest([change.at if change else thrown.at]),
                change=change,
                evidence=(*_evidence(thrown, ours), *_unchanged(situation, thrown, change)),
            )


def _evidence(thrown: Observation, ours: list[Frame]) -> Iterator[Evidence]:
    yield supports("exception_in_our_code", f"{thrown.name}: {short(thrown.text)} at {_place(ours)}", thrown.cites, 1.0)
    if thrown.before == 0.0:
        yield supports("exception_is_new", f"{thrown.name} was never thrown before the onset", thrown.cites)
    if thrown.kind in PASSED_ON:
        yield contradicts("exception_passed_on", f"{thrown.name} speaks of {thrown.kind}", thrown.cites)


def _unchanged(situation: Situation, thrown: Observation, change: Change | None) -> Iterator[Evidence]:
    """Code that was not deployed lately does not begin to throw by itself: something else changed for it."""
    other = [c for c in could_be_running(situation) if c.service == thrown.service and c.at <= thrown.at]
    if change is None and other:
        last = max(other, key=lambda c: (c.at, c.id))
        because = f"its code was not deployed; the last change of {thrown.service} is to its {last.kind.value}"
        yield contradicts("code_unchanged", because, last.cites)


def _brought_by(situation: Situation, thrown: Observation, ours: list[Frame]) -> Change | None:
    """The latest deploy of the service before the throw that touched a file of the trace, or files unknown."""
    slack = tolerance(situation.window)
    fitting = [
        change
        for change in could_be_running(situation)
        if change.kind == ChangeKind.DEPLOY and thrown.service in (change.service, UNNAMED)
        if thrown.at == NO_TIME or change.at - thrown.at <= slack
        if any(same_file(frame.file, path) for frame in ours for path in change.files)
        or (not change.files and thrown.service == change.service)
    ]
    return max(fitting, key=lambda change: (change.at, change.id), default=None)


def _place(ours: list[Frame]) -> str:
    return f"{ours[-1].file}:{ours[-1].line} {ours[-1].function}"
