"""Calls that spend far more time between two services than before, or than other calls do: network, or a full queue.

When it is wrong: a callee that answers late because it takes requests one after the other, clients that wait for a
connection of their own pool.
"""

from collections.abc import Iterator

from codriver.engine import sizes
from codriver.engine.finding_of import FELT, finding_of
from codriver.engine.standing_out import BETWEEN
from codriver.model import Finding, Situation


def detect(situation: Situation) -> Iterator[Finding]:
    """One finding an edge; `service` is the caller that waits, `peer` the callee."""
    for seen in situation.observations:
        added = (seen.after or 0.0) - (seen.before or 0.0)
        if seen.kind == BETWEEN and seen.deviation >= sizes.CLEAR_SHIFT and added >= FELT["s"]:
            yield finding_of(
                seen, "slow_way", says=seen.says, size=sizes.of_shift(seen.deviation), trouble=True, kind="latency"
            )
