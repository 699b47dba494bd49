"""The one pipeline: facts -> findings -> hypotheses -> reach -> rank -> checks -> assessment."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from codriver.engine import Detector, Explainer
from codriver.engine.checks import checks
from codriver.engine.code_lines import code_lines
from codriver.engine.impact import impact
from codriver.engine.mitigations import mitigations
from codriver.engine.onset_of import in_time
from codriver.engine.rank import Ranking, Weights, rank
from codriver.engine.reach import reach
from codriver.engine.seen import Seen
from codriver.model import Assessment, Finding, Gap, Hypothesis, Outcome, Situation


def investigate(
    situation: Situation,
    detectors: Mapping[str, Detector],
    explainers: Mapping[str, Explainer],
    weights: Weights,
) -> Assessment:
    """What to make of the situation: the same situation gives the same assessment, byte for byte."""
    seen, candidates, gaps = candidates_of(situation, detectors, explainers)
    ranking = rank(candidates, gaps, weights, trouble=is_trouble(seen))
    return assess(seen.situation, seen, ranking, gaps)


def candidates_of(
    situation: Situation, detectors: Mapping[str, Detector], explainers: Mapping[str, Explainer]
) -> tuple[Seen, tuple[Hypothesis, ...], tuple[Gap, ...]]:
    """The candidate causes with all their evidence, not weighed yet: what weights are fitted on."""
    situation = in_order(situation)
    findings, blind = detect(situation, detectors)
    seen = Seen(situation, findings)
    hypotheses, lost = explain(situation, seen, explainers)
    gaps = _worst_first((*situation.gaps, *blind, *lost))
    return seen, tuple(reach(seen, hypothesis) for hypothesis in hypotheses), gaps


def in_order(situation: Situation) -> Situation:
    """The situation with its facts sorted, so that the order in which sources answered changes nothing."""
    return replace(
        situation,
        services=tuple(sorted(situation.services)),
        dependencies=tuple(sorted(situation.dependencies)),
        observations=tuple(sorted(situation.observations, key=lambda o: (o.at, o.signal.value, o.service, o.id))),
        changes=tuple(sorted(situation.changes, key=lambda c: (c.at, c.service, c.stage, c.id))),
        failure_modes=tuple(sorted(situation.failure_modes, key=lambda mode: (mode.name, mode.id))),
    )


def detect(situation: Situation, detectors: Mapping[str, Detector]) -> tuple[tuple[Finding, ...], tuple[Gap, ...]]:
    """What the detectors saw, earliest first, and which of them could not look."""
    found = [item for name in sorted(detectors) for item in detectors[name](situation)]
    findings = {item.id: item for item in found if isinstance(item, Finding)}
    in_order = sorted(findings.values(), key=lambda finding: (finding.at, finding.service, finding.id))
    return tuple(in_order), _gaps(found)


def explain(
    situation: Situation, seen: Seen, explainers: Mapping[str, Explainer]
) -> tuple[tuple[Hypothesis, ...], tuple[Gap, ...]]:
    """What the explainers propose, and which of them failed. A cause without a suspect is none."""
    proposed = [item for name in sorted(explainers) for item in explainers[name](situation, seen)]
    return tuple(item for item in proposed if isinstance(item, Hypothesis) and item.suspect), _gaps(proposed)


def assess(situation: Situation, seen: Seen, ranking: Ranking, gaps: tuple[Gap, ...]) -> Assessment:
    """The ranking, with all that a person needs around it."""
    leader = ranking.hypotheses[0] if ranking.hypotheses else None
    felt = impact(seen, leader)
    return Assessment(
        incident=replace(situation.incident, onset=felt.since or situation.incident.onset),
        outcome=_outcome(seen, ranking),
        impact=felt,
        window=situation.window,
        calibration=ranking.calibration,
        hypotheses=ranking.hypotheses,
        ruled_out=ranking.ruled_out,
        none_of_these=ranking.none_of_these,
        mitigations=mitigations(seen, ranking.hypotheses),
        gaps=gaps,
        changes=in_time(situation),
        checks=checks(seen, ranking.hypotheses, ranking.none_of_these),
        code=code_lines(situation, ranking.hypotheses),
        services=situation.services,
        findings=seen.findings,
    )


def is_trouble(seen: Seen) -> bool:
    """Somebody is seen in trouble; or something moved, and when it began was said or seen, not guessed."""
    window = seen.situation.window
    moved = bool(seen.findings) and bool(seen.ways)
    return bool(seen.troubled) or (moved and window is not None and not window.guessed)


def _outcome(seen: Seen, ranking: Ranking) -> Outcome:
    """Nothing found is said only by who looked; or when there was nothing at all to go by, which the gaps then say."""
    blind = not seen.looked and bool(seen.findings or seen.situation.changes)
    return Outcome.UNDETERMINED if blind and ranking.outcome == Outcome.NOTHING_FOUND else ranking.outcome


def _gaps(items: Iterable[object]) -> tuple[Gap, ...]:
    return tuple(item for item in items if isinstance(item, Gap))


def _worst_first(gaps: Sequence[Gap]) -> tuple[Gap, ...]:
    return tuple(sorted(dict.fromkeys(gaps), key=lambda gap: (-gap.matters, gap.what, gap.why, gap.source, gap.hint)))
