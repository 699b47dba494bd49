"""An update for customers: what they notice first, in their words; no unconfirmed cause, no promise of an end."""

from codriver.drafts.facts import Facts, clock

_HEADS = {
    "investigating": "Investigating: some requests are failing",
    "identified": "Identified: some requests are failing",
    "monitoring": "Monitoring: we are watching whether the errors end",
    "resolved": "Resolved: requests succeed again",
}
_REPORTED = {
    "investigating": "Investigating: we are looking into a report of a problem",
    "identified": "Identified: a problem that was reported",
    "monitoring": "Monitoring: we are watching a problem that was reported",
    "resolved": "Resolved: a problem that was reported has ended",
}
_DOING = {
    "investigating": "We are looking into it.",
    "identified": "We have found what is wrong and are working on it.",
    "monitoring": "We have taken a step against it and are watching the effect.",
    "resolved": "We have verified that it has ended.",
}


def write(facts: Facts) -> str:
    """The update as plain text."""
    heads = _HEADS if facts.shows_failures else _REPORTED
    lines = [heads[facts.status], "", _impact(facts), _DOING[facts.status]]
    if facts.status != "resolved":
        lines += [_said(facts, "workaround", "We know of no workaround so far."), _data(facts)]
        lines += [f"We will update you at {clock(facts.next_update)}."]
    else:
        lines += [_data(facts)]
    return "\n".join(lines) + "\n"


def _impact(facts: Facts) -> str:
    if not facts.shows_failures:
        return _report(facts)
    if facts.stale:
        share = f"about {facts.share} of requests" if facts.share else "some requests"
        return f"From {clock(facts.onset)} to {clock(facts.seen_until)}, when we last looked, {share} failed."
    until = f" until {clock(facts.resolved_at)}" if facts.status == "resolved" else ""
    verb = "failed" if until else "fail"
    share = f"about {facts.share} of requests {verb}" if facts.share else f"some requests {verb}"
    return (
        f"Since {clock(facts.onset)}{until} {share}. You may {'have seen' if until else 'see'} errors or slow answers."
    )


def _report(facts: Facts) -> str:
    since = f" since {clock(facts.onset)}" if facts.onset else ""
    if facts.status == "resolved":
        return f"A problem was reported{since}. We have not established whether requests failed."
    return f"A problem is reported{since}. We have not yet established whether requests fail."


def _data(facts: Facts) -> str:
    return _said(facts, "data", "We have not yet established whether any data is affected.")


def _said(facts: Facts, tag: str, otherwise: str) -> str:
    found = facts.tag(tag)
    return found[-1].says.rstrip(".") + "." if found else otherwise
