"""How one case came out: where the true cause stands, ties by expectation, and how sure the product was."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench.packs.baselines import BASELINES
from bench.packs.facts import facts_of, request_of
from bench.packs.kinds import nearest
from bench.packs.reading import Case
from codriver.model import Assessment, Hypothesis, Outcome, Situation
from codriver.room.request import Room
from codriver.room.survey import situation_of
from codriver.room.triage import assess
from codriver.telemetry.naming import canonical

UNKNOWN = frozenset({"slow", "failing"})
NOWHERE = Path("nowhere")  # the bench opens no incident


@dataclass(frozen=True, slots=True)
class Place:
    """`better` candidates stand before the true one, `level` (itself included) beside it."""

    better: int
    level: int

    def within(self, places: int) -> float:
        """The chance that the true one is among the first so many, its equals in random order."""
        return min(1.0, max(0.0, (places - self.better) / self.level)) if self.level else 0.0


@dataclass(frozen=True, slots=True)
class Scored:
    """One case: where the product and each baseline put the truth, and what the product said of its first answer."""

    set: str
    case: str
    system: str
    fault: str
    cascade: bool | None
    control: bool
    truth: str
    place: Place
    leader: str
    outcome: str
    probability: float | None
    path_verified: bool | None
    cpu_s: float
    baselines: Mapping[str, Place] = field(default_factory=dict)
    says: tuple[str, ...] = ()
    cause: float | None = None
    """1 when the first answer names object and kind of cause, 0 when not; None where nothing names an object."""
    kind: str = ""
    observed_s: float = 0.0
    """CPU seconds for turning rows into observations, before the engine."""
    ablated: Mapping[str, Place] = field(default_factory=dict)
    why: tuple[str, ...] = ()

    @property
    def right(self) -> float:
        return 0.0 if self.control else self.place.within(1)

    @property
    def confident(self) -> bool:
        return self.outcome == Outcome.LEADING


def score(case: Case) -> tuple[Scored, Situation]:
    """The product's answer to one case, compared with the truth; and what it answered about."""
    facts, request = facts_of(case), request_of(case)
    began = time.process_time()
    situation = situation_of(Room(state=NOWHERE), request, facts)
    observed = time.process_time()
    assessment = assess(situation)
    spent = time.process_time() - observed
    row = scored(case, situation, assessment, spent)
    return replace(row, observed_s=round(observed - began, 4)), situation


def scored(case: Case, situation: Situation, assessment: Assessment, cpu_s: float) -> Scored:
    """An assessment compared with the truth, and the baselines beside it."""
    first = assessment.hypotheses[0] if assessment.hypotheses else None
    right = next((h for h in assessment.hypotheses if same(h.suspect, case.truth)), None)
    return Scored(
        set=case.set,
        case=case.id,
        system=case.system,
        fault=case.fault,
        cascade=case.cascade,
        control=case.control,
        truth=case.truth,
        place=placed(order_of(assessment), case.truth, case.candidates),
        leader=f"{first.suspect} {first.mechanism}" if first else "",
        outcome=assessment.outcome.value,
        probability=first.probability if first else None,
        path_verified=all(step.cites for step in right.path) if right else None,
        cpu_s=round(cpu_s, 4),
        baselines={
            name: placed(rank(case, situation), case.truth, case.candidates) for name, rank in BASELINES.items()
        },
        cause=_cause(case, first) if case.printed else None,
        kind=nearest(kind_of(first), case.kinds) if first and case.printed else "",
        says=tuple(f"{h.suspect}: {h.says} ({h.score:.2f})" for h in assessment.hypotheses),
    )


def kind_of(hypothesis: Hypothesis) -> str:
    """All words by which the product says what kind of cause it means; none where it says that it does not know."""
    if hypothesis.mechanism in UNKNOWN:
        return ""
    return f"{hypothesis.object.partition('/')[0] or 'Pod'} {hypothesis.mechanism} {hypothesis.detail}"


def _cause(case: Case, first: Hypothesis | None) -> float:
    named = first is not None and same(first.suspect, case.truth)
    return float(first is not None and named and nearest(kind_of(first), case.kinds) == case.fault)


def order_of(assessment: Assessment) -> list[tuple[str, float]]:
    """Each suspect once, with a mark that falls down the list."""
    suspects = dict.fromkeys(hypothesis.suspect for hypothesis in assessment.hypotheses)
    return [(suspect, -float(place)) for place, suspect in enumerate(suspects)]


def placed(ranked: Sequence[tuple[str, float]], truth: str, candidates: Sequence[str]) -> Place:
    """Where the truth stands in (candidate, mark), best mark first; candidates without a mark share what is left."""
    mine = next((mark for name, mark in ranked if same(name, truth)), None)
    allowed = {canonical(name) for name in candidates}
    counted = [(name, mark) for name, mark in ranked if not allowed or canonical(name) in allowed]
    if mine is None:
        rest = len(allowed - {canonical(name) for name, _ in counted})
        return Place(len(counted), rest if truth else 0)
    return Place(sum(mark > mine for _, mark in counted), sum(mark == mine for _, mark in counted))


def same(name: str, truth: str) -> bool:
    """Whether a suspect is the one meant."""
    return bool(truth) and (name == truth or canonical(name) == canonical(truth))
