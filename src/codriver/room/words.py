"""Text made safe to show, for doors, which may not reach below the room; and whether there is anything to show."""

from codriver.access.terminal import columns, safe
from codriver.model import Assessment, Outcome

__all__ = ["columns", "nothing_read", "safe"]


def nothing_read(assessment: Assessment) -> bool:
    """Whether nothing that was given could be read: an answer of gaps only, which is not the same as no trouble."""
    seen = (assessment.findings, assessment.changes, assessment.runbooks, assessment.code, assessment.hypotheses)
    return (
        assessment.outcome is Outcome.NOTHING_FOUND
        and assessment.window is None
        and bool(assessment.gaps)
        and not any(seen)
    )
