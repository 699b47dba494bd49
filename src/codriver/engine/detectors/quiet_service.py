"""A service that logged or answered steadily before the onset and has fallen silent, while it is still being called.

When it is wrong: a batch job that was due to end, a log shipper that stopped, a service that was scaled to zero on
purpose.
"""

from collections.abc import Iterator

from codriver.engine import sizes
from codriver.engine.finding_of import finding_of
from codriver.engine.words import rate
from codriver.model import Finding, Observation, Situation

FEWER = 0.5
SILENT = 0.1  # share of the former rate that still counts as silence: a last gasp, a health probe


def detect(situation: Situation) -> Iterator[Finding]:
    """One finding a service whose lines or requests all but ended."""
    unasked = _no_longer_called(situation)
    for seen in situation.observations:
        if not seen.peer and seen.kind == "silence" and _fell(seen) and seen.service not in unasked:
            yield finding_of(
                seen,
                "quiet_service",
                says=f"{seen.service} fell silent (lines: {rate(seen.before)} -> {rate(seen.after)})",
                size=max(0.5, sizes.of_shift(seen.deviation)),
                trouble=True,
                kind="silence",
            )


def _no_longer_called(situation: Situation) -> frozenset[str]:
    """Services that their callers, all together, call less than before: their silence is somebody else's trouble.

    Only what callers count tells: a dead service's own counter ends with it.
    """
    calls: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for seen in situation.observations:
        if seen.kind == "requests" and seen.peer and seen.before is not None and seen.after is not None:
            calls.setdefault((seen.peer, seen.signal), []).append((seen.before, seen.after))
    fewer = ((peer, sum(b for b, _ in of), sum(a for _, a in of)) for (peer, _), of in calls.items())
    return frozenset(peer for peer, before, after in fewer if before > 0 and after <= FEWER * before)


def _fell(seen: Observation) -> bool:
    return bool(seen.before) and seen.after is not None and seen.after <= SILENT * (seen.before or 0.0)
