"""Is the first right? A small logistic model over signs, fitted on answers that the weights had not seen.

The share of the first alone is a poor judge: many faint candidates thin it out, and two strong ones do not. So what
counts is its lead: log-odds before the best rival and before none-of-these, whichever is nearer. How many families of
evidence agree, whether the path is followed and what the mechanism is added nothing on sets that were kept out. The
model is data (`calibration` in weights.json) with its provenance. When it is wrong: on systems unlike those it saw.
"""

import math
from collections.abc import Mapping, Sequence

from codriver.engine.weighing import Weights, is_rival
from codriver.model import Hypothesis

CAP = 4.0  # log-odds: however plain it looks, what could not be seen still counts
LEAST, FURTHEST = -3.0, 4.0  # log-odds of lead: beyond them, more or less says nothing more
BY_DEFAULT = {"lead": 1.0}

Signs = Mapping[str, float]


def signs_of(ranked: Sequence[Hypothesis], scores: Sequence[float], first: int, weights: Weights) -> dict[str, float]:
    """The signs of one of the hypotheses, which have these scores."""
    leader = ranked[first]
    rivals = [score for one, score in zip(ranked, scores, strict=True) if is_rival(leader, one)]
    own = [score for one, score in zip(ranked, scores, strict=True) if not is_rival(leader, one)]
    return signs(own, rivals, weights.none_of_these)


def signs(own: Sequence[float], rivals: Sequence[float], none: float) -> dict[str, float]:
    """The signs by name. Two mechanisms of one suspect are one place to look: their odds add up."""
    top = max(own)
    together = top + math.log(math.fsum(math.exp(score - top) for score in own))
    return {"lead": max(LEAST, min(FURTHEST, together - max((none, *rivals)))), "intercept": 1.0}


def calibrated(found: Signs, cost: float, weights: Weights) -> float:
    """The chance that the first is right: signs times coefficients, at most the cap, less what gaps cost."""
    return min(weights.most, chance_of(found, cost, weights.calibration or BY_DEFAULT))


def chance_of(found: Signs, cost: float, coefficients: Mapping[str, float]) -> float:
    """The same for any coefficients."""
    odds = math.fsum(coefficients.get(name, 0.0) * size for name, size in found.items())
    return 1 / (1 + math.exp(cost - min(odds, CAP)))
