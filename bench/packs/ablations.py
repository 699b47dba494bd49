"""What each family of evidence is worth: the same candidates ranked again as if it were not there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bench.packs.scoring import Place, placed
from codriver.engine.families import family_of
from codriver.engine.investigate import candidates_of
from codriver.engine.rank import Weights, rank
from codriver.model import Gap, Hypothesis, Situation
from codriver.room.plugged import functions
from codriver.room.triage import shipped_weights

ALL = "nothing taken away"


def ablated(situation: Situation, truth: str, candidates: Sequence[str]) -> dict[str, Place]:
    """Where the truth stands without each family of evidence that any candidate of the case has."""
    weights = shipped_weights()
    detectors, _ = functions("codriver.engine.detectors", "detect")
    explainers, _ = functions("codriver.engine.explainers", "explain")
    _, hypotheses, gaps = candidates_of(situation, detectors, explainers)
    met = {family_of(piece.feature) for one in hypotheses for piece in one.evidence}
    every = {ALL: weights, **{family: without(weights, family) for family in sorted(met)}}
    return {name: placed(_order(hypotheses, gaps, used), truth, candidates) for name, used in every.items()}


def without(weights: Weights, family: str) -> Weights:
    """The weights, with nothing for the family's pieces."""
    kept = {name: 0.0 if family_of(name) == family else value for name, value in weights.features.items()}
    return replace(weights, features=kept)


def _order(hypotheses: Iterable[Hypothesis], gaps: Sequence[Gap], weights: Weights) -> list[tuple[str, float]]:
    ranked = rank(hypotheses, gaps, weights, trouble=True).hypotheses
    return [(suspect, -float(place)) for place, suspect in enumerate(dict.fromkeys(one.suspect for one in ranked))]


def told(rows: Iterable[Mapping[str, Place]]) -> dict[str, dict[str, float]]:
    """Per family: accuracy at 1 without it, how much is lost by that, and in how many cases anything speaks of it."""
    every = [row for row in rows if row]
    families = sorted({name for row in every for name in row} - {ALL})
    whole = sum(row[ALL].within(1) for row in every)
    found = {}
    for family in families:
        left = sum(row.get(family, row[ALL]).within(1) for row in every)
        met = sum(family in row for row in every)
        found[family] = {
            "ac@1": round(left / len(every), 4),
            "lost": round((whole - left) / len(every), 4),
            "cases": met,
        }
    return found
