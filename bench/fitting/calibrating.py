"""From signs to a probability: a logistic model through answers that the weights had not seen.

After Platt (1999), over the signs of `engine/confidence.py`, drawn to the lead as it is; coefficients keep their sign.
The least probability at which an answer leads is the one from which on enough of the answers are right.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from codriver.engine.confidence import BY_DEFAULT, chance_of

PULL = 2.0  # how strongly the coefficients are drawn to where they begin, in answers
STEP, ROUNDS, SMALL = 0.2, 4000, 1e-5
BINS = 10

Coefficients = dict[str, float]


@dataclass(frozen=True, slots=True)
class Answer:
    """The signs of a first answer, what its gaps cost, whether it was right, and its say."""

    signs: Mapping[str, float]
    cost: float
    right: bool
    weight: float


def line(answers: Sequence[Answer]) -> Coefficients:
    """The coefficients by steps against the gradient."""
    names = sorted({name for one in answers for name in one.signs})
    found = {name: BY_DEFAULT.get(name, 0.0) for name in names}
    total = sum(one.weight for one in answers)
    for _ in range(ROUNDS):
        slope = _slope(answers, found, total)
        found = {name: _allowed(name, found[name] - STEP * slope[name]) for name in names}
        if max(map(abs, slope.values())) < SMALL:
            break
    return {name: round(value, 4) for name, value in found.items()}


def _slope(answers: Sequence[Answer], now: Coefficients, total: float) -> Coefficients:
    found = {name: PULL * (value - BY_DEFAULT.get(name, 0.0)) / total for name, value in now.items()}
    for one in answers:
        off = one.weight / total * (chance_of(one.signs, one.cost, now) - one.right)
        for name, size in one.signs.items():
            found[name] += off * size
    return found


def _allowed(name: str, value: float) -> float:
    return value if name == "intercept" else max(0.0, value)


def leads_at(told: Sequence[tuple[float, bool, float]], wanted: float) -> float:
    """The least probability from which on `wanted` of the answers (probability, right, weight) are right."""
    ordered = sorted(told, key=lambda one: -one[0])
    least, right, all_ = 0.99, 0.0, 0.0
    for probability, is_right, weight in ordered:
        right, all_ = right + weight * is_right, all_ + weight
        if right / all_ >= wanted:
            least = probability
    return math.floor(least * 1000) / 1000


def reliability(told: Sequence[tuple[float, bool, float]]) -> list[list[float]]:
    """Ten bins of equal mass: mean probability, share right, how many answers."""
    ordered = sorted(told, key=lambda one: one[0])
    total, run = sum(weight for *_, weight in ordered), 0.0
    bins: list[list[tuple[float, bool, float]]] = [[] for _ in range(BINS)]
    for one in ordered:
        bins[min(BINS - 1, int(BINS * run / total))].append(one)
        run += one[2]
    return [_bin(one) for one in bins if one]


def _bin(rows: Sequence[tuple[float, bool, float]]) -> list[float]:
    weight = sum(row[2] for row in rows)
    said = sum(row[0] * row[2] for row in rows) / weight
    right = sum(row[1] * row[2] for row in rows) / weight
    return [round(said, 4), round(right, 4), len(rows)]
