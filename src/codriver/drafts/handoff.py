"""A handoff: what the next person has to know before they touch anything, and what they should do first."""

from collections.abc import Iterator

from codriver.drafts.facts import Facts, clock, day
from codriver.drafts.internal import listed


def write(facts: Facts) -> str:
    """The handoff as plain text; each line names the row that it rests on."""
    return "\n".join(_lines(facts)) + "\n"


def _lines(facts: Facts) -> Iterator[str]:
    yield f"Handoff: {facts.incident.title} ({facts.incident.id})"
    yield ""
    level = f", {facts.incident.severity}" if facts.incident.severity else ""
    over = facts.status == "resolved"
    if facts.handed:
        yield f"Handed to {facts.handed.says}, {clock(facts.handed.at)} [{facts.handed.cite}]."
    yield f"Status: {facts.status}{level}, {_when(facts)}."
    yield f"Impact: {facts.impact or 'not measured'}{f' ({facts.share} of requests)' if facts.share else ''}."
    if facts.cause:
        yield f"Cause: {facts.cause.says}, confirmed by {facts.cause.by} [{facts.cause.cite}]."
    elif facts.leader:
        yield f"Leading hypothesis, not confirmed ({facts.standing}): {facts.leader.says} [{facts.leader.cite}]."
    yield from listed("Also possible", facts.others, "")
    yield from listed("Ruled out", facts.ruled_out, "nothing")
    yield from listed("Done and proposed", facts.remedies, "nothing")
    yield from listed("Left unanswered" if over else "To check next", facts.checks, "" if over else "nothing is open")
    yield from listed("Could not be seen", facts.gaps, "")
    yield from listed("Notes", [one for one in facts.timeline if one.kind == "note"][-5:], "")
    yield f"Who: {'; '.join(f'{role} {who}' for role, who in facts.roles) or 'nobody has a role'}."
    yield f"First thing to do: {_first(facts)}"
    if not over:
        yield f"Next update is due: {clock(facts.next_update)}."


def _when(facts: Facts) -> str:
    began = day(facts.onset)
    return f"at {day(facts.resolved_at)}; it began {began}" if facts.status == "resolved" else f"since {began}"


def _first(facts: Facts) -> str:
    if facts.status == "resolved":
        return "nothing is urgent; the post-mortem: codriver draft postmortem"
    tried = [one for one in facts.remedies if one.kind in ("confirmed", "used")]
    if tried:
        return f"see whether this worked: {tried[-1].says} [{tried[-1].cite}]"
    waiting = [one for one in facts.remedies if one.kind == "proposed"]
    if waiting:
        return f"decide on this: {waiting[-1].says} [{waiting[-1].cite}]"
    if facts.checks:
        return f"answer: {facts.checks[0].says} [{facts.checks[0].cite}]"
    return "look again: codriver incident assess"
