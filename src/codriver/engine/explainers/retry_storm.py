"""A service asks again and again what it is not answered in time, and what it asks drowns in the repeats.

What it looks for: calls toward one callee that rose several times more than the requests which the caller itself gets.
When it is wrong: a cache in between that lost its entries, a job that asks for many things at once.
"""

from collections.abc import Iterator

from codriver.engine.attempts import Attempts
from codriver.engine.evidence import supports
from codriver.engine.onset_of import before_trouble
from codriver.engine.seen import Seen
from codriver.model import Evidence, Hypothesis, Situation

HALF = 3.0  # times as many calls a request: half as plain as it gets


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a caller whose calls for each request multiplied while the callee is in trouble."""
    for (caller, callee), found in sorted(seen.insisting.items()):
        if callee in seen.troubled or (caller, callee) in seen.edges:
            change = max(before_trouble(situation, caller, found.at), key=lambda one: (one.at, one.id), default=None)
            yield Hypothesis(
                suspect=caller,
                mechanism="retries",
                detail=callee,
                says=f"{caller} repeats its calls to {callee} until {callee} can carry no more",
                at=change.at if change else seen.since(callee),
                change=change,
                evidence=tuple(_evidence(found)),
            )


def _evidence(found: Attempts) -> Iterator[Evidence]:
    more = found.times - 1
    yield supports("attempts_rose", found.says, found.cites, more / (more + HALF))
