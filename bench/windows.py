"""Whether changes are told from chance: simulated windows with uneven counts and a shift of load.

Counts are negative binomial with a dispersion of their own per template; all are multiplied by one load after the
onset. Some templates are made new, tripled or vanish; each is expected at least eight times in the window it is in.
"""

import math
import random
from typing import Any

from codriver.telemetry.logs.changes import Kind, Slices, judged

TRIALS, TEMPLATES, EACH = 40, 300, 12
BEFORE, AFTER = 24, 8
RARE, FREQUENT = math.log(0.02), math.log(60)
FEWEST = 8.0  # records expected of what is planted


def simulated(seed: int = 1) -> dict[str, float]:
    """False discoveries as a share of all, and the recall of each kind."""
    draw = random.Random(seed)
    rows = [row for _ in range(TRIALS) for row in _trial(draw)]
    told = [row for row in rows if row[1] is not Kind.SAME]
    wrong = sum(planted != told_as for planted, told_as in told)
    figures: dict[str, Any] = {"false_discoveries": round(wrong / max(len(told), 1), 4), "told": len(told)}
    for kind in (Kind.NEW, Kind.MORE, Kind.VANISHED):
        of_kind = [verdict for planted, verdict in rows if planted is kind]
        figures[f"recall_{kind}"] = round(sum(verdict is kind for verdict in of_kind) / len(of_kind), 4)
    return figures


def _trial(draw: random.Random) -> list[tuple[Kind, Kind]]:
    load = draw.choice((0.5, 1.0, 2.0, 3.0))
    planted = [Kind.NEW] * EACH + [Kind.MORE] * EACH + [Kind.VANISHED] * EACH
    kinds = [*planted, *[Kind.SAME] * (TEMPLATES - len(planted))]
    verdicts = judged([_slices(draw, kind, load) for kind in kinds])
    return [(kind, verdict.kind) for kind, verdict in zip(kinds, verdicts, strict=True)]


def _slices(draw: random.Random, kind: Kind, load: float) -> Slices:
    least = math.log(FEWEST / AFTER) if kind is not Kind.SAME else RARE
    rate, uneven = math.exp(draw.uniform(least, FREQUENT)), draw.gammavariate(2, 0.15)
    before = 0.0 if kind is Kind.NEW else rate
    after = rate * load * {Kind.VANISHED: 0.0, Kind.MORE: 3.0}.get(kind, 1.0)
    return Slices(_counts(draw, before, uneven, BEFORE), _counts(draw, after, uneven, AFTER))


def _counts(draw: random.Random, rate: float, uneven: float, slices: int) -> tuple[int, ...]:
    if not rate:
        return (0,) * slices
    return tuple(_poisson(draw, draw.gammavariate(1 / uneven, rate * uneven)) for _ in range(slices))


def _poisson(draw: random.Random, mean: float) -> int:
    count, left = 0, mean
    while (left := left - draw.expovariate(1.0)) > 0:
        count += 1
    return count
