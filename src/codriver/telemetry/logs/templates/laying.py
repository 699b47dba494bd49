"""Templates laid over each other: one statement with several names in it, each of which was seen with few others.

Three at least that are equally long, have the same words that are no names, share most of the rest, and differ only
where plain words stand, are one. When it is wrong: three messages of one shape, made of other nouns.
"""

from collections import defaultdict
from collections.abc import Callable, Collection

from codriver.telemetry.logs.templates.marks import MARKS

_Key = tuple[str, ...]
_ANYTHING = MARKS["*"]
_LEAST = 3  # members of one, words they share
_SHARE = 0.5  # of their tokens are the same


def laid_together(keys: Collection[_Key], may_be_name: Callable[[str], bool]) -> dict[_Key, _Key]:
    """What each key becomes; most stay as they are. The order makes no difference."""
    homes = {key: key for key in keys}
    alike: dict[tuple[str | None, ...], list[_Key]] = defaultdict(list)
    for key in keys:
        alike[tuple(None if may_be_name(token) else token for token in key)].append(key)
    for frame in (some for some in alike.values() if len(some) >= _LEAST):
        for members in _near(sorted(frame)):
            home = _home(members)
            homes |= dict.fromkeys(members, home) if home else {}
    return homes


def _near(keys: list[_Key]) -> list[list[_Key]]:
    """Keys beside the first one left that they share enough with, again and again."""
    groups = []
    while keys:
        first = keys[0]
        rest: list[_Key] = []
        near: list[_Key] = []
        for key in keys:
            same = sum(one == other for one, other in zip(key, first, strict=True))
            (near if same >= _SHARE * len(first) else rest).append(key)
        groups.append(near)
        keys = rest
    return groups


def _home(members: list[_Key]) -> _Key | None:
    columns = [set(column) for column in zip(*members, strict=True)]
    words = sum(len(seen) == 1 and len(word := min(seen)) >= _LEAST and word.isalpha() for seen in columns)
    slots = sum(len(seen) > 1 for seen in columns)
    if len(members) < _LEAST or words < max(_LEAST, slots):
        return None
    return tuple(min(seen) if len(seen) == 1 else _ANYTHING for seen in columns)
