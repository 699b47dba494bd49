"""Which few questions split the leaders: read-only, ranked by what they would teach for what they cost.

A question is worth the drop in uncertainty that is to be expected over the hypotheses and none-of-these (mutual
information in bits), given how likely each would answer yes; divided by what it costs, and by half more where it does
not only read. The likelihoods stand beside the questions (`asking.py`), and count when somebody answers.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from codriver.engine.asking import DESK, WRITTEN, Question, Telling, asked
from codriver.engine.seen import Seen
from codriver.model import Check, FailureMode, Hypothesis

MOST = 5
RISKY = 1.5  # times the cost
REFUTES = 2.2  # log-odds from which on an answer is said to refute, or to confirm
IF_SO, IF_NOT = WRITTEN.if_so, WRITTEN.if_not
RULES_OUT = re.compile(r"\b(rules? (it |this |that )?out|refutes?|excludes?)\b", re.IGNORECASE)
SURE = Telling(0.97, 0.1)


def checks(seen: Seen, ranked: Sequence[Hypothesis], none_of_these: float | None = None) -> tuple[Check, ...]:
    """Up to five checks, the most telling for their cost first."""
    modes = {(mode.service, mode.name): mode for mode in seen.situation.failure_modes}
    found: dict[str, tuple[Check, Telling]] = {}
    for check, telling in (one for h in ranked for one in (*_written_down(h, modes), _question(h, asked(seen, h)))):
        known = found.get(check.id, (check, telling))[0]  # two may ask the same: the better one's words, splits of both
        splits = tuple(dict.fromkeys((*known.splits, *check.splits)))
        found[check.id] = (replace(known, splits=splits), found.get(check.id, (check, telling))[1])
    prior = _prior(ranked, none_of_these or 0.0)
    gained = [replace(one, gain=round(_gain(one, telling, ranked, prior), 4)) for one, telling in found.values()]
    return tuple(sorted(gained, key=lambda check: (-_worth(check), check.id))[:MOST])


def _question(hypothesis: Hypothesis, question: Question) -> tuple[Check, Telling]:
    cites = hypothesis.evidence[0].cites if hypothesis.evidence else ()
    telling = question.telling
    found = Check(
        ask=question.ask,
        command=question.command,
        answers=(("yes", _means(telling.yes, hypothesis)), ("no", _means(telling.no, hypothesis))),
        counts=(("yes", telling.yes), ("no", telling.no)),
        splits=(hypothesis.id,),
        cost=round(question.cost),
        risk=question.risk,
        tool=question.tool,
        cites=cites,
    )
    return found, telling


def _means(counts: float, hypothesis: Hypothesis) -> str:
    """What an answer that counts so much means, in words."""
    if abs(counts) >= REFUTES:
        return f"{'confirms' if counts > 0 else 'refutes'}: {hypothesis.says}"
    return f"speaks {'for' if counts > 0 else 'against'}: {hypothesis.says}"


def _written_down(hypothesis: Hypothesis, modes: dict[tuple[str, str], FailureMode]) -> Iterator[tuple[Check, Telling]]:
    mode = modes.get((hypothesis.suspect, hypothesis.failure_mode))
    for known in mode.checks if mode else ():
        telling = SURE if RULES_OUT.search(known.no) else WRITTEN
        found = Check(
            ask=known.ask,
            command=known.command,
            answers=(("yes", known.yes or "supports"), ("no", known.no or "contradicts")),
            counts=(("yes", telling.yes), ("no", telling.no)),
            splits=(hypothesis.id,),
            cites=mode.cites if mode else (),
        )
        yield found, telling


def _worth(check: Check) -> float:
    return round(check.gain / (check.cost or DESK) / (RISKY if check.risk else 1.0), 6)


def _gain(check: Check, telling: Telling, ranked: Sequence[Hypothesis], prior: Sequence[float]) -> float:
    """Mutual information between the answer and which hypothesis is true, in bits; the last of the prior is none."""
    yes = [telling.if_so if one.id in check.splits else telling.if_not for one in ranked] + [telling.if_not]
    overall = math.fsum(p * y for p, y in zip(prior, yes, strict=True))
    return _entropy(overall) - math.fsum(p * _entropy(y) for p, y in zip(prior, yes, strict=True))


def _prior(ranked: Sequence[Hypothesis], none: float) -> list[float]:
    """How likely each is: what is not none-of-these shared out by probability, else by score."""
    if not ranked:
        return [1.0]
    chances = [one.probability for one in ranked]
    if None in chances:
        top = max(one.score for one in ranked)
        odds = [math.exp(one.score - top) for one in ranked]
    else:
        named = [(one.suspect, one.change and one.change.id) for one in ranked]
        odds = [(p or 0.0) / named.count(name) + 1e-9 for p, name in zip(chances, named, strict=True)]
    whole = math.fsum(odds)
    return [*((1 - none) * one / whole for one in odds), none]


def _entropy(share: float) -> float:
    return -math.fsum(p * math.log2(p) for p in (share, 1 - share) if p > 0)
