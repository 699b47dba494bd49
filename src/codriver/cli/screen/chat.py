"""One sentence for the incident's channel, ready to paste."""

import re

from codriver.cli.screen.figures import day_and_clock, percent
from codriver.cli.screen.words import fires, likely, listed, named, nothing_read
from codriver.model import Assessment, Impact, Outcome, Trend
from codriver.room.words import safe

_MOST = 90  # columns for a text from elsewhere: the sentence must stay one that people read
_CALLS = re.compile(r"(?<!\w)@(?=\w)")  # `@channel` in a log line must not wake the whole company


def chat(assessment: Assessment) -> str:
    """What fails, since when, how much, the suspect and how sure, what is on the table; no full stop."""
    parts = (_what(assessment), _suspect(assessment), _next(assessment))
    return _CALLS.sub("(at)", "; ".join(part for part in parts if part))


def _what(assessment: Assessment) -> str:
    impact = assessment.impact
    if nothing_read(assessment):
        return "Nothing that codriver was given could be read"
    if not impact.failing:
        return _of_an_alert(assessment) or "No service is seen in trouble so far"
    one = len(impact.failing) == 1
    failing = "is failing" if one else "are failing"
    if impact.since:
        failing = f"{'has' if one else 'have'} been failing since {day_and_clock(impact.since)}"
    return f"{listed(impact.failing, 3)} {failing}{_how_much(impact)}"


def _of_an_alert(assessment: Assessment) -> str:
    """What the impact says when an alert fires, or nobody could look: then nobody may be told that all is well."""
    silent = assessment.outcome is Outcome.NOTHING_FOUND and not fires(assessment)
    return "" if silent else safe(assessment.impact.says.rstrip("."), width=_MOST * 2)


def _how_much(impact: Impact) -> str:
    now = "" if impact.share is None else f"{percent(impact.share)} of requests hit"
    before = "" if impact.share_before is None or not now else f"{percent(impact.share_before)} before"
    heading = "" if impact.trend is Trend.UNKNOWN else impact.trend.value
    said = ", ".join(part for part in (now, before, heading) if part)
    return f" ({said})" if said else ""


def _suspect(assessment: Assessment) -> str:
    if assessment.outcome is Outcome.LEADING and assessment.hypotheses:
        first = assessment.hypotheses[0]
        return f"suspect, not confirmed ({first.standing.value}): {safe(named(first), width=_MOST)}"
    if assessment.outcome is Outcome.UNDETERMINED:
        names = dict.fromkeys(one.suspect for one in likely(assessment.hypotheses))
        return f"cause undetermined, looking at {listed(names, 3)}" if names else "cause undetermined"
    return ""


def _next(assessment: Assessment) -> str:
    first = assessment.mitigations[0].says.partition(": ")[0] if assessment.mitigations else ""
    suspect = named(assessment.hypotheses[0]).partition(": ")[0] if assessment.hypotheses else ""
    if assessment.outcome is Outcome.LEADING and first == f"take back {suspect}":
        return "considering: to take it back"
    return f"considering: {safe(first, width=_MOST)}" if first else ""
