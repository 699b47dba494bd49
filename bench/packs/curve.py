"""Risk against coverage, drawn: how many of the surest answers are wrong, the more of them are taken."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean
from xml.sax.saxutils import escape

SIZE, EDGE, WIDTH = 320, 48, 40
COLOURS = ("#2a6", "#26a", "#a62", "#a26", "#6a2", "#62a", "#888", "#2aa", "#aa2")
Told = Sequence[tuple[float, float]]


def points(told: Told) -> list[tuple[float, float]]:
    """(coverage, share wrong), surest answers first; equally sure ones are taken together."""
    ordered = sorted(told, key=lambda pair: -pair[0])
    cuts = [at for at in range(1, len(ordered) + 1) if at == len(ordered) or ordered[at][0] < ordered[at - 1][0]]
    return [(at / len(ordered), 1 - fmean(right for _, right in ordered[:at])) for at in cuts]


def lines(told: Told) -> Iterator[str]:
    """The curve in words: each tenth of coverage with a bar."""
    curve = points(told)
    for tenth in range(1, 11):
        risk = next((risk for coverage, risk in curve if coverage >= tenth / 10 - 1e-9), None)
        if risk is not None:
            yield f"    {tenth * 10:3d} % of answers: {risk:5.1%} wrong  {'#' * round(WIDTH * risk)}"


def svg(sets: Mapping[str, Told]) -> str:
    """All curves in one picture, without anything from outside."""
    whole = SIZE + 2 * EDGE
    drawn = "".join(
        _curve(name, points(told), COLOURS[at % len(COLOURS)], at) for at, (name, told) in enumerate(sets.items())
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole + 180} {whole}" font-family="sans-serif"'
        f' font-size="12"><rect x="{EDGE}" y="{EDGE}" width="{SIZE}" height="{SIZE}" fill="none" stroke="#888"/>'
        f'{drawn}<text x="{EDGE}" y="{whole - 20}">coverage: 0 to 100 % of the answers, surest first</text>'
        f'<text x="{EDGE}" y="{EDGE - 16}">risk: 0 to 100 % of them wrong</text></svg>\n'
    )


def _curve(name: str, curve: Sequence[tuple[float, float]], colour: str, at: int) -> str:
    path = " ".join(f"{EDGE + SIZE * coverage:.1f},{EDGE + SIZE * (1 - risk):.1f}" for coverage, risk in curve)
    y = EDGE + 16 * (at + 1)
    return (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
        f'<text x="{EDGE + SIZE + 12}" y="{y}" fill="{colour}">{escape(name)}</text>'
    )
