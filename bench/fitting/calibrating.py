"""From the share of the first to a probability: a logistic line through answers that the weights had not seen.

Slope and intercept after Platt (1999), drawn to the identity; the least probability at which an answer leads is the one
from which on enough of the answers are right.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from codriver.engine.rank import CAP

PULL = 2.0  # how strongly slope and intercept are drawn to one and zero
ROUNDS, LEAST_SLOPE = 400, 0.05
BINS = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """The log-odds of a first answer, what its gaps cost, whether it says what broke and was right, and its say."""

    odds: float
    cost: float
    specific: bool
    right: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Line:
    """`slope` * log-odds + `intercept`, and `specific` where it says what broke; at most the cap, less the cost."""

    slope: float
    intercept: float
    specific: float = 0.0

    def probability(self, answer: Answer) -> float:
        bent = self.slope * answer.odds + self.intercept + self.specific * answer.specific
        odds = min(bent, CAP) - answer.cost
        return 1 / (1 + math.exp(-odds))


def line(answers: Sequence[Answer]) -> Line:
    """The line by steps against the gradient; weights are scaled to their mean."""
    mean = sum(one.weight for one in answers) / len(answers)
    found, step = Line(1.0, 0.0), 1.0 / (PULL + 5.0 * len(answers))
    for _ in range(ROUNDS):
        pulls = _pulls(answers, found, mean)
        found = Line(
            max(LEAST_SLOPE, found.slope - step * pulls[0]),
            found.intercept - 4 * step * pulls[1],
            found.specific - 4 * step * pulls[2],
        )
    return Line(round(found.slope, 4), round(found.intercept, 4), round(found.specific, 4))


def _pulls(answers: Sequence[Answer], now: Line, mean: float) -> tuple[float, float, float]:
    by_slope, by_intercept, by_specific = PULL * (now.slope - 1), PULL * now.intercept, PULL * now.specific
    for one in answers:
        off = one.weight / mean * (now.probability(one) - one.right)
        by_slope += off * max(-CAP, min(CAP, one.odds))
        by_intercept += off
        by_specific += off * one.specific
    return by_slope, by_intercept, by_specific


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
