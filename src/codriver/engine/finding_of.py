"""From an observation to a finding: what every detector writes down in the same way."""

from codriver.engine import sizes
from codriver.model import Finding, Observation

HURTS = frozenset({"errors", "latency", "refusals"})
REFUSED = 0.2  # callers that ask wrongly are daily life; a fifth more of them is not
FELT = {"share": 0.01, "s": 0.05, "ms": 50.0}  # failing requests or time lost that somebody notices, by unit
FEWEST_FAILURES = 5  # failing calls since the onset: fewer are no share of anything
FELT_FACTOR = 2.0  # slower than that is felt; less is load


def finding_of(
    seen: Observation, detector: str, *, says: str, size: float, trouble: bool = False, kind: str | None = None
) -> Finding:
    """The finding that `detector` makes of one observation, with its place, time and citations taken over."""
    return Finding(
        detector=detector,
        service=seen.service,
        says=says,
        at=seen.at,
        size=round(size, 3),
        cites=seen.cites,
        trouble=trouble,
        peer=seen.peer,
        kind=seen.kind if kind is None else kind,
        name=seen.name,
        direction=_direction(seen),
        observation=seen.id,
    )


def hurts(seen: Observation) -> bool:
    """Whether a user of the service would call this shift trouble."""
    rose = (seen.after or 0.0) - (seen.before or 0.0)
    if seen.kind not in HURTS or not rose > FELT.get(seen.unit, 0.0):  # a rise that is no number hurts nobody
        return False
    if seen.kind == "refusals":
        return seen.unit == "share" and rose >= REFUSED
    return seen.kind == "errors" or sizes.times_more(seen.before, seen.after) >= FELT_FACTOR


def _direction(seen: Observation) -> str:
    if seen.before is None or seen.after is None or seen.before == seen.after:
        return ""
    return "rises" if seen.after > seen.before else "falls"
