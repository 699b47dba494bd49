"""A service that moved, or whose callers all wait, although nobody says what is wrong with it: a place to look first.

When it is wrong: load that moves everything, a deploy that restarts everything, a series that moves by its nature. It
never leads by words of its own: there are none.
"""

from collections.abc import Iterator

from codriver.engine.compared import WAITS
from codriver.engine.seen import Seen, earliest
from codriver.model import Hypothesis, Situation


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a service that moved or is waited for, and of which no caller or figure says how it fails."""
    del situation
    known = {callee for _, callee in seen.edges} | seen.troubled.keys()
    for suspect in sorted((seen.ways.keys() | _waited_for(seen)) - known):
        ways = sorted(seen.ways.get(suspect, {}).values(), key=lambda way: (-way.telling, way.seen.id))
        yield Hypothesis(
            suspect=suspect,
            mechanism="unlike before",
            says=f"{suspect} is unlike before: {ways[0].seen.says}" if ways else f"those who call {suspect} wait",
            at=earliest(way.seen.at for way in ways),
        )


def _waited_for(seen: Seen) -> set[str]:
    """What the services call that wait or fail."""
    waiting = [name for name, ways in seen.ways.items() if WAITS & ways.keys()]
    return {callee for name in waiting for callee in seen.graph.callees.get(name, frozenset())}
