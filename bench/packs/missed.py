"""Why a case was missed: what put another before the truth, piece by piece, or that nothing proposed it."""

from collections.abc import Iterator
from itertools import islice

from bench.packs.reading import Case
from bench.packs.scoring import same
from codriver.engine.investigate import candidates_of
from codriver.engine.weighing import merged, weighed
from codriver.model import Hypothesis, Situation
from codriver.room.plugged import functions
from codriver.room.triage import shipped_weights

TOLD = 4


def why(case: Case, situation: Situation) -> tuple[str, ...]:
    """A few lines: where the truth stands, and what the first has that it lacks."""
    detectors, _ = functions("codriver.engine.detectors", "detect")
    explainers, _ = functions("codriver.engine.explainers", "explain")
    _, hypotheses, _ = candidates_of(situation, detectors, explainers)
    scored = sorted((weighed(one, shipped_weights()) for one in merged(hypotheses)), key=lambda one: -one.score)
    mine = next((one for one in scored if same(one.suspect, case.truth)), None)
    if not scored:
        return ("nothing was proposed",)
    if mine is None:
        seen = sum(same(seen.service, case.truth) for seen in situation.observations)
        return (f"nothing proposed {case.truth or 'nobody'}; {seen} observations are of it",)
    return (
        f"the truth scores {mine.score:.2f}, the first {scored[0].score:.2f}",
        *islice(_apart(scored[0], mine), TOLD),
    )


def _apart(first: Hypothesis, truth: Hypothesis) -> Iterator[str]:
    """The kinds of evidence that set them furthest apart."""
    ours, theirs = _weights(truth), _weights(first)
    gaps = {name: theirs.get(name, 0.0) - ours.get(name, 0.0) for name in sorted({*ours, *theirs})}
    for name, gap in sorted(gaps.items(), key=lambda pair: -abs(pair[1])):
        if gap:
            yield f"{name}: {theirs.get(name, 0.0):+.2f} against {ours.get(name, 0.0):+.2f}"


def _weights(one: Hypothesis) -> dict[str, float]:
    found: dict[str, float] = {}
    for piece in one.evidence:
        found[piece.feature] = found.get(piece.feature, 0.0) + piece.weight
    return found
