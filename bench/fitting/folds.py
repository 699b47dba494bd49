"""Folds that share no fault, and what each incident comes to under weights that have not seen its fault."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.fitting.logit import NONE, Weights, fit, score
from bench.fitting.rows import MECHANISM, Candidate, Incident
from codriver.engine.rank import RULED_OUT, VAGUE, softmax

FOLDS = 6


@dataclass(frozen=True, slots=True)
class Told:
    """An incident as unseen: the share of the first, whether it is right, where the truth stands, how many beside."""

    incident: Incident
    share: float
    right: bool
    specific: bool
    better: int
    level: int


def fold_of(group: str, seed: int) -> int:
    """The same fault always falls into the same fold."""
    return int(hashlib.sha256(f"{seed}/{group}".encode()).hexdigest(), 16) % FOLDS


def cross_validated(
    incidents: Sequence[Incident], prior: Mapping[str, float], strength: float, seed: int
) -> Iterator[Told]:
    """Each incident under weights fitted without its fault; those without their cause follow those with it."""
    for fold in range(FOLDS):
        learnt = fit([one for one in incidents if fold_of(one.group, seed) != fold], prior, strength)
        yield from (told(one, learnt) for one in incidents if fold_of(one.group, seed) == fold)


def told(one: Incident, weights: Weights) -> Told:
    """What weights make of an incident, as the engine would."""
    scored = sorted(((score(c.features, weights), c) for c in one.candidates), key=lambda pair: -pair[0])
    none = weights.get(NONE, 0.0)
    kept = [(value, c) for value, c in scored if not (value <= none + RULED_OUT and c.against)]
    if not kept:
        return Told(one, 0.0, right=False, specific=False, better=0, level=1)
    shares = softmax([none, *(value for value, _ in kept)])[1:]
    first = kept[0][1]
    mine = sum(share for share, (_, c) in zip(shares, kept, strict=True) if not _rival(first, c))
    right = any(c.right for _, c in kept if not _rival(first, c)) and first.right
    better, level = _place(scored)
    specific = not any(MECHANISM + name in first.features for name in VAGUE)
    return Told(one, mine, right=right, specific=specific, better=better, level=level)


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
