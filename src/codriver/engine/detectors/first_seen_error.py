"""Error or warning lines of a shape that never occurred before the onset, and occur now.

When it is wrong: a rare error that the short time before the onset missed, a reworded message after a harmless deploy,
lines of a start or a shutdown.
"""

from collections.abc import Iterator

from codriver.engine import sizes
from codriver.engine.finding_of import finding_of
from codriver.engine.words import short
from codriver.model import Finding, Observation, Signal, Situation, Window

LOUD = frozenset({"error", "fatal"})
GRAVE = frozenset({"memory", "disk", "descriptors"})  # what has run out never does so by the way: once is enough
WATCHED = LOUD | {"warn"}


def detect(situation: Situation) -> Iterator[Finding]:
    """One finding a new shape; trouble when it is a grave error, or comes more often than by luck."""
    for seen in situation.observations:
        if seen.signal == Signal.LOG and seen.level in WATCHED and seen.before == 0.0 and _occurs(seen):
            yield _finding(seen, situation.window)


def _occurs(seen: Observation) -> bool:
    return bool(seen.after) and seen.count > 0


def _finding(seen: Observation, window: Window | None) -> Finding:
    return finding_of(
        seen,
        "first_seen_error",
        says=f"{seen.service or 'it'} now logs “{short(seen.text or seen.name)}” ({seen.count} x, never before)",
        size=sizes.of_count(seen.count) * (1.0 if seen.level in LOUD else 0.5),
        trouble=seen.level in LOUD and (seen.kind in GRAVE or sizes.is_surprise(seen.count, window)),
    )
