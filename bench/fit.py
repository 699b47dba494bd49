"""Fit the engine's weights: `python -m bench.fit DATA --sets a,b [--shop CASES] [--write WEIGHTS] [--strength S]`.

DATA is a folder of packs (docs/guides/measure-on-your-incidents.md); only sets that are named are fitted on: name
those whose licence permits it. CASES are recordings of the example shop. The prior was set by reasoning:
what the incidents do not speak of stays so. Printed are figures of incidents whose fault the weights had not seen.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench.fitting.calibrating import Answer, Coefficients, leads_at, line, reliability
from bench.fitting.folds import Told, cross_validated, fold_of
from bench.fitting.logit import NONE, Weights, fit
from bench.fitting.rows import MECHANISM, Incident, of_pack, of_shop
from bench.packs.controls import QUIET, UNSEEN
from bench.packs.figures import accuracy, calibration
from bench.packs.reading import cases
from bench.packs.scoring import Place
from codriver.engine.confidence import chance_of
from codriver.engine.weighing import Weights as Shipped
from codriver.engine.weighing import cost_of
from codriver.room.triage import shipped_weights

SAY = 40.0  # the say of a set at most, in incidents
CAUSE = "cause"
SHARES = {CAUSE: 0.7, QUIET: 0.22, UNSEEN: 0.08}  # of what is asked: the fewest causes leave no trace at all
WANTED = 0.95  # of the answers that lead
REASONED = Path("bench/fitting/prior.json")
WEIGHTS = Path("src/codriver/engine/weights.json")


def gathered(data: Path, names: Sequence[str], shop: Path | None, jobs: int) -> list[Incident]:
    """All incidents and what they would be without a cause, each with its say."""
    packs = [case for name in names for case in cases(data, name)]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        found = [one for made in pool.map(of_pack, packs, chunksize=2) for one in made]
    return with_say([*found, *(of_shop(shop) if shop else ())])


def with_say(found: Sequence[Incident]) -> list[Incident]:
    """No set has more say than any other large one, and in each its controls have the same share."""
    counts = Counter((one.set, kind_of(one)) for one in found)
    mass = {one.set: min(SAY, counts[one.set, CAUSE]) for one in found}
    return [
        replace(one, weight=mass[one.set] * SHARES[kind_of(one)] / SHARES[CAUSE] / counts[one.set, kind_of(one)])
        for one in found
    ]


def kind_of(one: Incident) -> str:
    """With a cause, with the cause out of sight, or with nothing wrong."""
    return CAUSE if not one.control else UNSEEN if one.control == UNSEEN else QUIET


def prior_of(shipped: Shipped) -> Weights:
    """The weights in use under the names of a fit."""
    mechanisms = {MECHANISM + name: value for name, value in shipped.mechanisms.items()}
    return {**shipped.features, **mechanisms, NONE: shipped.none_of_these}


def answers_of(told: Sequence[Told], shipped: Shipped) -> list[Answer]:
    """The first answers with their signs; where nothing was suspected there is none."""
    return [
        Answer(one.signs, cost_of(one.incident.gaps, shipped), one.right, one.incident.weight)
        for one in told
        if one.signs
    ]


def chances(told: Sequence[Told], shipped: Shipped, coefficients: Coefficients) -> list[float]:
    """How likely each first answer is right; 0 where there is none."""
    costs = [cost_of(one.incident.gaps, shipped) for one in told]
    return [
        min(shipped.most, chance_of(one.signs, cost, coefficients)) if one.signs else 0.0
        for one, cost in zip(told, costs, strict=True)
    ]


def unseen_chances(told: Sequence[Told], shipped: Shipped, seed: int) -> list[float]:
    """The same, each by coefficients that have not seen its fault either: what is reported."""
    found = [0.0] * len(told)
    folds = [fold_of(one.incident.group, seed) for one in told]
    for fold in set(folds):
        rest = [one for one, of in zip(told, folds, strict=True) if of != fold]
        own = [at for at, of in enumerate(folds) if of == fold]
        fitted = line(answers_of(rest, shipped))
        for at, chance in zip(own, chances([told[at] for at in own], shipped, fitted), strict=True):
            found[at] = chance
    return found


def report(told: Sequence[Told], probabilities: Sequence[float], at: float) -> dict[str, Any]:
    """Per set: accuracy where there is a cause, and how far the probability can be trusted."""
    rows = list(zip(told, probabilities, strict=True))
    names = sorted({one.incident.set for one in told})
    found = {name: _of_rows([row for row in rows if row[0].incident.set == name], at) for name in names}
    return {"sets": found, "all": _of_rows(rows, at)}


def _of_rows(rows: Sequence[tuple[Told, float]], at: float) -> dict[str, Any]:
    with_cause = [one for one, _ in rows if not one.incident.control]
    kinds = {kind: [(one, p) for one, p in rows if kind_of(one.incident) == kind] for kind in SHARES}
    sure = [one for one, p in kinds[CAUSE] if p >= at]
    return {
        "cases": len(rows),
        **(accuracy([Place(one.better, one.level) for one in with_cause]) if with_cause else {}),
        "leading": f"{sum(one.right for one in sure)} right of {len(sure)}, of {len(with_cause)} with a cause",
        "confident_controls": f"{sum(p >= at for _, p in kinds[QUIET])} of {len(kinds[QUIET])}",
        "confident_unseen": f"{sum(p >= at for _, p in kinds[UNSEEN])} of {len(kinds[UNSEEN])}",
        **calibration([(p, float(one.right)) for one, p in rows if one.signs]),
    }


def written(
    shipped: Shipped, learnt: Weights, bent: Coefficients, at: float, provenance: Mapping[str, Any]
) -> dict[str, Any]:
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
        "calibration": bent,
        "leads_by": shipped.leads_by,
        "lead_cap": shipped.lead_cap,
        "circumstantial": list(shipped.circumstantial),
        "gap_costs": dict(shipped.gap_costs),
        "gaps_cost_most": shipped.gaps_cost_most,
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
    prior = {**prior_of(shipped_weights()), **prior_of(shipped)}
    told = list(cross_validated(incidents, prior, asked.strength, asked.seed))
    coefficients = line(answers_of(told, shipped))
    unseen = unseen_chances(told, shipped, asked.seed)
    rows = [(p, one.right, one.incident.weight) for one, p in zip(told, unseen, strict=True) if one.signs]
    known = [(p, one.right, one.incident.weight) for one, p in zip(told, unseen, strict=True) if _asked_of(one)]
    at = leads_at(known, WANTED)
    figures = report(told, unseen, at)
    print(json.dumps({"calibration": coefficients, "leads_at": at, **figures}, indent=1))
    if asked.write:
        learnt = fit(incidents, prior, asked.strength)
        provenance = _provenance(asked, names, incidents, figures) | {"reliability": reliability(rows)}
        told_of = written(shipped, learnt, coefficients, at, provenance)
        asked.write.write_text(json.dumps(told_of, indent=2) + "\n", "utf-8")


def _asked_of(one: Told) -> bool:
    """Whether an answer is held against what is wanted of those that lead: nobody can see what left no trace."""
    return bool(one.signs) and one.incident.control != UNSEEN


def _given(path: Path) -> Shipped:
    told = json.loads(path.read_text("utf-8"))
    return Shipped(**{key: value for key, value in told.items() if key != "schema"})


def _provenance(
    asked: argparse.Namespace, names: Sequence[str], incidents: Sequence[Incident], figures: Mapping[str, Any]
) -> dict[str, Any]:
    counts = Counter(one.set for one in incidents if not one.control)
    day = datetime.now(UTC).date().isoformat()
    sets = ",".join(names)
    how = f"--strength {asked.strength:g} --seed {asked.seed}"
    command = f"python -m bench.fit DATA --sets {sets} --shop CASES {how}"
    made = len(incidents) - sum(counts.values())
    what = f"{sum(counts.values())} incidents with known causes and {made} controls"
    words = f"fitted on {day} on {what}, drawn to weights set by reasoning"
    return {
        "provenance": words,
        "incidents": sum(counts.values()),
        "fitted_on": [
            {"set": name, "incidents": count, "ac@1": figures["sets"][name].get("ac@1")}
            for name, count in sorted(counts.items())
        ]
        + [{"command": command, "seed": asked.seed, "strength": asked.strength, "folds": "by fault"}],
    }


if __name__ == "__main__":
    sys.exit(main())
