"""What weights are fitted on: of each incident its candidates as numbers, and which of them are the cause.

A case is handed over as the engine sees it before anything is weighed; nothing of its names goes in.
"""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bench.packs.controls import quiet, unseen
from bench.packs.facts import facts_of, request_of
from bench.packs.reading import Case
from bench.packs.scoring import NOWHERE, same
from bench.shop import is_place, is_right
from codriver.engine.investigate import candidates_of, is_trouble
from codriver.engine.weighing import merged
from codriver.model import Gap, Hypothesis, Situation, Stance
from codriver.room.plugged import functions
from codriver.room.request import Request, Room
from codriver.room.survey import situation_of, survey

Features = Mapping[str, float]
MECHANISM = "mechanism: "


@dataclass(frozen=True, slots=True)
class Candidate:
    """One hypothesis: its features signed by their stance, and whether it is the cause. `key` tells rivals apart.

    `placed` says that it names the right place at least: the service, and no wrong change. A probability says no more.
    """

    key: tuple[str, str]
    features: Features
    right: bool
    against: bool
    placed: bool = False


@dataclass(frozen=True, slots=True)
class Incident:
    """One case. `group` is its fault: cases of one fault stay on one side of every split. `weight` is its say.

    `control` says why there is no cause to find, empty where there is one; without `trouble` nothing is answered.
    """

    set: str
    group: str
    candidates: tuple[Candidate, ...]
    gaps: tuple[Gap, ...]
    weight: float = 1.0
    trouble: bool = True
    control: str = ""

    @property
    def has_cause(self) -> bool:
        return any(candidate.right for candidate in self.candidates)


def of_pack(case: Case) -> list[Incident]:
    """An incident of a pack, and what it would be without a cause: each on the same side of every split."""
    name = f"{case.set}/{case.system}"
    group = f"{name}/{case.truth}/{case.fault}"
    every = [case, *(one for one in (quiet(case), unseen(case)) if one)]
    return [_of_case(one, name, group) for one in every]


def _of_case(case: Case, name: str, group: str) -> Incident:
    situation = situation_of(Room(state=NOWHERE), request_of(case), facts_of(case))
    found = _incident(name, group, situation, lambda h: same(h.suspect, case.truth))
    return replace(found, control=case.fault if case.control else "")


def of_shop(folder: Path) -> Iterator[Incident]:
    """The recordings of the example shop, each without the knowledge of its own fault."""
    for told in sorted(folder.glob("*/truth.json")):
        truth = json.loads(told.read_text("utf-8"))
        situation = _shop_situation(told.parent, truth.get("own_knowledge", ()))
        right = _nothing if truth["control"] else lambda h, truth=truth: is_right(h, truth)
        place = _nothing if truth["control"] else lambda h, truth=truth: is_place(h, truth)
        found = _incident("shop", f"shop/{truth['fault']}", situation, right, place)
        yield replace(found, control=truth["fault"] if truth["control"] else "")


def _nothing(hypothesis: Hypothesis) -> bool:
    del hypothesis
    return False


def _shop_situation(case: Path, knowledge: Sequence[str]) -> Situation:
    with tempfile.TemporaryDirectory() as scratch:
        incident = Path(scratch) / "incident"
        shutil.copytree(case / "incident", incident)
        for known in knowledge:
            (incident / known).unlink(missing_ok=True)
        request = Request(now=datetime.now(UTC), paths=(incident,))
        return survey(Room(state=Path(scratch) / "state"), request, lambda _: None).situation


Judge = Callable[[Hypothesis], bool]


def _incident(name: str, group: str, situation: Situation, right: Judge, place: Judge | None = None) -> Incident:
    detectors, _ = functions("codriver.engine.detectors", "detect")
    explainers, _ = functions("codriver.engine.explainers", "explain")
    seen, hypotheses, gaps = candidates_of(situation, detectors, explainers)
    candidates = tuple(_candidate(one, right=right(one), placed=(place or right)(one)) for one in merged(hypotheses))
    return Incident(name, group, candidates, gaps, trouble=is_trouble(seen))


def _candidate(hypothesis: Hypothesis, *, right: bool, placed: bool) -> Candidate:
    features: dict[str, float] = {MECHANISM + hypothesis.mechanism: 1.0}
    for piece in hypothesis.evidence:
        sign = 1.0 if piece.stance == Stance.SUPPORTS else -1.0
        features[piece.feature] = features.get(piece.feature, 0.0) + sign * piece.size
    against = any(e.stance == Stance.CONTRADICTS and e.feature != "leaves_open" for e in hypothesis.evidence)
    key = (hypothesis.suspect, hypothesis.change.id if hypothesis.change else "")
    return Candidate(key, features, right, against, placed=placed)
