"""Answers to checks: what a person found out, for or against the hypotheses that the check splits."""

from codriver.errors import ConfigError
from codriver.journal.kinds import Answered
from codriver.room.incidents.act import Act, current, opened
from codriver.room.incidents.pick import Table, tables, text, texts
from codriver.room.incidents.recording import Recorded, part
from codriver.room.request import Room

YES, NO, UNCLEAR = "yes", "no", "unclear"
AGAINST = ("contradict", "speaks against", "refutes", "rules out", "not ", "no ")
FOR = ("support", "speaks for", "confirms")


def answer(room: Room, act: Act, check: str, said: str, came: str = "") -> Recorded:
    """Record the answer to a check of the latest assessment. `said` is yes, no, unclear, or one of its own answers.

    Raises:
        ConfigError: no such check, or an answer that it does not know.
    """
    with opened(room) as journal:
        story = current(journal, act)
        entry = answered(part(story, "checks", check), said, act.by, came=came)
        return Recorded(incident=story.incident, row=journal.add(story.id, entry, act.now))


def answered(check: Table, said: str, by: str, *, came: str = "") -> Answered:
    """The entry for an answer: which hypotheses it speaks for and which against."""
    means = _means(check, said)
    splits = texts(check, "splits")
    stands = _stands(said, means)
    return Answered(
        by=by,
        check=text(check, "id"),
        ask=text(check, "ask"),
        answer=said,
        means=means,
        supports=splits if stands == YES else (),
        contradicts=splits if stands == NO else (),
        came=came,
        counts=_counts(check, said),
    )


def _counts(check: Table, said: str) -> float:
    """What the check says that this answer counts; 0 where it does not say."""
    told = (one.get("counts") for one in tables(check, "answers") if text(one, "answer") == said)
    return next((abs(float(value)) for value in told if isinstance(value, int | float)), 0.0)


def _means(check: Table, said: str) -> str:
    known = {text(one, "answer"): text(one, "means") for one in tables(check, "answers") if text(one, "answer")}
    if said not in (YES, NO, UNCLEAR, *known):
        raise ConfigError(f"no answer `{said}`", hint=f"say one of: {', '.join((*known, UNCLEAR))}")
    return known.get(said, "")


def _stands(said: str, means: str) -> str:
    """What an answer does to the hypotheses: by what the check says it means, else yes is for and no against."""
    words = means.strip().lower()
    if said == UNCLEAR:
        return UNCLEAR
    if words.startswith(FOR):
        return YES
    if words.startswith(AGAINST):
        return NO
    return said if said in (YES, NO) else UNCLEAR
