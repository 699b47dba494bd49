"""Log lines of any level whose words name a way to fail (a certificate, a pool, a disk), new or more often than before.

When it is wrong: configuration printed at the start, text that quotes someone else's error, a pool that is small on
purpose.
"""

from collections.abc import Iterator

from codriver.engine import sizes
from codriver.engine.finding_of import finding_of
from codriver.engine.words import short
from codriver.model import Finding, Observation, Signal, Situation

QUIET = frozenset({"debug", "info", "trace", "warn", ""})  # louder ones are found by their own detectors
SAYS_LITTLE = frozenset({"", "silence", "restart", "http_5xx"})


def detect(situation: Situation) -> Iterator[Finding]:
    """One finding a telling pattern below the level of an error."""
    for seen in situation.observations:
        if seen.signal == Signal.LOG and seen.level in QUIET and seen.kind not in SAYS_LITTLE and _more(seen):
            yield finding_of(
                seen,
                "telling_words",
                says=f"{seen.service or 'somebody'} logs about {seen.kind}: “{short(seen.text or seen.name)}”",
                size=sizes.of_shift(seen.deviation),
            )


def _more(seen: Observation) -> bool:
    return seen.before is not None and bool(seen.after) and seen.deviation >= sizes.CLEAR_SHIFT
