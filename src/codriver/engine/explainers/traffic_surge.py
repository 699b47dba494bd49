"""More requests than before came in, and the system could not carry them.

When it is wrong: the rise is made of retries (then it follows the errors), or the traffic came after the trouble.
"""

from collections.abc import Iterator
from datetime import timedelta

from codriver.engine.evidence import contradicts, supports
from codriver.engine.onset_of import tolerance
from codriver.engine.seen import Seen, earliest
from codriver.model import Evidence, Finding, Hypothesis, Situation

SCRAPED = timedelta(minutes=1)  # counters are read that seldom: an order in time within it says nothing


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a service where users come in and requests rose."""
    entries = seen.graph.entries()
    for finding in seen.findings:
        if finding.detector == "traffic_surge" and (finding.service in entries or not entries):
            yield Hypothesis(
                suspect=finding.service,
                mechanism="surge",
                says=f"more traffic than usual came in at {finding.service}",
                at=earliest([finding.at]),
                evidence=tuple(_evidence(situation, seen, finding)),
            )


def _evidence(situation: Situation, seen: Seen, surge: Finding) -> Iterator[Evidence]:
    starts = [finding for name in seen.troubled for finding in seen.dated(name)[:1]]
    first = min(starts, key=lambda f: (f.at, f.id), default=None)
    late = surge.at - first.at if first else timedelta()
    if first and late > max(SCRAPED, tolerance(situation.window)):
        yield contradicts("surge_after_onset", f"it rose after the trouble began: {first.says}", first.cites)
    elif late <= tolerance(situation.window):
        yield supports("surge_before_onset", surge.says, surge.cites, surge.size)
