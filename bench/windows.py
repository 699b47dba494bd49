"""Whether changes are told from chance: simulated windows with uneven counts and a shift of load.

Counts are negative binomial with a dispersion of their own per template; all are multiplied by one load after the
onset. Some templates are made new, tripled or vanish; each is expected at least eight times in the window it is in.
"""

import math
import random
from typing import Any

from codriver.telemetry.logs import fold
from codriver.telemetry.logs.changes import Kind, Slices, Span, first_seen, judged
from codriver.telemetry.rows import LogBlock

TRIALS, TEMPLATES, EACH = 40, 300, 12
BEFORE, AFTER = 24, 8
RARE, FREQUENT = math.log(0.02), math.log(60)
ONSET = 1_793_534_400.0
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


def first_errors(seed: int = 1, trials: int = 20) -> dict[str, int]:
    """In how many simulated incidents the fault's own error leads the list of first errors, and its service with it."""
    draw = random.Random(seed)
    right = sum(_leads(draw) for _ in range(trials))
    return {"right": right, "of": trials}


def _leads(draw: random.Random) -> bool:
    """Four services log errors as ever; one begins to fail at the onset, its callers follow within a minute."""
    names = draw.sample(("till", "cart", "stock", "mail"), 4)
    lines = [
        (draw.uniform(-3600, 900), name, "error", f"retry {draw.randrange(9)} of {draw.choice(('a', 'b'))} failed")
        for name in names
        for _ in range(draw.randrange(20, 200))
    ]
    lines += [
        (draw.uniform(-3600, 900), name, "info", f"served {draw.randrange(999)}") for name in names for _ in range(400)
    ]
    lines += [
        (draw.uniform(1, 5) + at * 9, names[0], "error", f"no lock after {draw.randrange(99)} tries")
        for at in range(30)
    ]
    for later, name in enumerate(names[1:], 1):
        lines += [
            (later * 15 + at * 9, name, "error", f"{names[0]} gave no answer to {draw.randrange(999)}")
            for at in range(30)
        ]
    blocks = [LogBlock("file", f"{name}.log", 1, _written(lines, name), name) for name in names]
    found = first_seen(fold(blocks), Span(ONSET - 3600, ONSET), Span(ONSET, ONSET + 900))
    return bool(found) and found[0].pattern.service == names[0] and found[0].pattern.template.startswith("no lock")


def _written(lines: list[tuple[float, str, str, str]], name: str) -> bytes:
    own = sorted(line for line in lines if line[1] == name)
    return "\n".join(f'ts={ONSET + at:.3f} level={level} msg="{said}"' for at, _, level, said in own).encode()


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
