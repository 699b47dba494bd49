"""The first 24 lines: what fails, the likeliest cause and why, how to stop it, what to do next, what was not seen.

Order and presence are fixed; when the words are many, blank lines go first and then each part is clipped with a mark,
since the whole of it stands further down. A command is never clipped: half a command must not be pasted.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from codriver.cli.screen.chat import chat
from codriver.cli.screen.figures import day_and_clock, duration
from codriver.cli.screen.page import Page, cited, clipped, command, para, rows
from codriver.cli.screen.words import (
    fires,
    likely,
    listed,
    named,
    nothing_read,
    path,
    share,
    standing,
    worst_first,
)
from codriver.model import Assessment, Hypothesis, Outcome, Proposal, Stance

LINES = 24
_IN = "  "
_COMMAND_ROWS = 3
_LEADERS = 3
_FAR_AHEAD = 3.0  # times the probability of the next


@dataclass(frozen=True, slots=True)
class _Room:
    """How much each part may take: lines a text, blank lines between the parts, the next check's command."""

    text: int
    blank: bool
    command: bool = False


_ROOMS = (
    _Room(9, blank=True, command=True),
    _Room(3, blank=True, command=True),
    _Room(2, blank=True, command=True),
    _Room(1, blank=True, command=True),
    _Room(1, blank=True),
    _Room(2, blank=False),
    _Room(1, blank=False),
)


def summary(assessment: Assessment, page: Page) -> list[str]:
    """At most 24 rows at 80 columns."""
    drafts = (_draft(assessment, page, room) for room in _ROOMS)
    return next((lines for lines in drafts if rows(lines, page.width) <= LINES), _draft(assessment, page, _ROOMS[-1]))


def _draft(assessment: Assessment, page: Page, room: _Room) -> list[str]:
    parts = (_failing, _leading, _bleeding, _next, _not_seen, _chat)
    lines: list[str] = []
    for part in parts:
        told = part(assessment, page, room)
        lines += [""] if room.blank and lines and told and part is not _not_seen else []
        lines += told
    return lines


def _failing(assessment: Assessment, page: Page, room: _Room) -> list[str]:
    impact = assessment.impact
    dated = _dated(assessment, page)
    head = para(page, _who(assessment) + dated, first="FAILING: ", indent=_IN)
    text = cited(page, impact.says, impact.cites[:1])
    says = para(page, text, indent=_IN) if impact.says and impact.failing else []
    trend = f"trend {impact.trend.value}" if impact.trend.value == "unknown" else impact.trend.value
    since = () if dated else (_since(assessment),)
    rest = (*since, f"{share(impact)}; {trend}; owner to page: {impact.owner or 'unknown'}")
    kept = [*clipped(head, max(2, room.text - 1), page), *clipped(says, room.text, page)]
    return [*kept, *(line for text in rest for line in clipped(para(page, text, indent=_IN), 1, page))]


def _dated(assessment: Assessment, page: Page) -> str:
    """Since when, beside the name; how long before the last thing seen only where one line holds it."""
    if not (assessment.impact.failing and assessment.impact.since):
        return ""
    whole = f", {_since(assessment)}"
    fits = len("FAILING: ") + len(_who(assessment)) + len(whole) <= page.width
    return whole if fits else whole.rpartition(", ")[0] or whole


def _who(assessment: Assessment) -> str:
    if assessment.impact.failing:
        return listed(assessment.impact.failing, 6)
    if nothing_read(assessment):
        return "unknown: nothing that was given could be read"
    return assessment.impact.says or "no service is seen in trouble"


def _since(assessment: Assessment) -> str:
    since, window = assessment.impact.since, assessment.window
    if since is None:
        return "since: unknown"
    lasted = (window.until - since).total_seconds() if window else 0
    ago = f", {duration(lasted)} before the last thing seen" if lasted >= 1 else ""
    return f"since {day_and_clock(since)}{ago}"


def _bleeding(assessment: Assessment, page: Page, room: _Room) -> list[str]:
    if not assessment.mitigations:
        return ["STOP THE BLEEDING: nothing reversible is known"]
    first = assessment.mitigations[0]
    says = clipped(para(page, first.says, indent=_IN), room.text, page)
    against = "; ".join(first.against) or "nothing seen"
    doubts = clipped(para(page, against, first=f"{_IN}against it: ", indent=_IN * 2), room.text, page)
    return ["STOP THE BLEEDING", *says, *_paste(first, page), *doubts]


def _paste(proposal: Proposal, page: Page) -> list[str]:
    lines = command(proposal.command, _IN * 2)
    fits = rows(lines, page.width) <= _COMMAND_ROWS
    return lines if fits else [f"{_IN * 2}the command is long: see MITIGATIONS below"]


def _not_seen(assessment: Assessment, page: Page, room: _Room) -> list[str]:
    del room  # one line, always: the gaps stand in full at the end
    gaps = worst_first(assessment.gaps, given_first=nothing_read(assessment))
    if not gaps:
        return ["NOT SEEN: no gaps known"]
    more = f" (+{len(gaps) - 1} more: --all)" if len(gaps) > 1 else ""
    narrow = replace(page, width=page.width - len(more))
    lines = para(narrow, f"{gaps[0].what}: {gaps[0].why}", first="NOT SEEN: ", indent=_IN)
    return [clipped(lines, 1, narrow)[0] + more]


def _leading(assessment: Assessment, page: Page, room: _Room) -> list[str]:
    if assessment.outcome is Outcome.LEADING and assessment.hypotheses:
        return _leader(assessment.hypotheses[0], assessment.calibration, page, room)
    if assessment.outcome is Outcome.UNDETERMINED:
        return _leaders(assessment, page, room)
    if nothing_read(assessment):
        return ["NOTHING READ: no cause can be named, and nothing is known to be healthy"]
    if fires(assessment):
        return ["NOTHING FOUND: an alert fires, and nothing that was seen explains it"]
    return ["NOTHING FOUND: nothing that was seen looks like trouble"]


def _leader(first: Hypothesis, calibration: str, page: Page, room: _Room) -> list[str]:
    head = f"LEADING HYPOTHESIS: {standing(first, calibration)}"
    says = clipped(para(page, named(first), indent=_IN), room.text, page)
    way = para(page, f"path: {path(first.path)}", indent=_IN) if first.path else [f"{_IN}path: not known"]
    told = [*clipped(para(page, head), 1, page), *says, *_why(first, page, room)]
    return [*told, *clipped(way, min(2, room.text), page)]


def _why(first: Hypothesis, page: Page, room: _Room) -> list[str]:
    """What speaks most for it, and what speaks most against it."""
    lines: list[str] = []
    for word, stance in (("why", Stance.SUPPORTS), ("against", Stance.CONTRADICTS)):
        said = [one for one in first.evidence if one.stance is stance and one.weight]
        plainest = max(said, key=lambda one: (abs(one.weight), one.feature), default=None)
        if plainest:
            text = cited(page, plainest.because, plainest.cites[:1])
            lines += clipped(para(page, f"{word}: {text}", indent=_IN), 2 if room.blank else 1, page)
    return lines


def _next(assessment: Assessment, page: Page, room: _Room) -> list[str]:
    """The question that tells most, and the runbook that fits."""
    lines: list[str] = []
    if assessment.checks:
        first = assessment.checks[0]
        lines += clipped(para(page, first.ask, first="NEXT CHECK: ", indent=_IN), min(2, room.text), page)
        shown = command(first.command, _IN * 2)
        lines += shown if room.command and shown and rows(shown, page.width) == 1 else []
    if assessment.runbooks:
        book = assessment.runbooks[0]
        title = f"{book.title}: {book.section}" if book.section else book.title
        lines += clipped(para(page, cited(page, title, book.cites[:1]), first="RUNBOOK: ", indent=_IN), 1, page)
    return lines


def _leaders(assessment: Assessment, page: Page, room: _Room) -> list[str]:
    lines = [f"UNDETERMINED: {_why_none_leads(likely(assessment.hypotheses)[:_LEADERS])}"]
    if not assessment.hypotheses and not assessment.impact.failing:
        lines = ["UNDETERMINED: too little was seen to say whether anything is wrong"]
    elif not assessment.hypotheses:
        lines = ["UNDETERMINED: something is wrong, and no cause of it could be named"]
    for place, one in enumerate(likely(assessment.hypotheses)[:_LEADERS], 1):
        text = f"{standing(one, assessment.calibration)}: {named(one)}"
        lines += clipped(para(page, text, first=f"{_IN}{place}. ", indent=_IN * 2), min(2, room.text), page)
    return lines


def _why_none_leads(first: Sequence[Hypothesis]) -> str:
    """Several that nothing tells apart, one place with several readings, or one that too little speaks for."""
    if len(first) > 1 and len({one.suspect for one in first}) == 1:
        return f"most likely {first[0].suspect}, not sure enough to lead with it"
    chances = [one.probability for one in first if one.probability is not None]
    if len(first) == 1 or (len(chances) > 1 and chances[0] >= _FAR_AHEAD * chances[1]):
        return "the likeliest first, not sure enough to lead with it"
    return "these lead, nothing separates them"


def _chat(assessment: Assessment, page: Page, room: _Room) -> list[str]:
    del room  # a sentence to paste is whole; it is kept short where it is made
    return ["FOR THE CHAT", *para(page, chat(assessment), indent=_IN)]
