"""What moved in one service and hardly anywhere else, and in one instance but not in the instances beside it.

What load does, it does to all alike; what is wrong with one shows in it alone. Instances of one service are names that
differ by their number only. It is wrong where load is not shared out evenly, and where the others are not measured.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from codriver.engine.standing_out import CLEAR, FURTHEST, HALF
from codriver.model import Observation, Signal

_NUMBER = re.compile(r"[-_.]?\d+$")
_Key = tuple[str, bool]
_Moved = Mapping[_Key, Observation]


@dataclass(frozen=True, slots=True)
class Unlike:
    """Sizes in [0, 1], each beside the service that has most of it, and what shows it.

    `alone`: measurements that hardly any other service shows moved. `apart`: those that the instances beside it do not
    show. `handed_over`: what fell in it and rose in one beside it.
    """

    alone: float
    apart: float
    handed_over: float
    shown_by: tuple[Observation, ...]
    apart_by: tuple[Observation, ...]
    handed_by: tuple[Observation, ...]


def unlike_others(observations: Iterable[Observation]) -> dict[str, Unlike]:
    """Every service of which a metric moved clearly."""
    moved: dict[str, dict[_Key, Observation]] = {}
    for seen in observations:
        if seen.signal == Signal.METRIC and seen.service and not seen.peer and abs(seen.deviation) >= CLEAR:
            moved.setdefault(seen.service, {}).setdefault((seen.name, seen.deviation > 0), seen)
    if len(moved) < 2:  # noqa: PLR2004 - alone among nobody says nothing
        return {}
    shown = {key: sum(key in of for of in moved.values()) for of in moved.values() for key in of}
    rare = {key: math.log(len(moved) / count) ** 2 for key, count in shown.items()}
    alone = {name: sum(rare[key] * _plain(seen) for key, seen in of.items()) for name, of in moved.items()}
    apart = {name: tuple(_apart(name, of, moved)) for name, of in moved.items()}
    handed = {name: tuple(_handed_over(name, of, moved)) for name, of in moved.items()}
    most = (max(alone.values()), max(map(len, apart.values())), max(map(len, handed.values())))
    return {
        name: Unlike(
            alone=_share(alone[name], most[0]) * max(map(_plain, of.values())),
            apart=_share(len(apart[name]), most[1]),
            handed_over=_share(len(handed[name]), most[2]),
            shown_by=_rarest(of, shown),
            apart_by=apart[name],
            handed_by=handed[name],
        )
        for name, of in sorted(moved.items())
    }


def stem(name: str) -> str:
    """The name of the service whose instance this is: without its number."""
    return _NUMBER.sub("", name)


def _beside(name: str, moved: Mapping[str, _Moved]) -> Iterator[_Moved]:
    return (of for other, of in moved.items() if other != name and stem(other) == stem(name) != other)


def _apart(name: str, of: _Moved, moved: Mapping[str, _Moved]) -> Iterator[Observation]:
    beside = list(_beside(name, moved))
    return (seen for key, seen in of.items() if beside and not any(key in other for other in beside))


def _handed_over(name: str, of: _Moved, moved: Mapping[str, _Moved]) -> Iterator[Observation]:
    beside = list(_beside(name, moved))
    return (seen for (key, rose), seen in of.items() if not rose and any((key, True) in other for other in beside))


def _rarest(of: _Moved, shown: Mapping[_Key, int]) -> tuple[Observation, ...]:
    return tuple(seen for key, seen in sorted(of.items(), key=lambda one: (shown[one[0]], one[0])))[:4]


def _plain(seen: Observation) -> float:
    far = min(abs(seen.deviation), FURTHEST)
    return far / (far + HALF)


def _share(value: float, most: float) -> float:
    return value / most if most > 0 else 0.0
