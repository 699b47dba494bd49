"""What people told: answers to checks, their own guesses, what they ruled out. It is evidence like any other.

An answer counts as the checks assume: who answers yes is right 85 times in 100. A guess is ranked like the rest and
starts with a little in its favour. What a person ruled out, with a reason, is out; it stays on the list of what was.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from codriver.engine import Explainer
from codriver.engine.checks import IF_NOT, IF_SO
from codriver.engine.seen import Seen
from codriver.engine.weighing import Weights
from codriver.model import Citation, Evidence, Gap, Hypothesis, Situation, Stance

ANSWERED, GUESSED, RULED_OUT, BEFORE = "check_answered", "guessed_by_a_person", "ruled_out_by_a_person", "cause_before"
SUGGESTED = "suggested_by_a_model"
COUNTS: Mapping[str, float] = {
    ANSWERED: round(math.log(IF_SO / IF_NOT), 2),
    GUESSED: 0.5,
    SUGGESTED: 0.2,  # weak by birth: it is what evidence makes of it
    RULED_OUT: 12.0,  # no mass of telemetry overrules a named person, who can take it back
    BEFORE: 1.0,  # its size is the log-odds themselves, from counts
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One thing that was told of one hypothesis, by its id."""

    hypothesis: str
    stance: Stance
    feature: str
    because: str
    cites: tuple[Citation, ...]
    size: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """A cause that a person or a model named; where a hypothesis of that suspect and mechanism stands, it is meant."""

    suspect: str
    mechanism: str
    says: str
    because: str
    cites: tuple[Citation, ...]
    feature: str = GUESSED

    def hypothesis(self) -> Hypothesis:
        """As one of the candidates."""
        return Hypothesis(suspect=self.suspect, mechanism=self.mechanism, says=self.says, evidence=(self.evidence(),))

    def evidence(self) -> Evidence:
        """What having been named counts."""
        return Evidence(stance=Stance.SUPPORTS, feature=self.feature, because=self.because, cites=self.cites)


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """How often a suspect and mechanism was the cause here: `size` is log-odds, from counts; empty names match any."""

    suspect: str
    mechanism: str
    size: float
    because: str
    cites: tuple[Citation, ...]

    def fits(self, hypothesis: Hypothesis) -> bool:
        """Whether it speaks of this one."""
        return self.suspect in ("", hypothesis.suspect) and self.mechanism in ("", hypothesis.mechanism)

    def evidence(self) -> Evidence:
        """What the past counts."""
        stance = Stance.SUPPORTS if self.size >= 0 else Stance.CONTRADICTS
        return Evidence(stance=stance, feature=BEFORE, because=self.because, cites=self.cites, size=abs(self.size))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Everything that people told of the incident, and what their past incidents tell."""

    words: tuple[Word, ...] = ()
    ideas: tuple[Idea, ...] = ()
    past: tuple[Past, ...] = ()


NOTHING = Told()


def heard(explainers: Mapping[str, Explainer], told: Told) -> dict[str, Explainer]:
    """The explainers, each hypothesis with what was told of it; and one more, for ideas that none of them had."""
    wrapped = {name: _with(explainer, told) for name, explainer in explainers.items()}
    return {**wrapped, "people": _with(_of(told.ideas), replace(told, ideas=()))} if told.ideas else wrapped


def counted(weights: Weights) -> Weights:
    """The weights, with what people's words count beside the fitted ones. The past alone makes no leader."""
    past = () if BEFORE in weights.circumstantial else (BEFORE,)
    told = tuple(name for name in COUNTS if name != BEFORE)
    features = {**COUNTS, **weights.features}
    return replace(weights, features=features, circumstantial=(*weights.circumstantial, *past), told=told)


def _with(explainer: Explainer, told: Told) -> Explainer:
    def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis | Gap]:
        for one in explainer(situation, seen):
            yield one.with_evidence(*_of_one(one, told)) if isinstance(one, Hypothesis) else one

    return explain


def _of_one(hypothesis: Hypothesis, told: Told) -> Iterator[Evidence]:
    for word in told.words:
        if word.hypothesis == hypothesis.id:
            yield Evidence(
                stance=word.stance, feature=word.feature, because=word.because, cites=word.cites, size=word.size
            )
    for idea in told.ideas:
        if (idea.suspect, idea.mechanism) == (hypothesis.suspect, hypothesis.mechanism):
            yield idea.evidence()
    yield from (past.evidence() for past in told.past if past.fits(hypothesis))


def _of(ideas: tuple[Idea, ...]) -> Explainer:
    def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis | Gap]:
        del situation, seen  # a person may know what no telemetry shows
        yield from (idea.hypothesis() for idea in ideas)

    return explain
