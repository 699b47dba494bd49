"""Fit the engine's weights: `python -m bench.fit DATA --sets a,b [--shop CASES] [--write WEIGHTS] [--strength S]`.

DATA is a folder of packs (docs/guides/measure-on-your-incidents.md); only sets that are named are fitted on: name
those whose licence permits it. CASES are recordings of the example shop. The prior was set by reasoning:
what the incidents do not speak of stays so. Printed are figures of incidents whose fault the weights had not seen.
"""

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, replace
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench.fitting.calibrating import Answer, Line, leads_at, line, reliability
from bench.fitting.folds import Told, cross_validated
from bench.fitting.logit import NONE, Weights, fit
from bench.fitting.rows import MECHANISM, Incident, of_pack, of_shop
from bench.packs.figures import accuracy, calibration
from bench.packs.reading import cases
from bench.packs.scoring import Place
from codriver.engine.rank import Weights as Shipped
from codriver.engine.rank import cost_of
from codriver.room.triage import shipped_weights

SAY, WITHOUT = 40.0, 0.43  # the say of a set at most, in incidents; of those without a cause beside those with one
WANTED = 0.95  # of the answers that lead
REASONED = Path("bench/fitting/prior.json")
WEIGHTS = Path("src/codriver/engine/weights.json")


def gathered(data: Path, names: Sequence[str], shop: Path | None, jobs: int) -> list[Incident]:
    """All incidents, no set with more say than any other large one."""
    packs = [case for name in names for case in cases(data, name)]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        found = [*pool.map(of_pack, packs, chunksize=4), *(of_shop(shop) if shop else ())]
    counts = Counter(one.set for one in found)
    return [replace(one, weight=min(1.0, SAY / counts[one.set])) for one in found]


def with_and_without(incidents: Iterable[Incident]) -> list[Incident]:
    """Each incident, and again as it were had its cause left no trace."""
    found = list(incidents)
    without = [replace(one.without_cause(), weight=one.weight * WITHOUT) for one in found if one.has_cause]
    return [*found, *without]


def prior_of(shipped: Shipped) -> Weights:
    """The weights in use under the names of a fit."""
    mechanisms = {MECHANISM + name: value for name, value in shipped.mechanisms.items()}
    return {**shipped.features, **mechanisms, NONE: shipped.none_of_these}


def answers_of(told: Sequence[Told], shipped: Shipped) -> list[Answer]:
    """The first answers as log-odds."""
    shares = [min(max(one.share, 1e-9), 1 - 1e-9) for one in told]
    return [
        Answer(
            math.log(share / (1 - share)),
            cost_of(one.incident.gaps, shipped),
            one.specific,
            one.right,
            one.incident.weight,
        )
        for share, one in zip(shares, told, strict=True)
    ]


def report(told: Sequence[Told], probabilities: Sequence[float], at: float) -> dict[str, Any]:
    """Per set: accuracy where there is a cause, and how far the probability can be trusted."""
    found: dict[str, Any] = {}
    for name in sorted({one.incident.set for one in told}):
        rows = [(one, p) for one, p in zip(told, probabilities, strict=True) if one.incident.set == name]
        found[name] = _of_rows(rows, at)
    return {"sets": found, "all": _of_rows(list(zip(told, probabilities, strict=True)), at)}


def _of_rows(rows: Sequence[tuple[Told, float]], at: float) -> dict[str, Any]:
    with_cause = [one for one, _ in rows if one.incident.has_cause]
    sure = [(one, p) for one, p in rows if p >= at]
    return {
        "cases": len(rows),
        **(accuracy([Place(one.better, one.level) for one in with_cause]) if with_cause else {}),
        "leading": len(sure),
        "leading_and_right": sum(one.right for one, _ in sure),
        "leading_without_cause": sum(not one.incident.has_cause for one, _ in sure),
        **calibration([(p, float(one.right)) for one, p in rows]),
    }


def written(shipped: Shipped, learnt: Weights, bent: Line, at: float, provenance: Mapping[str, Any]) -> dict[str, Any]:
    """The weights file."""
    mechanisms = {n.removeprefix(MECHANISM): round(v, 2) for n, v in learnt.items() if n.startswith(MECHANISM)}
    features = {n: round(v, 2) for n, v in learnt.items() if n != NONE and not n.startswith(MECHANISM)}
    return {
        "schema": "codriver.weights/1",
        **provenance,
        "calibrated": True,
        "none_of_these": round(learnt[NONE], 2),
        "leads_at": at,
        "most": shipped.most,
        "calibration": asdict(bent),
        "leads_by": shipped.leads_by,
        "lead_cap": shipped.lead_cap,
        "circumstantial": list(shipped.circumstantial),
        "gap_costs": dict(shipped.gap_costs),
        "mechanisms": {**shipped.mechanisms, **mechanisms},
        "features": {**shipped.features, **features},
    }


def main(arguments: list[str] | None = None) -> int:
    """Fit; print figures of unseen faults; write the weights if asked to."""
    parser = argparse.ArgumentParser(prog="python -m bench.fit", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--sets", default="", help="the sets to fit on, with commas between them")
    parser.add_argument("--shop", type=Path, default=None, help="recordings of the example shop")
    parser.add_argument("--write", type=Path, default=None, help=f"where the weights go, such as {WEIGHTS}")
    parser.add_argument("--strength", type=float, default=2.0, help="how strongly weights are drawn to the prior")
    parser.add_argument("--prior", type=Path, default=REASONED, help="weights to be drawn to")
    parser.add_argument("--seed", type=int, default=1, help="draws the folds")
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args(arguments)
    names = [name for name in asked.sets.split(",") if name]
    incidents = gathered(asked.data, names, asked.shop, asked.jobs)
    if not incidents:
        print("error: nothing to fit on\nhint: name sets (--sets) or recordings (--shop)", file=sys.stderr)
        return 2
    _fit(asked, names, incidents)
    return 0


def _fit(asked: argparse.Namespace, names: Sequence[str], incidents: Sequence[Incident]) -> None:
    shipped = _given(asked.prior)
    prior, every = {**prior_of(shipped_weights()), **prior_of(shipped)}, with_and_without(incidents)
    told = list(cross_validated(every, prior, asked.strength, asked.seed))
    answers = answers_of(told, shipped)
    bent = line(answers)
    probabilities = [min(shipped.most, bent.probability(answer)) for answer in answers]
    rows = [(p, one.right, one.incident.weight) for one, p in zip(told, probabilities, strict=True)]
    at = leads_at(rows, WANTED)
    figures = report(told, probabilities, at)
    print(json.dumps({"calibration": asdict(bent), "leads_at": at, **figures}, indent=1))
    if asked.write:
        learnt = fit(every, prior, asked.strength)
        provenance = _provenance(asked, names, incidents, figures) | {"reliability": reliability(rows)}
        asked.write.write_text(json.dumps(written(shipped, learnt, bent, at, provenance), indent=2) + "\n", "utf-8")


def _given(path: Path) -> Shipped:
    told = json.loads(path.read_text("utf-8"))
    return Shipped(**{key: value for key, value in told.items() if key != "schema"})


def _provenance(
    asked: argparse.Namespace, names: Sequence[str], incidents: Sequence[Incident], figures: Mapping[str, Any]
) -> dict[str, Any]:
    counts = Counter(one.set for one in incidents)
    day = datetime.now(UTC).date().isoformat()
    sets = ",".join(names)
    how = f"--strength {asked.strength:g} --seed {asked.seed}"
    command = f"python -m bench.fit DATA --sets {sets} --shop CASES {how}"
    words = f"fitted on {day} on {len(incidents)} incidents with known causes, drawn to weights set by reasoning"
    return {
        "provenance": words,
        "incidents": len(incidents),
        "fitted_on": [
            {"set": name, "incidents": count, "ac@1": figures["sets"][name].get("ac@1")}
            for name, count in sorted(counts.items())
        ]
        + [{"command": command, "seed": asked.seed, "strength": asked.strength, "folds": "by fault"}],
    }


if __name__ == "__main__":
    sys.exit(main())
