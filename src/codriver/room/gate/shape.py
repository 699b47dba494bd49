"""Cards and confirmations as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.model import plain
from codriver.room.shape import incident_shape

if TYPE_CHECKING:
    from codriver.room.gate.confirming import Yes
    from codriver.room.gate.proposing import Put
    from codriver.room.gate.remedies import Remedy
    from codriver.room.shape import Shape

PROPOSAL, CONFIRMATION, REMEDIES = "codriver.proposal/1", "codriver.confirmation/1", "codriver.remedies/1"


def shape_of_proposal(put: Put) -> Shape:
    """A proposal with its card."""
    card = plain(put.card)
    return {"schema": PROPOSAL, "incident": incident_shape(put.incident), "proposal": put.proposal, "card": card}


def shape_of_remedies(remedies: tuple[Remedy, ...]) -> Shape:
    """What could be proposed, by number."""
    listed = [{"number": place, **_told(one)} for place, one in enumerate(remedies, 1)]
    return {"schema": REMEDIES, "remedies": listed}


def _told(one: Remedy) -> Shape:
    return {
        "source": one.source,
        "says": one.says,
        "commands": list(one.commands),
        "target": one.target,
        "risk": one.risk,
    }


def shape_of_confirmation(yes: Yes) -> Shape:
    """Who said yes to what, until when, and what is still missing."""
    return {
        "schema": CONFIRMATION,
        "incident": incident_shape(yes.incident),
        "confirmation": yes.confirmation,
        "commands": list(yes.card.commands),
        "risk": yes.card.risk,
        "until": plain(yes.until),
        "waits": yes.waits,
    }
