"""Which few questions split the leaders: read-only, ranked by what they would teach for what they cost.

A question is worth the expected drop in uncertainty over the hypotheses (mutual information in bits), given how likely
each would answer yes. The likelihoods are coarse on purpose: yes if true 0.85, yes if not 0.15.
"""

import math
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import replace

from codriver.engine.kubectl import question
from codriver.engine.seen import Seen
from codriver.model import Change, Check, FailureMode, Hypothesis

MOST = 5
IF_SO, IF_NOT = 0.85, 0.15


def checks(seen: Seen, ranked: Sequence[Hypothesis]) -> tuple[Check, ...]:
    """Up to five checks, the most telling for their cost first."""
    modes = {(mode.service, mode.name): mode for mode in seen.situation.failure_modes}
    asked: dict[str, Check] = {}
    for check in (one for h in ranked for one in (*_written_down(h, modes), *_questions(seen, h))):
        known = asked.get(check.id, check)  # two may ask the same: the better one's words, what splits both
        asked[check.id] = replace(known, splits=tuple(dict.fromkeys((*known.splits, *check.splits))))
    worth = {name: round(_gain(check, ranked) / check.cost, 6) for name, check in asked.items()}
    return tuple(sorted(asked.values(), key=lambda check: (-worth[check.id], check.id))[:MOST])


def _questions(seen: Seen, hypothesis: Hypothesis) -> Iterator[Check]:
    change, suspect = hypothesis.change, hypothesis.suspect
    if change is not None:
        named = change.version and not change.version.startswith("-")  # an option could write a file
        command = f"git show --stat --patch {shlex.quote(change.version)}" if named else ""
        ask = f"Does what {_name(change)} altered fit how {suspect} fails?"
        yield _check(hypothesis, ask, command)
    elif hypothesis.mechanism in ("unreachable", "external"):
        caller = next((name for name, _ in seen.blamed_by(suspect)), "a caller")
        ask = f"From where {caller} runs: does {suspect} answer at the address and within the deadline set there?"
        yield _check(hypothesis, ask, f"curl -sv --max-time 5 http://{shlex.quote(suspect)}/")
    elif hypothesis.object:
        yield _check(hypothesis, *question(hypothesis))
    else:
        yield _check(hypothesis, _ASKS.get(hypothesis.mechanism, _ASKS[""]).format(hypothesis=hypothesis), "")


_ASKS = {
    "resource": "Are the {hypothesis.detail} of {hypothesis.suspect} used up now, from before its callees slowed down?",
    "configuration": "Which settings does {hypothesis.suspect} run with, and since when?",
    "": "What does {hypothesis.suspect} log and spend its time on, leaving its callees aside?",
}


def _check(hypothesis: Hypothesis, ask: str, command: str) -> Check:
    cites = hypothesis.evidence[0].cites if hypothesis.evidence else ()
    answers = (("yes", f"speaks for: {hypothesis.says}"), ("no", f"speaks against: {hypothesis.says}"))
    return Check(ask=ask, command=command, answers=answers, splits=(hypothesis.id,), cites=cites)


def _written_down(hypothesis: Hypothesis, modes: dict[tuple[str, str], FailureMode]) -> Iterator[Check]:
    mode = modes.get((hypothesis.suspect, hypothesis.failure_mode))
    for known in mode.checks if mode else ():
        answers = (("yes", known.yes or "supports"), ("no", known.no or "contradicts"))
        cites = mode.cites if mode else ()
        yield Check(ask=known.ask, command=known.command, answers=answers, splits=(hypothesis.id,), cites=cites)


def _name(change: Change) -> str:
    return f"{change.kind.value} {change.version[:12]}".strip()


def _gain(check: Check, ranked: Sequence[Hypothesis]) -> float:
    """Mutual information between the answer and which hypothesis is true, in bits."""
    prior = _shares([hypothesis.score for hypothesis in ranked])
    yes = [IF_SO if hypothesis.id in check.splits else IF_NOT for hypothesis in ranked]
    overall = math.fsum(p * y for p, y in zip(prior, yes, strict=True))
    return _entropy(overall) - math.fsum(p * _entropy(y) for p, y in zip(prior, yes, strict=True))


def _shares(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    odds = [math.exp(score - top) for score in scores]
    return [one / math.fsum(odds) for one in odds]


def _entropy(share: float) -> float:
    return -math.fsum(p * math.log2(p) for p in (share, 1 - share) if p > 0)
