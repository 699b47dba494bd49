"""Is the record of an incident, or of all, as it was written; and where does it stand now."""

from codriver.journal.verify import Verified, checkpoints, verify
from codriver.room.incidents.act import Act, current, opened
from codriver.room.request import Room

__all__ = ["Verified", "verified"]  # what doors see of the journal

EVERY = "all"


def verified(room: Room, act: Act, against: str = "") -> tuple[Verified, ...]:
    """What was found in the incident that is meant (`all`: in every one, also those that only a checkpoint names).

    Raises:
        ConfigError: no incident, or no checkpoint line in `against`.
    """
    kept = checkpoints(against) if against else ()
    with opened(room) as journal:
        if act.incident == EVERY:
            ids = (*journal.recent(1_000_000), *(one.incident for one in kept))
        elif kept and not act.incident:
            ids = tuple(one.incident for one in kept)
        else:
            ids = (current(journal, act, ended=True).id,)
        return tuple(verify(journal, incident, kept) for incident in dict.fromkeys(ids))
