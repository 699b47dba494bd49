"""Evidence into order: log-odds that add up, against `none of these`.

Weights come from a data file as values; at run time this is a dot product and a softmax, bent by a calibration that
was fitted on incidents which the weights had not seen. While the file says `calibrated: false`
no probability is shown, only how a hypothesis stands, in words.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from codriver.model import Evidence, Gap, Hypothesis, Matters, Outcome, Stance, Standing

SHOWN = 5
CAP = 4.0  # log-odds: however plain it looks, what could not be seen still counts
SAYS_WHAT_BROKE = frozenset({"defect", "migration", "retries"})
VAGUE = frozenset({"slow", "failing", "unlike before"})  # they say where, not what
LIKELY = 0.1  # a probability below which nothing is called medium
RULED_OUT = -2.0  # log-odds below none-of-these at which a candidate is out, provided something spoke against it


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Log-odds a feature adds at size 1, the bases of mechanisms, and when an answer counts as leading.

    A hypothesis leads when its probability is `leads_at` or more (uncalibrated: when its margin, at most `lead_cap`,
    less what the gaps cost, is `leads_by` or more), and when something speaks for it beyond the `circumstantial`
    features: being near in time and place is not enough. `calibration` bends the log-odds of the
    first: `slope`, `intercept`, and `specific` where it says not only where it broke but what.
    """

    features: Mapping[str, float]
    mechanisms: Mapping[str, float]
    none_of_these: float
    leads_by: float
    lead_cap: float
    circumstantial: Sequence[str] = ()
    gap_costs: Mapping[str, float]
    calibrated: bool = False
    provenance: str = ""
    incidents: int = 0
    leads_at: float = 1.0
    most: float = 0.99
    calibration: Mapping[str, float] = field(default_factory=dict)
    fitted_on: Sequence[Mapping[str, object]] = ()
    reliability: Sequence[Sequence[float]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Hypotheses best first, those ruled out, how it comes out, and the probability of none of these if calibrated."""

    hypotheses: tuple[Hypothesis, ...]
    ruled_out: tuple[Hypothesis, ...]
    outcome: Outcome
    none_of_these: float | None
    calibration: str = "uncalibrated"


def rank(candidates: Iterable[Hypothesis], gaps: Sequence[Gap], weights: Weights, *, trouble: bool) -> Ranking:
    """The candidates weighed and ordered; without trouble nothing is found, whatever was proposed."""
    scored = sorted((_weigh(h, weights) for h in merged(candidates)), key=lambda h: (-h.score, h.id))
    kept = [h for h in scored if not _is_out(h, weights)]
    out = tuple(replace(h, standing=Standing.RULED_OUT) for h in scored if _is_out(h, weights))
    if not trouble:
        return Ranking(hypotheses=(), ruled_out=out, outcome=Outcome.NOTHING_FOUND, none_of_these=None)
    kept, none_of_these = _likely(kept, gaps, weights)
    shown = _without_echoes(kept)[:SHOWN]
    clear = bool(shown) and _leads(kept, gaps, weights) and _is_shown(shown[0], weights)
    outcome = Outcome.LEADING if clear else Outcome.UNDETERMINED
    return Ranking(
        hypotheses=tuple(_standing(h, outcome, place, weights) for place, h in enumerate(shown)),
        ruled_out=out,
        outcome=outcome,
        none_of_these=none_of_these,
        calibration=f"calibrated on {weights.incidents} incidents" if weights.calibrated else "uncalibrated",
    )


def _leads(ranked: Sequence[Hypothesis], gaps: Sequence[Gap], weights: Weights) -> bool:
    first = ranked[0].probability
    if first is not None:
        return first >= weights.leads_at
    return min(_lead(ranked, weights), weights.lead_cap) - cost_of(gaps, weights) >= weights.leads_by


def _likely(
    ranked: Sequence[Hypothesis], gaps: Sequence[Gap], weights: Weights
) -> tuple[list[Hypothesis], float | None]:
    """Each hypothesis with how likely the cause lies with its suspect (and its change), and none-of-these."""
    if not weights.calibrated:
        return list(ranked), None
    shares = softmax([weights.none_of_these, *(hypothesis.score for hypothesis in ranked)])
    if not ranked:
        return [], 1.0
    raw = [_together(hypothesis, ranked, shares[1:]) for hypothesis in ranked]
    first = calibrated(raw[0], ranked[0].mechanism, cost_of(gaps, weights), weights)
    rest = (1 - first) / max(1 - raw[0], 1e-12)
    likely = [first if not is_rival(ranked[0], h) else min(p * rest, first) for h, p in zip(ranked, raw, strict=True)]
    found = [replace(h, probability=round(p, 4)) for h, p in zip(ranked, likely, strict=True)]
    return found, round(shares[0] * rest, 4)


def _together(hypothesis: Hypothesis, ranked: Sequence[Hypothesis], shares: Sequence[float]) -> float:
    """All that is not a rival: another mechanism of the same suspect is the same place to look."""
    return math.fsum(share for other, share in zip(ranked, shares, strict=True) if not is_rival(hypothesis, other))


def calibrated(share: float, mechanism: str, cost: float, weights: Weights) -> float:
    """The share of the first as a probability: bent as incidents not fitted on ask for, less what gaps cost."""
    share = min(max(share, 1e-9), 1 - 1e-9)
    bent = math.log(share / (1 - share)) * weights.calibration.get("slope", 1.0)
    bent += weights.calibration.get("intercept", 0.0)
    bent += 0.0 if mechanism in VAGUE else weights.calibration.get("specific", 0.0)
    return min(weights.most, 1 / (1 + math.exp(cost - min(bent, CAP))))


def softmax(scores: Sequence[float]) -> list[float]:
    """Shares that add up to one."""
    top = max(scores)
    odds = [math.exp(score - top) for score in scores]
    total = math.fsum(odds)
    return [one / total for one in odds]


def _weigh(hypothesis: Hypothesis, weights: Weights) -> Hypothesis:
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


def _without_echoes(ranked: Sequence[Hypothesis]) -> list[Hypothesis]:
    """Leave out what only repeats: `fails, for a reason not yet seen` below a hypothesis that gives the reason."""
    named: set[str] = set()
    kept = []
    for hypothesis in ranked:
        if hypothesis.mechanism not in VAGUE or hypothesis.suspect not in named:
            kept.append(hypothesis)
        named.add(hypothesis.suspect)
    return kept


def _is_out(hypothesis: Hypothesis, weights: Weights) -> bool:
    """Far below none-of-these, and not merely for what it leaves open: topology may be unknown."""
    against = any(e.weight < 0 and e.feature != "leaves_open" for e in hypothesis.evidence)
    return hypothesis.score <= weights.none_of_these + RULED_OUT and against


def _lead(ranked: Sequence[Hypothesis], weights: Weights) -> float:
    """By how much the first leads the best rival and none-of-these, in log-odds."""
    if not ranked:
        return -math.inf
    rivals = [h.score for h in ranked[1:] if is_rival(ranked[0], h)]
    return ranked[0].score - max([weights.none_of_these, *rivals])


def _is_shown(hypothesis: Hypothesis, weights: Weights) -> bool:
    """Whether anything but nearness in time and place speaks for it."""
    return any(e.weight > 0 and e.feature not in weights.circumstantial for e in hypothesis.evidence)


def is_rival(first: Hypothesis, other: Hypothesis) -> bool:
    """Whether only one of the two can be meant: another suspect, or another change of the same one."""
    changes = first.change and other.change and first.change.id != other.change.id
    return other.suspect != first.suspect or bool(changes)


def cost_of(gaps: Iterable[Gap], weights: Weights) -> float:
    """What could not be seen, in log-odds; more gaps never cost less."""
    return sum(weights.gap_costs.get(Matters(gap.matters).name.lower(), 0.0) for gap in gaps)


def _standing(hypothesis: Hypothesis, outcome: Outcome, place: int, weights: Weights) -> Hypothesis:
    if place == 0 and outcome == Outcome.LEADING:
        standing = Standing.STRONG
    else:
        likely = hypothesis.probability is None or hypothesis.probability >= LIKELY
        standing = Standing.MEDIUM if likely and hypothesis.score > weights.none_of_these else Standing.WEAK
    return replace(hypothesis, standing=standing, would_change_most=_hinge(hypothesis))


def _hinge(hypothesis: Hypothesis) -> str:
    """The piece of support that it would lose most by."""
    support = [evidence for evidence in hypothesis.evidence if evidence.weight > 0]
    return f"it would fall if this proved wrong: {support[0].because}" if support else ""
