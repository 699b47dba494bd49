"""Which of the kinds of cause that a pack knows is meant by an answer: the nearest by its words.

The product says what is broken in its own words (mechanism, cause, kind of object); a pack has a closed list of kinds.
Rare words count more than common ones, and a few ways to say the same are known. Nothing here knows any pack.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

_SAME = {
    "containerd": ("container", "runtime"),
    "docker": ("container", "runtime"),
    "unavailable": ("down",),
    "dead": ("down",),
    "pvc": ("claim",),
    "pv": ("volume",),
    "persistentvolumeclaim": ("claim",),
    "persistentvolume": ("volume",),
    "occupied": ("already", "claimed"),
    "binding": ("claimed",),
    "bound": ("claimed",),
    "configmap": ("config", "map"),
    "latency": ("delay",),
    "slow": ("delay",),
    "loss": ("lost",),
    "credentials": ("access",),
    "overload": ("exhausted",),
    "throttled": ("exhausted",),
    "dns": ("name",),
    "unresolved": ("name",),
    "timing": ("time",),
    "delay": ("delay",),
}
_ENDINGS = re.compile(r"(ations?|ions?|ing|ed|es|s)$")
STEM = 4  # letters: what is shorter is left whole


def words(text: str) -> Counter[str]:
    """The words of a name, in one form each."""
    spelt = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", text).lower()
    every = [other for word in re.split(r"[^a-z0-9]+", spelt) if word for other in _SAME.get(word, (word,))]
    return Counter(map(_stem, every))


def nearest(answer: str, kinds: Sequence[str]) -> str:
    """The kind of the pack that the answer's words come nearest to; empty when it shares none with any."""
    spread = Counter(word for kind in kinds for word in words(kind))
    rare = {word: math.log(1 + len(kinds) / count) for word, count in spread.items()}
    marks = {kind: _alike(words(answer), words(kind), rare) for kind in kinds}
    best = max(sorted(marks), key=lambda kind: marks[kind], default="")
    return best if best and marks[best] > 0 else ""


def _alike(answer: Counter[str], kind: Counter[str], rare: dict[str, float]) -> float:
    """The cosine of the two, each word weighed by how rare it is among the kinds."""
    shared = math.fsum(rare[word] ** 2 for word in answer.keys() & kind.keys())
    return shared / (_length(answer, rare) * _length(kind, rare)) if shared else 0.0


def _length(of: Iterable[str], rare: dict[str, float]) -> float:
    return math.sqrt(math.fsum(rare.get(word, 1.0) ** 2 for word in set(of)))


def _stem(word: str) -> str:
    bare = _ENDINGS.sub("", word)
    return bare if len(bare) >= STEM else word
