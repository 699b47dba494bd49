"""Faults and standings of a platform, as its objects show them: small observations with sensible values."""

from collections.abc import Iterable

from codriver.model import Observation, Signal
from codriver.testing import ONSET, a_citation


def a_fault(
    suspect: str,
    family: str,
    cause: str,
    *,
    hits: Iterable[str] | None = None,
    broken: str = "",
    sure: float = 1.0,
) -> Observation:
    """A fault of the platform, as the cluster or its objects show it; it hits its suspect unless told otherwise."""
    told = {"object": broken or f"Deployment/test/{suspect}", "sure": f"{sure:g}"}
    told["hits"] = ",".join([suspect] if hits is None else hits)
    return Observation(
        signal=Signal.EVENT,
        source="test",
        service=suspect,
        at=ONSET,
        name=cause,
        says=f"{suspect}: {cause}",
        cites=(a_citation(f"{suspect}.txt:1", cause),),
        kind=family,
        level="fault",
        count=1,
        labels=tuple(sorted(told.items())),
    )


def a_standing(service: str, *, serves: bool) -> Observation:
    """Whether the pods of a service serve."""
    return Observation(
        signal=Signal.EVENT,
        source="test",
        service=service,
        at=ONSET,
        name="pods_serving" if serves else "pods_not_serving",
        says=f"the pod of {service} {'serves' if serves else 'does not serve'}",
        cites=(a_citation(f"{service}.txt:2", service),),
        kind="pods",
        level="health" if serves else "trouble",
        count=1,
        labels=(("share", "0" if serves else "1"),),
    )
