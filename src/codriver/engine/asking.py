"""The question to put about one hypothesis: words, what a yes would mean, how telling it is, and a command to paste.

How likely each answer is, if the hypothesis is true and if it is not, stands here beside the question: coarse on
purpose, and the same numbers count when a person answers. What looks directly refutes; what asks for a fit only leans.
"""

import math
import shlex
from dataclasses import dataclass

from codriver.engine.kubectl import question
from codriver.engine.queries import query
from codriver.engine.seen import Seen
from codriver.model import Change, Hypothesis

DESK, INSIDE = 1.0, 2.0  # what it costs: a look from the desk; a look from inside a running system
HARMLESS, LOAD = "", "it asks a running system once"


@dataclass(frozen=True, slots=True)
class Telling:
    """How likely a yes is if the hypothesis is true, and if it is not."""

    if_so: float
    if_not: float

    @property
    def yes(self) -> float:
        """What a yes adds, in log-odds."""
        return round(math.log(self.if_so / self.if_not), 2)

    @property
    def no(self) -> float:
        """What a no adds."""
        return round(math.log((1 - self.if_so) / (1 - self.if_not)), 2)


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask about a hypothesis."""

    ask: str
    telling: Telling
    tool: str = ""
    command: str = ""
    cost: float = DESK
    risk: str = HARMLESS


FITS = Telling(0.8, 0.25)  # whether something fits: much does
LOOKS = Telling(0.9, 0.15)  # a look at a figure or a log of now
DIRECT = Telling(0.97, 0.1)  # the thing itself is looked at: a no refutes
GONE = Telling(0.03, 0.9)  # asked the other way round: a yes refutes
WRITTEN = Telling(0.85, 0.15)  # what the team wrote down, without saying how sure it is

_ASKS = {
    "resource": ("Are the {detail} of {suspect} used up now, from before its callees slowed down?", DIRECT),
    "configuration": ("Do the settings with which {suspect} runs differ from those of before the trouble?", LOOKS),
    "surge": ("Do more users ask {suspect} than before, and not the same ones again and again?", DIRECT),
    "": ("Its callees left aside: does {suspect} itself log errors, or take longer than before?", LOOKS),
}


def asked(seen: Seen, hypothesis: Hypothesis) -> Question:
    """The one question that tells most about it."""
    if hypothesis.change is not None:
        return _about_change(hypothesis, hypothesis.change)
    if hypothesis.mechanism in ("unreachable", "external"):
        return _reach(seen, hypothesis)
    if hypothesis.object:
        ask, yes_is_for, command = question(hypothesis)
        return Question(ask, DIRECT if yes_is_for else GONE, "kubectl", command)
    words, telling = _ASKS.get(hypothesis.mechanism, _ASKS[""])
    ask = words.format(suspect=hypothesis.suspect, detail=hypothesis.detail or "resources")
    return Question(ask, telling, *query(seen, hypothesis))


def _about_change(hypothesis: Hypothesis, change: Change) -> Question:
    named = change.version and not change.version.startswith("-")  # an option could write a file
    command = f"git show --stat --patch {shlex.quote(change.version)}" if named else ""
    name = f"{change.kind.value} {change.version[:12]}".strip()
    ask = f"Does what {name} altered fit how {hypothesis.suspect} fails?"
    return Question(ask, FITS, "git" if named else "", command)


def _reach(seen: Seen, hypothesis: Hypothesis) -> Question:
    caller = next((name for name, _ in seen.blamed_by(hypothesis.suspect)), "a caller")
    suspect = hypothesis.suspect
    ask = f"From where {caller} runs: does {suspect} answer at the address and within the deadline set there?"
    command = f"curl -sv --max-time 5 http://{shlex.quote(suspect)}/"
    return Question(ask, GONE, "curl", command, INSIDE, LOAD)
