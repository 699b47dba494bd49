"""Folds that share no fault, and what each incident comes to under weights that have not seen its fault."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.fitting.logit import NONE, Weights, fit, score
from bench.fitting.rows import Candidate, Incident
from codriver.engine.confidence import signs
from codriver.engine.rank import RULED_OUT, TOO_LATE

FOLDS = 6


@dataclass(frozen=True, slots=True)
class Told:
    """An incident as unseen: the signs of the first, whether it is right, how many stand before and beside the truth.

    Where nothing is suspected there are no signs.
    """

    incident: Incident
    signs: Mapping[str, float]
    right: bool
    better: int
    level: int


def fold_of(group: str, seed: int) -> int:
    """The same fault always falls into the same fold."""
    return int(hashlib.sha256(f"{seed}/{group}".encode()).hexdigest(), 16) % FOLDS


def cross_validated(
    incidents: Sequence[Incident], prior: Mapping[str, float], strength: float, seed: int
) -> Iterator[Told]:
    """Each incident under weights fitted without its fault."""
    for fold in range(FOLDS):
        learnt = {**prior, **fit([one for one in incidents if fold_of(one.group, seed) != fold], prior, strength)}
        yield from (told(one, learnt) for one in incidents if fold_of(one.group, seed) == fold)


def told(one: Incident, weights: Weights) -> Told:
    """What weights make of an incident, as the engine would."""
    scored = sorted(((score(c.features, weights), c) for c in one.candidates), key=lambda pair: -pair[0])
    none = weights.get(NONE, 0.0)
    kept = [(value, c) for value, c in scored if not _is_out(value - none, c)]
    better, level = _place(scored)
    if not kept or not one.trouble:
        return Told(one, {}, right=False, better=better, level=level)
    first = kept[0][1]
    rivals = [other for other, c in kept if _rival(first, c)]
    own = [other for other, c in kept if not _rival(first, c)]
    found = signs(own, rivals, none)
    return Told(one, found, right=first.placed or first.right, better=better, level=level)


def _is_out(over: float, candidate: Candidate) -> bool:
    late = any(candidate.features.get(name, 0.0) <= -1 for name in TOO_LATE)
    return late or (over <= RULED_OUT and candidate.against)


def _place(scored: Sequence[tuple[float, Candidate]]) -> tuple[int, int]:
    """How many suspects stand before the cause's best candidate, and how many beside it."""
    best: dict[str, float] = {}
    for value, candidate in scored:
        best[candidate.key[0]] = max(best.get(candidate.key[0], value), value)
    mine = max((value for value, candidate in scored if candidate.right), default=None)
    if mine is None:
        return len(best), 1
    return sum(value > mine for value in best.values()), max(1, sum(value == mine for value in best.values()))


def _rival(first: Candidate, other: Candidate) -> bool:
    changes = first.key[1] and other.key[1] and first.key[1] != other.key[1]
    return first.key[0] != other.key[0] or bool(changes)
