"""Weights from questions with known answers: a conditional logit over the candidates, and how sure its answers are.

Development, and `codriver runbooks tune`; at run time a ranker is a dot product.
"""

from __future__ import annotations

import math
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from codriver.knowledge.features import Features

FREE = ("length", "of_incidents")  # may speak against a document; every other feature is a share that speaks for it
STRENGTH = 0.5  # of the pull towards the prior
_STEPS, _CLOSE = 120, 2e-3
Row = list[float]


class Case(NamedTuple):
    """One question: its candidates' features, which of them are right, and what it counts."""

    candidates: Sequence[Features]
    right: Sequence[bool]
    counts: float = 1.0


def fit(
    cases: Sequence[Case], names: Sequence[str], prior: Mapping[str, float], strength: float = STRENGTH
) -> dict[str, float]:
    """Weights of the features `names`, drawn to `prior`: what never varies in the cases stays there."""
    told = [
        (_matrix(case, names), [float(one) for one in case.right], case.counts) for case in cases if any(case.right)
    ]
    whole = sum(counts for *_, counts in told) / max(len(told), 1)
    centre = [prior.get(name, 0.0) for name in names]
    low = [-math.inf if name in FREE else 0.0 for name in names]

    def loss(weights: Row) -> tuple[float, Row]:
        total, slope = 0.0, [0.0] * len(names)
        for rows, right, counts in told:
            one, part = _surprise(rows, right, weights)
            total += one * counts / whole
            for row, much in zip(rows, part, strict=True):
                if abs(much) > 1e-9:  # noqa: PLR2004 - what rounds to nothing
                    scale = much * counts / whole
                    slope = [s + scale * value for s, value in zip(slope, row, strict=True)]
        away = [w - c for w, c in zip(weights, centre, strict=True)]
        total += strength * sum(map(mul, away, away))
        return total, [s + 2 * strength * a for s, a in zip(slope, away, strict=True)]

    return dict(zip(names, _descend(loss, [max(c, 0.0) for c in centre], low), strict=True))


def fit_signs(rows: Sequence[Mapping[str, float]], right: Sequence[bool], counts: Sequence[float]) -> dict[str, float]:
    """What each sign of a right answer counts: a logistic regression, drawn to nothing."""
    names = sorted({name for row in rows for name in row})
    matrix = [[row.get(name, 0.0) for name in names] for row in rows]

    def loss(weights: Row) -> tuple[float, Row]:
        total, slope = 0.0, [0.0] * len(names)
        for row, good, much in zip(matrix, right, counts, strict=True):
            value = max(min(sum(map(mul, row, weights)), 30.0), -30.0)
            likely = 1 / (1 + math.exp(-value))
            total -= much * math.log(likely if good else 1 - likely)
            scale = much * (likely - good)
            slope = [s + scale * x for s, x in zip(slope, row, strict=True)]
        return total + sum(map(mul, weights, weights)), [s + 2 * w for s, w in zip(slope, weights, strict=True)]

    return dict(zip(names, _descend(loss, [0.0] * len(names), [-math.inf] * len(names)), strict=True))


def _matrix(case: Case, names: Sequence[str]) -> list[Row]:
    return [[one.get(name, 0.0) for name in names] for one in case.candidates]


def _surprise(rows: Sequence[Row], right: Sequence[float], weights: Row) -> tuple[float, Row]:
    """How little the right candidates were expected, and what each row's score would have to change."""
    scores = [sum(map(mul, row, weights)) for row in rows]
    top = max(scores)
    every = [math.exp(value - top) for value in scores]
    good = [one * yes for one, yes in zip(every, right, strict=True)]
    whole, part = sum(every), sum(good) or 1e-300
    return math.log(whole / part), [one / whole - g / part for one, g in zip(every, good, strict=True)]


def _descend(loss: Callable[[Row], tuple[float, Row]], start: Row, low: Row) -> Row:
    """The lowest place above `low`: accelerated projected gradient with backtracking (Beck and Teboulle 2009)."""
    weights = ahead = start
    step, momentum = 1.0, 1.0
    for _ in range(_STEPS):
        here, slope = loss(ahead)
        while True:
            new = [max(a - step * s, bound) for a, s, bound in zip(ahead, slope, low, strict=True)]
            move = [n - a for n, a in zip(new, ahead, strict=True)]
            promised = here + sum(map(mul, slope, move)) + sum(map(mul, move, move)) / (2 * step)
            if loss(new)[0] <= promised + 1e-9 or step < 1e-8:  # noqa: PLR2004 - rounding, and a step of nothing
                break
            step /= 2
        if max(map(abs, move), default=0.0) < _CLOSE * max(1.0, *map(abs, new)):
            return new
        following = (1 + math.sqrt(1 + 4 * momentum * momentum)) / 2
        if sum(m * (n - w) for m, n, w in zip(move, new, weights, strict=True)) < 0:  # it overshot
            following = 1.0
        pull = (momentum - 1) / following
        ahead = [max(n + pull * (n - w), bound) for n, w, bound in zip(new, weights, low, strict=True)]
        weights, momentum, step = new, following, step * 1.25
    return weights
