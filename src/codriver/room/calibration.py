"""How far probabilities can be trusted: said and right, bin by bin, of incidents that the weights had not seen."""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from codriver.engine.rank import Weights
from codriver.errors import ConfigError
from codriver.room.triage import shipped_weights

SIZE, EDGE = 320, 40  # pixels
NOISE = math.sqrt(2 / math.pi)  # the mean distance of a normal draw from its mean, in standard deviations


@dataclass(frozen=True, slots=True)
class Bin:
    """So many answers whose mean probability was `said`; the share `right` of them was."""

    said: float
    right: float
    answers: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """Ten bins of equal mass. `noise_floor` is the error that a perfect predictor would show with so few answers."""

    bins: tuple[Bin, ...]
    error: float
    noise_floor: float
    base_rate: float
    skill: float
    leads_at: float
    provenance: str

    def shape(self) -> dict[str, object]:
        """As plain values."""
        return {**asdict(self), "bins": [asdict(one) for one in self.bins]}


def reliability(weights: Weights | None = None) -> Reliability:
    """The table that was kept when the weights were fitted."""
    used = weights or shipped_weights()
    bins = tuple(Bin(*row) for row in used.reliability)
    total = sum(one.answers for one in bins) or 1.0
    base = sum(one.right * one.answers for one in bins) / total
    return Reliability(
        bins=bins,
        error=round(sum(abs(one.said - one.right) * one.answers for one in bins) / total, 4),
        noise_floor=round(sum(_luck(one) * one.answers for one in bins) / total, 4),
        base_rate=round(base, 4),
        skill=round(_skill(bins, base, total), 4),
        leads_at=used.leads_at,
        provenance=used.provenance,
    )


def _luck(one: Bin) -> float:
    return NOISE * math.sqrt(one.said * (1 - one.said) / one.answers) if one.answers else 0.0


def _skill(bins: Sequence[Bin], base: float, total: float) -> float:
    """Of the Brier score against always saying the base rate, as far as the bins tell."""
    always = base * (1 - base)
    said = sum(one.answers * (one.right * (1 - one.said) ** 2 + (1 - one.right) * one.said**2) for one in bins) / total
    return 1 - said / always if always else 0.0


def drawn(found: Reliability, place: Path) -> None:
    """The curve as SVG: the diagonal is what was said, points are what was.

    Raises:
        ConfigError: the file cannot be written.
    """
    try:
        place.write_text(svg(found), "utf-8")
    except OSError as error:
        raise ConfigError(f"{place}: {error.strerror}", hint="name a file in a folder that is there") from error


def svg(found: Reliability) -> str:
    """One picture, without anything from outside."""
    points = "".join(_point(one) for one in found.bins)
    corner, far = EDGE, EDGE + SIZE
    whole = SIZE + 2 * EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" font-family="sans-serif">'
        f'<rect x="{corner}" y="{corner}" width="{SIZE}" height="{SIZE}" fill="none" stroke="#888"/>'
        f'<line x1="{corner}" y1="{far}" x2="{far}" y2="{corner}" stroke="#bbb" stroke-dasharray="4"/>'
        f'{points}<text x="{corner}" y="{far + 24}">said: 0 to 100 %</text>'
        f'<text x="{corner}" y="{corner - 12}">right: 0 to 100 %, error {found.error:.3f}'
        f" (luck {found.noise_floor:.3f})</text></svg>\n"
    )


def _point(one: Bin) -> str:
    x, y = EDGE + SIZE * one.said, EDGE + SIZE * (1 - one.right)
    radius = 2 + math.sqrt(one.answers)
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#2a6" fill-opacity="0.6"/>'
