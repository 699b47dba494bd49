"""Services whose pods do not serve: waiting, failing, restarted again and again, or not to be reached where they serve.

When it is wrong: a rollout that is under way, a job that is meant to end, a service scaled down on purpose.
"""

from collections.abc import Iterator

from codriver.engine.finding_of import finding_of
from codriver.model import Finding, Signal, Situation


def detect(situation: Situation) -> Iterator[Finding]:
    """One finding a workload in trouble; its size is the share of it that does not serve."""
    for seen in situation.observations:
        if seen.signal == Signal.EVENT and seen.kind == "pods" and seen.level == "trouble":
            size = float(seen.label("share") or 1.0)
            yield finding_of(seen, "pods_not_serving", says=seen.says, size=max(size, 0.1), trouble=True)
