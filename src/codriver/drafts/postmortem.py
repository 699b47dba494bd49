"""A post-mortem: what happened, in numbers or "not measured", with a row of the record behind every line; no blame.

What nobody recorded is left to a person, and says so. Notes that begin with `went well:`, `went badly:`, `lucky:`,
`contributing:` and `action: TYPE; WHAT; OWNER; DUE; DONE WHEN` find their place.
"""

from collections.abc import Iterable, Iterator

from codriver.drafts.facts import FILL, Facts, Said, day, minutes
from codriver.model import iso

_ACTION = ("type", "what", "owner", "due", "done when")


def write(facts: Facts) -> str:
    """The post-mortem as markdown."""
    return "\n".join(_lines(facts)).rstrip() + "\n"


def _lines(facts: Facts) -> Iterator[str]:
    yield f"# Post-mortem: {facts.incident.title}"
    yield ""
    yield f"Incident {facts.incident.id}, {facts.incident.severity or 'no severity set'}, {facts.status}."
    yield from _section("Summary", [_summary(facts)])
    yield from _section("Impact", _impact(facts))
    yield from _section("Trigger", _said([facts.trigger] if facts.trigger else [], "what set it off"))
    yield from _section("Root causes", _said([facts.cause] if facts.cause else [], "root causes, once confirmed"))
    yield from _section("Contributing factors", _said(facts.tag("contributing"), "what made it possible, or worse"))
    yield from _section("Detection", _detection(facts))
    yield from _section("Response", _said(facts.remedies, "what was done, and what it did"))
    yield from _section("Rejected hypotheses", _said(facts.ruled_out, "", "None was recorded as ruled out."))
    yield from _section("What went well", _said(facts.tag("went well"), "what went well"))
    yield from _section("What went badly", _said(facts.tag("went badly"), "what went badly"))
    yield from _section("Where we were lucky", _said(facts.tag("lucky"), "where we were lucky"))
    yield from _section("Timeline (UTC)", _timeline(facts))
    yield from _section("Action items", _actions(facts))
    yield from _section("Unknowns", _said(facts.gaps, "", "Nothing is known to have been invisible."))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield from ("", f"## {title}", "", *lines)


def _said(items: Iterable[Said], fill: str, otherwise: str = "") -> list[str]:
    rows = [f"- {one.says} [{one.cite}]" for one in items]
    return rows or [otherwise or f"[{FILL}: {fill}]"]


def _summary(facts: Facts) -> str:
    cause = f"The cause: {facts.cause.says}." if facts.cause else f"[{FILL}: the cause, once confirmed]"
    end = f"It was over at {day(facts.resolved_at)}: {facts.evidence}." if facts.resolved_at else "It is not over."
    felt = facts.impact or f"[{FILL}: what users felt, if anything]"
    return f"From {day(facts.onset)} {felt}. {cause} {end}"


def _impact(facts: Facts) -> Iterator[str]:
    yield f"- Services: {', '.join(facts.failing) or 'not measured'}"
    yield f"- Share of requests: {facts.share or 'not measured'}"
    yield f"- Lasted: {minutes(facts.onset, facts.resolved_at)}"
    yield f"- Data: {facts.tag('data')[-1].says if facts.tag('data') else 'not measured'}"


def _detection(facts: Facts) -> Iterator[str]:
    later = minutes(facts.onset, facts.opened_at)
    yield f"- Began {day(facts.onset)}, opened here {day(facts.opened_at)}: {later} later"


def _timeline(facts: Facts) -> Iterator[str]:
    yield from ("| when | what | row |", "|---|---|---|")
    for one in facts.timeline:
        says = f"{one.kind}: {one.by + ': ' if one.by else ''}{one.says}".replace("|", "/").replace("\n", " ")
        yield f"| {iso(one.at) if one.at else ''} | {says} | {one.cite} |"


def _actions(facts: Facts) -> Iterator[str]:
    yield from ("| type | what | owner | due | done when |", "|---|---|---|---|---|")
    for one in facts.tag("action"):
        parts = [part.strip() or f"[{FILL}]" for part in one.says.split(";")][: len(_ACTION)]
        yield f"| {' | '.join([*parts, *([f'[{FILL}]'] * (len(_ACTION) - len(parts)))])} |"
    if not facts.tag("action"):
        yield f"| {' | '.join(f'[{FILL}: {name}]' for name in _ACTION)} |"
