"""Evidence into order: log-odds that add up, against `none of these`.

The weights (`weighing.py`) say the order, `likely.py` how likely each is. While the weights file says
`calibrated: false` no probability is shown, only how a hypothesis stands, in words.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from codriver.engine.likely import likely, told_of
from codriver.engine.weighing import VAGUE, Weights, cost_of, is_rival, merged, weighed
from codriver.model import Gap, Hypothesis, Outcome, Standing

__all__ = ["Ranking", "Weights", "rank"]

SHOWN = 5
LIKELY = 0.1  # a probability below which nothing is called medium
FINAL = -6.0  # log-odds that people told: nothing that was seen speaks louder
TOO_LATE = frozenset({"change_after_onset"})  # at full size: no effect comes before its cause, whatever else fits
RULED_OUT = -2.0  # log-odds below none-of-these at which a candidate is out, provided something spoke against it


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
    scored = sorted((weighed(h, weights) for h in merged(candidates)), key=lambda h: (-h.score, h.id))
    kept = [h for h in scored if not _is_out(h, weights)]
    out = tuple(replace(h, standing=Standing.RULED_OUT) for h in scored if _is_out(h, weights))
    if not trouble:
        return Ranking(hypotheses=(), ruled_out=out, outcome=Outcome.NOTHING_FOUND, none_of_these=None)
    none_of_these = None
    if weights.calibrated:
        kept, none_of_these = likely(kept, cost_of(gaps, weights), weights)
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
    """Far below none-of-these, not merely for what it leaves open (topology may be unknown); or a person says so."""
    if told_of(hypothesis, weights) <= FINAL or any(e.feature in TOO_LATE and e.size >= 1 for e in hypothesis.evidence):
        return True
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
