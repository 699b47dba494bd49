"""An update for those who run the company: what users feel, since when, where it stands, when they hear again."""

from codriver.drafts.facts import Facts, clock, minutes

_STANDS = {
    "investigating": "The cause is not known yet; the team is investigating.",
    "identified": "The team knows what is wrong and is working on it.",
    "monitoring": "A remedy is in place; the team is watching its effect.",
    "resolved": "It is over; that was verified.",
}


def write(facts: Facts) -> str:
    """The update as plain text."""
    level = f"{facts.incident.severity} " if facts.incident.severity else ""
    share = f"about {facts.share} of requests" if facts.share else "some requests"
    over = facts.status == "resolved"
    lasted = f" It lasted {minutes(facts.onset, facts.resolved_at)}." if over and facts.onset else ""
    lines = [
        f"{level}{facts.status.capitalize()}: {'users were' if over else 'users are'} affected",
        "",
        f"Since {clock(facts.onset)} {share} {'failed' if over else 'fail'}.{lasted}",
        _STANDS[facts.status],
        facts.tag("data")[-1].says + "." if facts.tag("data") else "Whether any data is affected is not established.",
    ]
    lines += [] if over else [f"Next update: {clock(facts.next_update)}."]
    return "\n".join(lines) + "\n"
