"""Prompts that a person picks in the host: the way of working, in few words."""

from mcp.server.mcpserver.prompts import Prompt

_TRIAGE = """Triage this incident with codriver. Call triage_incident with what is at hand{paths}. Then say, in this
order: what fails and since when; the leading cause with its standing, path and strongest evidence for and against;
what could not be seen; the next check. Cite ids. If the outcome is undetermined, say so, and ask for the check that
would split the leaders. Propose no action that no evidence supports."""
_HAND_OVER = """Write a handover of this incident for whoever takes over. Read read_timeline and list_checks first.
State, impact, what was tried and what came of it, what was ruled out and by what, what is open, who is who. Every
line cites an id."""
_UPDATE = """Draft a status update for {audience} from read_timeline and list_checks. Impact first; no unconfirmed
cause; no time of repair; plain words; nothing that the record does not hold. A person reviews and approves it with
`codriver approve`."""
_POST_MORTEM = """Draft a post-mortem from read_timeline, list_changes and show_source. Summary, impact in numbers
or "not measured", timeline in UTC with an id on each row, trigger, root causes and contributing factors apart, what
was ruled out and by what, what went well and badly, action items with owner and due date. Blameless. What the
record does not say: ENGINEER TO FILL."""


def prompts() -> tuple[Prompt, ...]:
    """`triage`, `hand_over`, `draft_update` and `post_mortem`."""
    return tuple(Prompt.from_function(one) for one in (triage, hand_over, draft_update, post_mortem))


def triage(paths: str = "") -> str:
    """Triage an incident: what fails, why, what was not seen, what to check next."""
    return _TRIAGE.format(paths=f": {paths}" if paths else "")


def hand_over() -> str:
    """Write a handover from the record."""
    return _HAND_OVER


def draft_update(audience: str = "internal") -> str:
    """Draft a status update for customers, internal or executive."""
    return _UPDATE.format(audience=audience)


def post_mortem() -> str:
    """Draft a post-mortem from the record."""
    return _POST_MORTEM
