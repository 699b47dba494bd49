"""From scores to probabilities: how likely the cause lies with each suspect, and none-of-these.

What telemetry says is bent by a calibration (see `confidence.py`) and capped. What people told comes after the cap, as
odds that multiply (Bayes): so an answer that speaks against a leader is seen, however plain telemetry looked.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

from codriver.engine.confidence import calibrated, signs_of
from codriver.engine.weighing import Weights, is_rival, softmax
from codriver.model import Hypothesis

TINY = 1e-12


def likely(ranked: Sequence[Hypothesis], cost: float, weights: Weights) -> tuple[list[Hypothesis], float]:
    """The hypotheses with how likely the cause lies with their suspect (and change), likeliest first; and the rest.

    `cost` is what the gaps cost, in log-odds.
    """
    if not ranked:
        return [], 1.0
    told = [told_of(one, weights) for one in ranked]
    shares, none = _seen(ranked, told, cost, weights)
    odds = [share * math.exp(word) for share, word in zip(shares, told, strict=True)]
    whole = math.fsum((none, *odds))
    after = [one / whole for one in odds]
    chances = [min(weights.most, _together(one, ranked, after)) for one in ranked]
    if any(told):
        return _likeliest_first(ranked, chances), round(none / whole, 4)
    return [_with(one, min(chance, chances[0])) for one, chance in zip(ranked, chances, strict=True)], round(none, 4)


def told_of(hypothesis: Hypothesis, weights: Weights) -> float:
    """What people told of it, in log-odds."""
    return math.fsum(piece.weight for piece in hypothesis.evidence if piece.feature in weights.told)


def _seen(
    ranked: Sequence[Hypothesis], told: Sequence[float], cost: float, weights: Weights
) -> tuple[list[float], float]:
    """What each would have without people's words, calibrated; the first's rivals never pass it by that."""
    scores = [one.score - word for one, word in zip(ranked, told, strict=True)]
    first = max(range(len(ranked)), key=lambda at: (scores[at], -at))
    mine = [not is_rival(ranked[first], one) for one in ranked]
    chance = calibrated(signs_of(ranked, scores, first, weights), cost, weights)
    own = iter(softmax([score for score, is_own in zip(scores, mine, strict=True) if is_own]))
    others = [score for score, is_own in zip(scores, mine, strict=True) if not is_own]
    _, *left = softmax([weights.none_of_these, *others])
    rest = iter(left)
    shares = [next(own) if is_own else next(rest) for is_own in mine]
    most = max(
        [TINY, *(_together(one, ranked, shares) for one, is_own in zip(ranked, mine, strict=True) if not is_own)]
    )
    left_over = min(1 - chance, chance / most)
    bent = [share * (chance if is_own else left_over) for share, is_own in zip(shares, mine, strict=True)]
    return bent, max(0.0, 1 - math.fsum(bent))


def _together(hypothesis: Hypothesis, ranked: Sequence[Hypothesis], shares: Sequence[float]) -> float:
    """All that is not a rival: another mechanism of the same suspect is the same place to look."""
    return math.fsum(share for other, share in zip(ranked, shares, strict=True) if not is_rival(hypothesis, other))


def _likeliest_first(ranked: Sequence[Hypothesis], chances: Sequence[float]) -> list[Hypothesis]:
    found = [_with(one, chance) for one, chance in zip(ranked, chances, strict=True)]
    return sorted(found, key=lambda one: (-(one.probability or 0.0), -one.score, one.id))


def _with(hypothesis: Hypothesis, chance: float) -> Hypothesis:
    return replace(hypothesis, probability=round(chance, 4))
