"""A draft as JSON's own types. Pure."""

from codriver.model import plain
from codriver.room.incidents.drafting import Seen
from codriver.room.incidents.sending import Delivered
from codriver.room.shape import Shape, incident_shape

DRAFT, SENT = "codriver.draft/1", "codriver.sent/1"


def shape_of_draft(seen: Seen) -> Shape:
    """The draft's latest version, who stands for it, and what the rules say."""
    return {
        "schema": DRAFT,
        "incident": incident_shape(seen.incident),
        "draft": seen.draft,
        "kind": seen.form,
        "audience": seen.audience,
        "version": seen.version,
        "text": seen.text,
        "written_by": seen.written_by,
        "approved_by": seen.approved_by or None,
        "reopened": seen.reopened or None,
        "blocked": seen.blocked,
        "offences": [plain(one) for one in seen.offences],
        "diff": seen.diff,
    }


def shape_of_delivered(sent: Delivered) -> Shape:
    """What went, to whom, and the receiver's own receipt."""
    return {
        "schema": SENT,
        "incident": incident_shape(sent.incident),
        "draft": sent.draft,
        "version": sent.version,
        "to": sent.to,
        "receipt": sent.receipt,
    }
