"""What a team's own resolved incidents teach: how often each suspect was the cause, how far a leader can be trusted.

Pure counts. Priors are Dirichlet: a cause seen c times counts log((c + a) / a) more than one never seen, with a = 2.
The trust in a leader is Beta(1, 1) plus counts; below 20 resolved incidents it is called uncalibrated here, and from
about 40 on a ridge fit says by how much probabilities are too bold. When it is wrong: a system that was rebuilt since.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

UNSEEN = 2.0  # pseudo-counts of a cause that never was one
MOST = 2.0  # log-odds: the past never outweighs what is seen now
FEW, ENOUGH = 20, 40
RIDGE = 4.0  # pulls the fit towards "as it is"; as much as four incidents


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One resolved incident: its true cause, whether the first leader was it, and how sure codriver was.

    `right` is None when there was no leader or no known cause; `chance` None while no probability is shown.
    """

    incident: str
    suspect: str
    mechanism: str
    led: bool = False
    right: bool | None = None
    place: int = 0
    chance: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """`times` of `of` resolved incidents; an empty mechanism stands for any."""

    suspect: str
    mechanism: str
    times: int
    of: int
    size: float
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The counts behind how much a leader can be trusted here; `slope` and `shift` are None below enough cases."""

    resolved: int
    known: int
    led: int
    led_right: int
    first_right: int
    trust: float
    brier: float | None
    slope: float | None
    shift: float | None
    says: str


def priors(cases: Iterable[Case]) -> tuple[Prior, ...]:
    """One for each suspect and mechanism that was a cause, the commonest first."""
    known = [case for case in cases if case.suspect]
    counts = Counter((case.suspect, case.mechanism) for case in known)
    return tuple(
        Prior(
            suspect=suspect,
            mechanism=mechanism,
            times=times,
            of=len(known),
            size=round(min(MOST, math.log((times + UNSEEN) / UNSEEN)), 6),
            incidents=tuple(c.incident for c in known if (c.suspect, c.mechanism) == (suspect, mechanism)),
        )
        for (suspect, mechanism), times in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    )


def calibration(cases: Sequence[Case]) -> Calibration:
    """How often the first leader was right, with the counts."""
    known = [case for case in cases if case.suspect]
    led = [case for case in known if case.led]
    right = sum(case.right is True for case in led)
    pairs = [(case.chance, case.right is True) for case in known if case.chance is not None and case.right is not None]
    brier = round(sum((chance - hit) ** 2 for chance, hit in pairs) / len(pairs), 6) if pairs else None
    slope, shift = _platt(pairs) if len(pairs) >= ENOUGH else (None, None)
    trust = round((right + 1) / (len(led) + 2), 6)
    return Calibration(
        resolved=len(cases),
        known=len(known),
        led=len(led),
        led_right=right,
        first_right=sum(case.place == 1 for case in known),
        trust=trust,
        brier=brier,
        slope=slope,
        shift=shift,
        says=_says(len(known), right, len(led)),
    )


def _says(known: int, right: int, led: int) -> str:
    if known < FEW:
        return f"uncalibrated here: {known} of {FEW} resolved incidents with a known cause"
    return f"here the leader was right in {right} of {led} resolved incidents"


def _platt(pairs: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and shift on log-odds by Newton's method, pulled towards 1 and 0 (Platt 1999, with a ridge)."""
    slope, shift = 1.0, 0.0
    odds = [math.log(min(max(p, 0.001), 0.999) / (1 - min(max(p, 0.001), 0.999))) for p, _ in pairs]
    for _ in range(100):
        g0, g1, h00, h01, h11 = RIDGE * (slope - 1), RIDGE * shift, RIDGE, 0.0, RIDGE
        for x, (_, hit) in zip(odds, pairs, strict=True):
            p = 1 / (1 + math.exp(-max(min(slope * x + shift, 30.0), -30.0)))
            w = p * (1 - p)
            g0, g1 = g0 + (p - hit) * x, g1 + (p - hit)
            h00, h01, h11 = h00 + w * x * x, h01 + w * x, h11 + w
        det = h00 * h11 - h01 * h01
        slope -= _step((h11 * g0 - h01 * g1) / det)
        shift -= _step((h00 * g1 - h01 * g0) / det)
    return round(slope, 6), round(shift, 6)


def _step(wanted: float) -> float:
    """A full step of Newton's leaps over the valley when all were equally sure."""
    return max(-0.25, min(0.25, wanted))
