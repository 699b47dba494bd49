"""How a suspect compares with every other service: evidence that holds for every kind of cause.

What moved in it, whether that is plainer than elsewhere, whether it only waits for others, whether all who call it
wait, and how much of the added seconds and failures is its own. It never says that somebody is healthy: not moved
may be not measured.
"""

from collections.abc import Iterator, Mapping

from codriver.engine.added import Added
from codriver.engine.begins_here import begins_here
from codriver.engine.evidence import cites_of, contradicts, supports
from codriver.engine.seen import Seen
from codriver.engine.standing_out import Way, many
from codriver.model import Evidence

FOR = {
    "slow": "its own answers became slow",
    "errors": "its own answers fail",
    "own time": "it spends more time itself",
    "error origin": "failing requests begin there",
    "cpu rose": "its CPU rose",
    "memory rose": "its memory rose",
    "disk rose": "its disk is used more",
    "resource rose": "what it holds rose",
    "network fell": "it sends or receives less",
    "traffic fell": "fewer requests reach it",
    "logged errors": "it logs errors",
    "silent": "it fell silent",
    "restarts": "it restarted",
    "blamed: slow": "calls to it became slow",
    "blamed: errors": "calls to it fail",
    "memory fell": "its memory fell",
    "cpu fell": "its CPU fell",
    "disk fell": "its disk is used less",
    "resource fell": "what it holds fell",
    "other": "something of it moved",
}
AGAINST = {
    "waits": "it waits longer for what it calls",
    "suffers: slow": "its calls to others became slow",
    "suffers: errors": "its calls to others fail",
    "faster": "it answers faster than before",
    "traffic rose": "more requests reach it",
    "network rose": "it sends or receives more",
}
USED_UP = frozenset({"cpu rose", "memory rose", "disk rose", "resource rose"})
FELT = ("slow", "errors")  # as far as they are its own, and matter where it is felt
MOST_SAID = 4
WAITS = frozenset({"slow", "errors", "waits", "suffers: slow", "suffers: errors"})


def feature_of(family: str) -> str:
    """The name of the evidence that a family of movements is."""
    return "moved_" + family.replace(": ", "_").replace(" ", "_")


def compared(seen: Seen, suspect: str) -> Iterator[Evidence]:
    """The evidence for and against a suspect from how it compares with the rest."""
    ways = seen.ways.get(suspect, {})
    for family, way in ways.items():
        if family in FOR:
            telling = way.telling * _own(seen, suspect, family)
            yield supports(feature_of(family), _says(FOR[family], way), way.seen.cites, telling)
        elif family in AGAINST:
            yield contradicts(feature_of(family), _says(AGAINST[family], way), way.seen.cites, way.telling)
    yield from _in_many_ways(seen, ways)
    yield from _callers_wait(seen, suspect)
    yield from begins_here(seen, suspect)
    yield from _ways_meet(seen, suspect)
    yield from _unlike_others(seen, suspect)
    for quality, added in zip(("time", "failures"), seen.added, strict=True):
        yield from _own_share(seen, suspect, quality, added)


def _own(seen: Seen, suspect: str, family: str) -> float:
    if family not in FELT:
        return 1.0
    return seen.added[FELT.index(family)].own_share(suspect) * seen.matters(suspect)


def _says(words: str, way: Way) -> str:
    more = f", with {way.count - 1} more like it" if way.count > 1 else ""
    most = ", more than in any other service" if way.among == 1 else ""
    return f"{words}{most}: {way.seen.says}{more}"


def _in_many_ways(seen: Seen, ways: Mapping[str, Way]) -> Iterator[Evidence]:
    if not ways:
        return
    cites = cites_of(way.seen for way in ways.values())
    families = max(len(of) for of in seen.ways.values())
    counted = sum(way.count for way in ways.values())
    most = max(sum(way.count for way in of.values()) for of in seen.ways.values())
    yield supports("moved_in_many_ways", _listed([*ways]), cites, len(ways) / families)
    measurements = "one of its measurements" if counted == 1 else f"{counted} of its measurements"
    yield supports("moved_most", f"{measurements} moved", cites, many(counted, most))


def _listed(families: list[str]) -> str:
    """What changed, in a reader's words, those first that would make it a cause."""
    words = [FOR[family] for family in families if family in FOR]
    words += [AGAINST[family] for family in families if family in AGAINST]
    said = "; ".join(words[:MOST_SAID]) + (f"; and {len(words) - MOST_SAID} more" if len(words) > MOST_SAID else "")
    return f"one thing about it changed: {said}" if len(words) == 1 else f"{len(words)} things about it changed: {said}"


def _callers_wait(seen: Seen, suspect: str) -> Iterator[Evidence]:
    """All who call it wait, and hardly anybody else does."""
    callers = sorted(seen.graph.callers.get(suspect, frozenset()) - {suspect})
    waits = {name: size for name in seen.ways if (size := _waits(seen, name))}
    waiting = [name for name in callers if name in waits]
    if waiting:
        here = sum(waits[name] for name in waiting)
        size = here / len(callers) * here / sum(waits.values())
        cites = cites_of(way.seen for name in waiting for family, way in seen.ways[name].items() if family in WAITS)
        yield supports("all_its_callers_wait", _who_waits(waiting), cites, size)


def _who_waits(callers: list[str]) -> str:
    if len(callers) == 1:
        return f"{callers[0]}, which calls it, waits or fails"
    return f"{', '.join(callers[:-1])} and {callers[-1]}, which call it, wait or fail"


def _waits(seen: Seen, service: str) -> float:
    return max((way.size for family, way in seen.ways[service].items() if family in WAITS), default=0.0)


def _ways_meet(seen: Seen, suspect: str) -> Iterator[Evidence]:
    meeting = seen.ways_meet.get(suspect)
    if meeting and meeting.size > 0:
        worst = max(meeting.slow, key=lambda one: (one.deviation, one.id))
        because = f"{len(meeting.slow)} of its {meeting.measured} ways to or from others became slow: {worst.says}"
        yield supports("slow_ways_meet", because, cites_of(meeting.slow), meeting.size)


def _unlike_others(seen: Seen, suspect: str) -> Iterator[Evidence]:
    found = seen.unlike_others.get(suspect)
    if found is None:
        return
    told = (
        ("moved_alone", "this moved in it and in hardly any other service", found.alone, found.shown_by),
        ("unlike_its_siblings", "the instances beside it do not show this", found.apart, found.apart_by),
        ("siblings_took_over", "this fell in it and rose in an instance beside it", found.handed_over, found.handed_by),
    )
    for feature, words, size, shown in told:
        if size > 0:
            yield supports(feature, f"{words}: {shown[0].says}", cites_of(shown), size)


def _own_share(seen: Seen, suspect: str, quality: str, added: Added) -> Iterator[Evidence]:
    """How much of what is added where it is felt is the suspect's own; beside the most of anybody if nothing is.

    What it calls and nobody times may hold its part of it, where something of that moved too.
    """
    own, felt_by = added.own.get(suspect, 0.0), seen.situation.incident.service
    most = max(added.total.values(), default=0.0)
    felt = added.total.get(felt_by, 0.0) if felt_by in added.measured else most
    if own > 0 and felt > 0:
        shown = added.shown_by[suspect]
        share = min(1.0, own / felt)
        untimed = sorted(name for name in seen.graph.callees.get(suspect, ()) if _moved_unmeasured(seen, name, added))
        whose = f"its own or that of {', '.join(untimed)}" if untimed else "its own, not its callees'"
        because = f"{share:.0%} of the {quality} added where it is felt is {whose}: {shown.says}"
        yield supports(f"own_added_{quality}", because, shown.cites, share / (1 + len(untimed)))


def _moved_unmeasured(seen: Seen, name: str, added: Added) -> bool:
    return name not in added.measured and not USED_UP.isdisjoint(seen.ways.get(name, ()))
