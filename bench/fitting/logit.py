"""A conditional logit over the candidates of each incident and none-of-these, drawn to a prior (L2).

Evidence keeps its sign: a weight never falls below zero. Pure Python, deterministic: the gradient is projected, its
step after Barzilai and Borwein (1988).
"""

import math
from collections.abc import Iterator, Mapping, Sequence

from bench.fitting.rows import MECHANISM, Incident

NONE = "none of these"
Weights = dict[str, float]
ROUNDS, SMALL = 150, 1e-4
NEW = 0.3  # the prior of evidence that nobody has weighed before


def fit(incidents: Sequence[Incident], prior: Mapping[str, float], strength: float) -> Weights:
    """The weights that make the causes likeliest, less `strength`/2 times their squared distance from the prior."""
    names = sorted({NONE, *(name for one in incidents for c in one.candidates for name in c.features)})
    start = {name: prior.get(name, 0.0 if name.startswith(MECHANISM) else NEW) for name in names}
    weights, slope = dict(start), _slope(incidents, start, start, strength)
    step = 0.02
    for _ in range(ROUNDS):
        after = {name: _allowed(name, weights[name] - step * slope[name]) for name in names}
        new = _slope(incidents, after, start, strength)
        moved = {name: after[name] - weights[name] for name in names}
        if max(map(abs, moved.values())) < SMALL:
            break
        curved = math.fsum(moved[name] * (new[name] - slope[name]) for name in names)
        squared = math.fsum(value * value for value in moved.values())
        step = min(max(squared / curved, 1e-4), 1.0) if curved > 0 else step
        weights, slope = after, new
    return weights


def _allowed(name: str, value: float) -> float:
    return value if name == NONE or name.startswith(MECHANISM) else max(0.0, value)


def _slope(incidents: Sequence[Incident], weights: Weights, start: Weights, strength: float) -> Weights:
    found = {name: strength * (weights[name] - start[name]) for name in weights}
    for one in incidents:
        for name, value in _pull(one, weights):
            found[name] += one.weight * value
    return found


def _pull(one: Incident, weights: Weights) -> Iterator[tuple[str, float]]:
    """What the incident pulls at each weight: what was expected of it less what the cause shows."""
    scores = [weights[NONE], *(score(c.features, weights) for c in one.candidates)]
    right = [not one.has_cause, *(c.right for c in one.candidates)]
    top = max(scores)
    odds = [math.exp(value - top) for value in scores]
    whole, part = sum(odds), sum(value for value, is_right in zip(odds, right, strict=True) if is_right)
    for index, (value, is_right) in enumerate(zip(odds, right, strict=True)):
        excess = value / whole - (value / part if is_right and part > 0 else 0.0)
        if abs(excess) > 1e-9:  # noqa: PLR2004 - nothing
            features = one.candidates[index - 1].features if index else {NONE: 1.0}
            yield from ((name, excess * size) for name, size in features.items())


def score(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The dot product; what the weights have not met counts nothing."""
    return sum(size * weights.get(name, 0.0) for name, size in features.items())
