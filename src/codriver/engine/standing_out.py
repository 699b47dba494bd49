"""What stands out: per service, in which ways it moved, how far, and how that compares with everybody else.

A way is a family of measurements (slow, errors, cpu, memory ...). Sizes are free of units; what everybody shows alike
tells nothing apart. It is wrong where one service alone is measured, and where a quiet series moves by its nature.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from codriver.model import Observation, Signal

CLEAR = 3.0  # robust standard deviations: less is what every series does
FURTHEST = 100.0  # beyond it, further says nothing more
HALF = 10.0  # at so many a movement is half as plain as it can be
LOUD = frozenset({"error", "fatal"})
MEASURED = frozenset({Signal.METRIC, Signal.TRACE})
HELD = frozenset({"connections", "threads", "descriptors", "queue", "saturation", "gc"})
UNCOUNTED = frozenset({"errors", "success", "up", "refusals", "new path"})
SIMPLE = {"cpu": "cpu", "memory": "memory", "network": "network", "disk": "disk", "requests": "traffic"}
CUT = "cut path"
BETWEEN = "network time"
_WAITING = re.compile(r"(^|[^a-z])(client|out|outbound|egress|upstream|src)([^a-z]|$)")


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a service moved: its plainest observation, and how many moved so.

    `size` in [0, 1] says how plain it is; `among` and `beside`, in (0, 1], how it compares with the service that moved
    furthest in this way, and with the one in which most moved.
    """

    seen: Observation
    count: int
    size: float
    among: float
    beside: float

    @property
    def telling(self) -> float:
        return self.size * self.among * (1 + self.beside) / 2


Ways = Mapping[str, Way]


def standing_out(observations: Iterable[Observation]) -> dict[str, dict[str, Way]]:
    """Service -> family -> way; only what moved clearly."""
    found: dict[tuple[str, str], list[Observation]] = {}
    for seen in observations:
        if abs(seen.deviation) >= CLEAR:
            for service, family in _families(seen):
                found.setdefault((service, family), []).append(seen)
    return _compared(found)


def _compared(found: Mapping[tuple[str, str], list[Observation]]) -> dict[str, dict[str, Way]]:
    furthest: dict[str, float] = {}
    most: dict[str, int] = {}
    for (_, family), of in found.items():
        furthest[family] = max([furthest.get(family, 0.0), *map(_far, of)])
        most[family] = max(most.get(family, 0), len(of))
    ways: dict[str, dict[str, Way]] = {}
    for (service, family), of in sorted(found.items()):
        plainest = max(of, key=lambda seen: (abs(seen.deviation), seen.id))
        far = _far(plainest)
        beside = many(len(of), most[family])
        way = Way(plainest, len(of), far / (far + HALF), far / furthest[family], beside)
        ways.setdefault(service, {})[family] = way
    return ways


def _far(seen: Observation) -> float:
    return min(abs(seen.deviation), FURTHEST)


def _families(seen: Observation) -> Iterator[tuple[str, str]]:
    """Of whom, and in which way, an observation speaks: an edge speaks of its caller and of its callee."""
    if seen.signal == Signal.LOG and seen.level in LOUD and seen.deviation > 0:
        yield seen.service, "logged errors"
    if seen.kind == CUT:
        yield seen.service, CUT
    elif seen.signal in MEASURED and seen.service:
        yield from _of_edge(seen) if seen.peer else _of_service(seen)


def _of_edge(seen: Observation) -> Iterator[tuple[str, str]]:
    quality = "errors" if fails(seen) else "slow" if seen.kind == "latency" and seen.deviation > 0 else ""
    if seen.name == "error origin" and seen.deviation > 0:
        yield seen.peer, "error origin"
    elif seen.kind == BETWEEN:
        if seen.deviation > 0:
            yield seen.peer, "blamed: network"
            yield seen.service, "suffers: network"
    elif quality:
        yield seen.peer, f"blamed: {quality}"
        yield seen.service, f"suffers: {quality}"


def _of_service(seen: Observation) -> Iterator[tuple[str, str]]:
    rose = seen.deviation > 0
    if seen.name == "error origin":
        family = "error origin" if rose else ""
    elif seen.name == "self latency" or seen.kind == "own time":
        family = "own time" if rose else ""
    elif fails(seen):
        family = "errors"
    elif seen.kind == "latency":
        family = ("waits" if waiting(seen.name) else "slow") if rose else "faster"
    else:
        family = _of_resource(seen.kind, rose=rose)
    if family:
        yield seen.service, family


def _of_resource(kind: str, *, rose: bool) -> str:
    if kind in SIMPLE or kind in HELD:
        return f"{SIMPLE.get(kind, 'resource')} {'rose' if rose else 'fell'}"
    if kind == "silence":
        return "silent"
    if kind == "restarts":
        return "restarts" if rose else ""
    return "" if kind in UNCOUNTED else "other"


def fails(seen: Observation) -> bool:
    """Whether more fails than before, however it is counted."""
    if seen.kind in ("errors", "refusals"):
        return seen.deviation > 0
    return seen.kind in ("success", "up") and seen.deviation < 0


@lru_cache(maxsize=4096)
def waiting(name: str) -> bool:
    """Whether a metric's name says that it was measured on the side of the one who asks."""
    return bool(_WAITING.search(name.lower()))


def many(count: int, most: int) -> float:
    """How many moved beside the service in which most did, in [0, 1]."""
    return math.log1p(count) / math.log1p(most) if most else 0.0
