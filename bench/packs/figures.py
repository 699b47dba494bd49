"""Figures over scored cases: accuracy at 1, 3 and 5, calibration with its noise floor, risk against coverage."""

import math
from collections.abc import Callable, Iterable, Sequence
from random import Random
from statistics import fmean
from typing import Any

from bench.figures import interval
from bench.packs.ablations import told
from bench.packs.scoring import Place, Scored

PLACES = (1, 3, 5)
BINS, DRAWS, RESAMPLES = 10, 200, 1000


def accuracy(places: Sequence[Place]) -> dict[str, Any]:
    """AC@1, AC@3, AC@5 and Avg@5, with Wilson's interval of the first."""
    found: dict[str, Any] = {f"ac@{k}": _mean(place.within(k) for place in places) for k in PLACES}
    found["avg@5"] = _mean(fmean(place.within(k) for k in range(1, 6)) for place in places)
    found["ac@1_interval"] = interval(round(sum(place.within(1) for place in places)), len(places))
    return found


def of_set(rows: Sequence[Scored]) -> dict[str, Any]:
    """Everything that is told of one set."""
    with_cause = [row for row in rows if not row.control]
    if not with_cause:
        return {"cases": len(rows), "confidence": confidence(rows)}
    return {
        "cases": len(rows),
        **accuracy([row.place for row in with_cause]),
        "cascade": _split(with_cause, lambda row: {True: "cascade", False: "no cascade", None: "unknown"}[row.cascade]),
        "systems": _split(with_cause, lambda row: row.system),
        "faults": _split(with_cause, lambda row: row.fault),
        "baselines": {name: _against(with_cause, name) for name in (rows[0].baselines if rows else ())},
        "confidence": confidence(rows),
        "object_and_cause": _mean(row.cause for row in with_cause if row.cause is not None),
        "object_and_cause_interval": _share([row.cause for row in with_cause if row.cause is not None]),
        "path_verified": _mean(bool(row.path_verified) for row in with_cause if row.right == 1.0),
        "cpu_ms": _ms([row.cpu_s for row in rows], 0.5),
        "cpu_ms_p95": _ms([row.cpu_s for row in rows], 0.95),
        "observing_cpu_ms": _ms([row.observed_s for row in rows], 0.5),
        "without": told([row.ablated for row in with_cause]),
    }


def _ms(seconds: Sequence[float], share: float) -> float:
    return round(1000 * sorted(seconds)[min(len(seconds) - 1, int(share * len(seconds)))], 1)


def _share(told: Sequence[float]) -> tuple[float, float] | None:
    return interval(round(sum(told)), len(told)) if told else None


def _split(rows: Sequence[Scored], key: Callable[[Scored], str]) -> dict[str, Any]:
    groups: dict[str, list[Scored]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return {name: {"cases": len(of), **accuracy([row.place for row in of])} for name, of in sorted(groups.items())}


def _against(rows: Sequence[Scored], name: str) -> dict[str, Any]:
    """A baseline's figures, and case by case how often the product was better and worse at rank 1."""
    pairs = [(row.place.within(1), row.baselines[name].within(1)) for row in rows]
    better, worse = sum(a > b for a, b in pairs), sum(a < b for a, b in pairs)
    found = {**accuracy([row.baselines[name] for row in rows]), "we_win": better, "we_lose": worse}
    return {
        **found,
        "difference": _mean(a - b for a, b in pairs),
        "difference_interval": paired([a - b for a, b in pairs]),
    }


def paired(differences: Sequence[float], seed: int = 1) -> tuple[float, float]:
    """95 % of a mean difference, case by case: the percentiles of 1,000 resamples (Efron 1979)."""
    luck = Random(seed)
    means = sorted(fmean(luck.choices(differences, k=len(differences))) for _ in range(RESAMPLES))
    return round(means[RESAMPLES // 40], 4), round(means[-RESAMPLES // 40 - 1], 4)


def confidence(rows: Sequence[Scored]) -> dict[str, Any]:
    """How far the probability of the first answer can be trusted; a control's right answer is none.

    Coverage and accuracy are of cases with a cause; a control that is answered with confidence counts as wrong.
    """
    known, controls = [row for row in rows if not row.control], [row for row in rows if row.control]
    sure = [row for row in known if row.confident]
    wrongly = [row for row in controls if row.confident]
    said = pairs_of(rows)
    found: dict[str, Any] = {
        "confident": len(sure),
        "coverage": _mean(row.confident for row in known),
        "selective_accuracy": _mean(row.right for row in sure),
        "selective_interval": interval(round(sum(row.right for row in sure)), len(sure)),
        "controls": len(controls),
        "confident_controls": len(wrongly),
        "accuracy_with_controls": _mean(row.right for row in (*sure, *wrongly)),
        **{f"confident {kind}": f"{sum(one.confident for one in of)} of {len(of)}" for kind, of in _kinds(controls)},
    }
    return {**found, **(calibration(said) if said else {})}


def pairs_of(rows: Sequence[Scored]) -> list[tuple[float, float]]:
    """(said, right) of each first answer; a case in which nobody is suspected has none."""
    return [(row.probability, row.right) for row in rows if row.probability is not None]


def _kinds(controls: Sequence[Scored]) -> list[tuple[str, list[Scored]]]:
    return [(kind, [one for one in controls if one.fault == kind]) for kind in sorted({one.fault for one in controls})]


def calibration(told: Sequence[tuple[float, float]]) -> dict[str, Any]:
    """Brier score and skill against the base rate, calibration error with its noise floor, AURC."""
    base = fmean(right for _, right in told)
    brier = fmean((said - right) ** 2 for said, right in told)
    reference = fmean((base - right) ** 2 for _, right in told)
    return {
        "told": len(told),
        "base_rate": round(base, 4),
        "brier": round(brier, 4),
        "brier_skill": round(1 - brier / reference, 4) if reference else None,
        "ece": round(error(told), 4),
        "ece_noise_floor": round(noise_floor([said for said, _ in told]), 4),
        "aurc": round(risk_coverage(told), 4),
        "error_at_half_coverage": round(_risk(told, 0.5), 4),
        "error_at_full_coverage": round(1 - base, 4),
    }


def error(told: Sequence[tuple[float, float]]) -> float:
    """Mean distance of what was said from what was, over ten bins of equal mass."""
    ordered = sorted(told, key=lambda pair: pair[0])
    size = len(ordered) / BINS
    bins = [ordered[round(i * size) : round((i + 1) * size)] for i in range(BINS)]
    return math.fsum(
        abs(fmean(said for said, _ in one) - fmean(right for _, right in one)) * len(one) for one in bins if one
    ) / len(ordered)


def noise_floor(said: Sequence[float], seed: int = 1) -> float:
    """The calibration error that a perfect predictor would show with so few cases: the mean of 200 draws."""
    luck = Random(seed)
    return fmean(error([(p, float(luck.random() < p)) for p in said]) for _ in range(DRAWS))


def risk_coverage(told: Sequence[tuple[float, float]]) -> float:
    """Area under the curve of risk against coverage: the mean risk over all coverages, surest first."""
    return fmean(_risk(told, (i + 1) / len(told)) for i in range(len(told)))


def _risk(told: Sequence[tuple[float, float]], coverage: float) -> float:
    surest = sorted(told, key=lambda pair: -pair[0])[: max(1, round(coverage * len(told)))]
    return 1 - fmean(right for _, right in surest)


def _mean(values: Iterable[float]) -> float | None:
    kept = list(values)
    return round(fmean(kept), 4) if kept else None
