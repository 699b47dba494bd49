"""An update for customers: what they notice first, in their words; no unconfirmed cause, no promise of an end."""

from codriver.drafts.facts import Facts, clock

_HEADS = {
    "investigating": "Investigating: some requests are failing",
    "identified": "Identified: some requests are failing",
    "monitoring": "Monitoring: we are watching whether the errors end",
    "resolved": "Resolved: requests succeed again",
}
_DOING = {
    "investigating": "We are looking into it.",
    "identified": "We have found what is wrong and are working on it.",
    "monitoring": "We have taken a step against it and are watching the effect.",
    "resolved": "We have verified that the errors have ended.",
}


def write(facts: Facts) -> str:
    """The update as plain text."""
    lines = [_HEADS[facts.status], "", _impact(facts), _DOING[facts.status]]
    if facts.status != "resolved":
        lines += [_said(facts, "workaround", "We know of no workaround so far."), _data(facts)]
        lines += [f"We will update you at {clock(facts.next_update)}."]
    else:
        lines += [_data(facts)]
    return "\n".join(lines) + "\n"


def _impact(facts: Facts) -> str:
    until = f" until {clock(facts.resolved_at)}" if facts.status == "resolved" else ""
    verb = "failed" if until else "fail"
    share = f"about {facts.share} of requests {verb}" if facts.share else f"some requests {verb}"
    return (
        f"Since {clock(facts.onset)}{until} {share}. You may {'have seen' if until else 'see'} errors or slow answers."
    )


def _data(facts: Facts) -> str:
    return _said(facts, "data", "We have not yet established whether any data is affected.")


def _said(facts: Facts, tag: str, otherwise: str) -> str:
    found = facts.tag(tag)
    return found[-1].says.rstrip(".") + "." if found else otherwise
