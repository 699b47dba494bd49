"""From the share of the first to a probability: a logistic line through answers that the weights had not seen.

Slope and intercept after Platt (1999), drawn to the identity; the least probability at which an answer leads is the one
from which on enough of the answers are right.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from codriver.engine.rank import CAP

PULL = 2.0  # how strongly slope and intercept are drawn to one and zero
ROUNDS = 200
BINS = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """The log-odds of a first answer, what its gaps cost, whether it was right, and how much it counts."""

    odds: float
    cost: float
    right: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Line:
    """`slope` * log-odds + `intercept`, at most the cap, less the cost."""

    slope: float
    intercept: float

    def probability(self, answer: Answer) -> float:
        odds = min(self.slope * answer.odds + self.intercept, CAP) - answer.cost
        return 1 / (1 + math.exp(-odds))


def line(answers: Sequence[Answer]) -> Line:
    """The line by Newton's method; weights are scaled to their mean."""
    mean = sum(one.weight for one in answers) / len(answers)
    found = Line(1.0, 0.0)
    for _ in range(ROUNDS):
        step = _newton(answers, found, mean)
        found = Line(max(0.05, found.slope - step[0]), found.intercept - step[1])
        if max(map(abs, step)) < 1e-9:  # noqa: PLR2004 - it has arrived
            break
    return Line(round(found.slope, 4), round(found.intercept, 4))


def _newton(answers: Sequence[Answer], now: Line, mean: float) -> tuple[float, float]:
    g0, g1 = PULL * (now.slope - 1), PULL * now.intercept
    h00, h01, h11 = PULL, 0.0, PULL
    for one in answers:
        p, weight = now.probability(one), one.weight / mean
        off, curve = weight * (p - one.right), weight * p * (1 - p)
        g0, g1 = g0 + off * one.odds, g1 + off
        h00, h01, h11 = h00 + curve * one.odds**2, h01 + curve * one.odds, h11 + curve
    determinant = h00 * h11 - h01 * h01
    return (h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant


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
