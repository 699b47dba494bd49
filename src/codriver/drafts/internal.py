"""An update for the engineers: impact, scope, what is suspected (and that it is), what is done, what was not seen."""

from collections.abc import Iterable, Iterator

from codriver.drafts.facts import Facts, Said, clock


def write(facts: Facts) -> str:
    """The update as plain text; each line names the row that it rests on."""
    return "\n".join(_lines(facts)) + "\n"


def _lines(facts: Facts) -> Iterator[str]:
    level = f"{facts.incident.severity} " if facts.incident.severity else ""
    yield f"{level}{facts.status.capitalize()}: {facts.incident.title}"
    yield ""
    share = f"; {facts.share} of requests" if facts.share else "; share of requests not measured"
    yield f"Impact: {facts.impact or 'not measured yet'}{share}, since {clock(facts.onset)}."
    yield f"Scope: {', '.join(facts.failing) or 'not known yet'}."
    yield f"Cause: {_cause(facts)}"
    yield from listed("Being done", facts.remedies, "nothing proposed yet")
    yield from listed("Ruled out", facts.ruled_out, "")
    yield from listed("Not seen", facts.gaps[:3], "")
    yield f"Data: {facts.tag('data')[-1].says if facts.tag('data') else 'not established whether any is affected'}."
    if facts.roles:
        yield f"Who: {'; '.join(f'{role} {who}' for role, who in facts.roles)}."
    if facts.status != "resolved":
        yield f"Next update: {clock(facts.next_update)}."


def _cause(facts: Facts) -> str:
    if facts.cause:
        return f"{facts.cause.says}, confirmed by {facts.cause.by} [{facts.cause.cite}]."
    if facts.leader:
        return f"suspected, not confirmed ({facts.standing}): {facts.leader.says} [{facts.leader.cite}]."
    return "not known yet."


def listed(title: str, items: Iterable[Said], otherwise: str) -> Iterator[str]:
    """A title and one line an item, with its row; `otherwise` when there is none, nothing when that is empty."""
    rows = list(items)
    if rows:
        yield f"{title}:"
        yield from (f"- {one.says} [{one.cite}]" for one in rows)
    elif otherwise:
        yield f"{title}: {otherwise}."
