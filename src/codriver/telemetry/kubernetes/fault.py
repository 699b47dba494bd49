"""What is wrong with one object, and with whom: the few words in which all rules say what they found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from codriver.model import NO_TIME, Citation, Observation, Signal

SAID, SHOWN, LIKELY = 1.0, 0.9, 0.6  # the cluster names it; its objects show it; they make it likely


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that is wrong.

    `family` is the part of the platform that it belongs to (scheduling, image, probe ...), `cause` what is wrong in
    one word, `broken` the object to mend (`Kind/namespace/name`), `suspect` the service, node or namespace that it
    belongs to. `hits` are the services that suffer from it.
    """

    family: str
    cause: str
    suspect: str
    broken: str
    says: str
    cites: tuple[Citation, ...]
    sure: float = SAID
    hits: tuple[str, ...] = ()
    at: datetime = NO_TIME
    text: str = ""
    count: int = 1


FAULT, TROUBLE, HEALTH = "fault", "trouble", "health"


def noted(fault: Fault) -> Observation:
    """The fault as an observation: `kind` its family, `name` its cause."""
    return Observation(
        signal=Signal.EVENT,
        source=fault.cites[0].ref.source,
        service=fault.suspect,
        at=fault.at,
        name=fault.cause,
        says=fault.says,
        cites=fault.cites,
        kind=fault.family,
        level=FAULT,
        count=fault.count,
        text=fault.text,
        labels=(("hits", ",".join(fault.hits)), ("object", fault.broken), ("sure", f"{fault.sure:g}")),
    )


def state(  # noqa: PLR0913 - the parts of one sentence
    service: str, says: str, cites: tuple[Citation, ...], *, level: str, name: str, at: datetime, share: float
) -> Observation:
    """How a workload stands: in trouble (`share` of it does not serve) or serving."""
    return Observation(
        signal=Signal.EVENT,
        source=cites[0].ref.source,
        service=service,
        at=at,
        name=name,
        says=says,
        cites=cites,
        kind="pods",
        level=level,
        count=1,
        labels=(("share", f"{share:g}"),),
    )
