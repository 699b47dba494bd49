"""Exceptions with a stack trace that are new or much more frequent since the onset.

When it is wrong: an exception that is handled and logged for the record, a trace that a library logs on every retry.
"""

from collections.abc import Iterator

from codriver.engine import sizes
from codriver.engine.finding_of import finding_of
from codriver.engine.words import short
from codriver.model import Finding, Observation, Signal, Situation


def detect(situation: Situation) -> Iterator[Finding]:
    """One finding an exception type and throw site."""
    for seen in situation.observations:
        if seen.signal == Signal.EXCEPTION and _matters(seen):
            yield finding_of(
                seen,
                "thrown_exception",
                says=f"{seen.service or 'the trace'} throws {seen.name}: {short(seen.text)}{_where(seen)}",
                size=max(sizes.of_shift(seen.deviation), sizes.of_count(seen.count)),
                trouble=seen.before is None or bool(seen.before) or sizes.is_surprise(seen.count, situation.window),
                kind=seen.kind or "exception",
            )


def _matters(seen: Observation) -> bool:
    return seen.count > 0 and (not seen.before or seen.deviation >= sizes.CLEAR_SHIFT)


def _where(seen: Observation) -> str:
    ours = [frame for frame in seen.frames if frame.ours]
    return f" in {ours[-1].file}:{ours[-1].line} {ours[-1].function}" if ours else ""
