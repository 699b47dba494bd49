"""An update for those who run the company: what users feel, since when, where it stands, when they hear again."""

from codriver.drafts.facts import Facts, clock, minutes

_STANDS = {
    "investigating": "The cause is not known yet; the team is investigating.",
    "identified": "The team knows what is wrong and is working on it.",
    "monitoring": "A remedy is in place; the team is watching its effect.",
    "resolved": "It is over; that was verified.",
}


def _head(facts: Facts, *, over: bool) -> str:
    """Nobody is said to be affected where nothing that was read shows it."""
    if facts.shows_failures:
        return "requests failed" if over else "requests fail"
    return "a problem was reported" if over else "a problem is reported"


def _impact(facts: Facts, *, over: bool) -> str:
    lasted = (
        f" It lasted {minutes(facts.onset, facts.resolved_at)}." if over and facts.onset and not facts.stale else ""
    )
    if not facts.shows_failures:
        return f"Whether users are affected is not established.{lasted}"
    share = f"about {facts.share} of requests" if facts.share else "some requests"
    if facts.stale:
        return f"From {clock(facts.onset)} to {clock(facts.seen_until)}, when it was last looked at, {share} failed."
    return f"Since {clock(facts.onset)} {share} {'failed' if over else 'fail'}.{lasted}"


def write(facts: Facts) -> str:
    """The update as plain text."""
    level = f"{facts.incident.severity} " if facts.incident.severity else ""
    over = facts.status == "resolved"
    lines = [
        f"{level}{facts.status.capitalize()}: {_head(facts, over=over)}",
        "",
        _impact(facts, over=over),
        _STANDS[facts.status],
        facts.tag("data")[-1].says + "." if facts.tag("data") else "Whether any data is affected is not established.",
    ]
    lines += [] if over else [f"Next update: {clock(facts.next_update)}."]
    return "\n".join(lines) + "\n"
