"""Weights, and evidence weighed by them: log-odds that add up. At run time this is a dot product.

Weights come from a data file as values. Candidates that name the same change are one.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from codriver.model import Evidence, Gap, Hypothesis, Matters, Stance

SAYS_WHAT_BROKE = frozenset({"defect", "migration", "retries"})
VAGUE = frozenset({"slow", "failing", "unlike before"})  # they say where, not what


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Log-odds a feature adds at size 1, the bases of mechanisms, and when an answer counts as leading.

    A hypothesis leads when its probability is `leads_at` or more (uncalibrated: when its margin, at most `lead_cap`,
    less what the gaps cost, is `leads_by` or more), and when something speaks for it beyond the `circumstantial`
    features: being near in time and place is not enough. `calibration` are the coefficients of `confidence.py`; `told`
    names the features that people's words are.
    """

    features: Mapping[str, float]
    mechanisms: Mapping[str, float]
    none_of_these: float
    leads_by: float
    lead_cap: float
    circumstantial: Sequence[str] = ()
    gap_costs: Mapping[str, float]
    gaps_cost_most: float = 0.0
    calibrated: bool = False
    provenance: str = ""
    incidents: int = 0
    leads_at: float = 1.0
    told: Sequence[str] = ()
    most: float = 0.99
    calibration: Mapping[str, float] = field(default_factory=dict)
    fitted_on: Sequence[Mapping[str, object]] = ()
    reliability: Sequence[Sequence[float]] = ()


def softmax(scores: Sequence[float]) -> list[float]:
    """Shares that add up to one."""
    top = max(scores)
    odds = [math.exp(score - top) for score in scores]
    total = math.fsum(odds)
    return [one / total for one in odds]


def weighed(hypothesis: Hypothesis, weights: Weights) -> Hypothesis:
    """The hypothesis with the weight of each piece of evidence, the plainest first, and their sum."""
    evidence = tuple(sorted((_weighed(e, weights) for e in hypothesis.evidence), key=_plainest_first))
    score = weights.mechanisms.get(hypothesis.mechanism, 0.0) + math.fsum(e.weight for e in evidence)
    return replace(hypothesis, evidence=evidence, score=round(score, 6))


def _weighed(evidence: Evidence, weights: Weights) -> Evidence:
    sign = 1.0 if evidence.stance == Stance.SUPPORTS else -1.0
    weight = sign * abs(weights.features.get(evidence.feature, 0.0)) * evidence.size
    return replace(evidence, weight=round(weight, 6))


def _plainest_first(evidence: Evidence) -> tuple[float, str, str]:
    return -abs(evidence.weight), evidence.feature, evidence.because


def merged(candidates: Iterable[Hypothesis]) -> Iterable[Hypothesis]:
    """Candidates that name the same change are one: the one that says what broke, with all evidence."""
    merged: dict[tuple[str, str], Hypothesis] = {}
    for candidate in sorted(
        candidates, key=lambda h: (h.change is None, h.mechanism not in SAYS_WHAT_BROKE, h.mechanism, h.id)
    ):
        key = (candidate.suspect, candidate.change.id if candidate.change else candidate.id)
        known = merged.get(key)
        merged[key] = _union(known, candidate) if known else candidate
    return merged.values()


def _union(known: Hypothesis, other: Hypothesis) -> Hypothesis:
    have = {evidence.feature for evidence in known.evidence}
    return known.with_evidence(*(e for e in other.evidence if e.feature not in have))


def is_rival(first: Hypothesis, other: Hypothesis) -> bool:
    """Whether only one of the two can be meant: another suspect, or another change of the same one."""
    changes = first.change and other.change and first.change.id != other.change.id
    return other.suspect != first.suspect or bool(changes)


def cost_of(gaps: Iterable[Gap], weights: Weights) -> float:
    """What could not be seen, in log-odds: more gaps never cost less, and never more than `gaps_cost_most`."""
    each = sum(weights.gap_costs.get(Matters(gap.matters).name.lower(), 0.0) for gap in gaps)
    most = weights.gaps_cost_most
    return most * (1 - math.exp(-each / most)) if most else each
