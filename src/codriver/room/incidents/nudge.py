"""The lost twenty minutes: a leader that has been chased for a while and has gained nothing brings a nudge.

Pure. When it is wrong: somebody is half-way through a long check; the nudge is one line, and can be passed by.
"""

from datetime import datetime, timedelta

from codriver.journal.kinds import Answered
from codriver.room.incidents.pick import Table, number, tables, text
from codriver.room.incidents.story import Story

PATIENCE = timedelta(minutes=15)


def nudge(story: Story, now: datetime) -> str:
    """One line with the next best check, or an empty text."""
    chased = _since(story)
    if story.resolved or chased is None:
        return ""
    leader, since = chased
    if now - since < PATIENCE:
        return ""
    minutes = int((now - since).total_seconds() // 60)
    return f"{text(leader, 'suspect')} has led for {minutes} min and gained no evidence; {_next(story)}"


def _next(story: Story) -> str:
    """The best check that nobody has answered; without one, what could not be seen."""
    answered = {answer.check for _, answer in story.of(Answered) if answer.how == "said"}
    check = next((check for check in story.parts("checks") if text(check, "id") not in answered), None)
    if check is not None:
        return f"next best check: {text(check, 'ask')} (codriver incident answer {text(check, 'id')} yes|no)"
    gap = next(iter(story.parts("gaps")), {})
    return f"no check is left; not seen: {text(gap, 'what')}: {text(gap, 'hint')}" if gap else "no check is left"


def _since(story: Story) -> tuple[Table, datetime] | None:
    """The present leader, and when it last gained anything: the lead, more support, an answer for it."""
    leader: Table | None = None
    since, support = None, 0.0
    for row in story.assessments:
        first = next(iter(tables(row.body, "hypotheses")), None)
        if first is None:
            leader, since, support = None, None, 0.0
        elif leader is None or first.get("id") != leader.get("id") or _support(first) > support:
            leader, since, support = first, row.at, _support(first)
    if leader is None or since is None:
        return None
    answers = (row.at for row, answer in story.of(Answered) if leader.get("id") in answer.supports)
    return leader, max([since, *answers])


def _support(hypothesis: Table) -> float:
    weights = (number(one, "weight") or 0.0 for one in tables(hypothesis, "evidence"))
    return sum(weight for weight in weights if weight > 0)
