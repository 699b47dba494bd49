"""How often triage is right on recorded incidents of the example shop: `python -m bench.shop CASES [--json]`.

CASES is a folder of recordings as `examples/shop/record.py` makes them: `<case>/incident/`, what an investigator may
see, and `<case>/truth.json` beside it. The runbooks and failure modes about exactly this fault are taken away first.
Baselines of the same run: the service that alerts, the loudest service, the latest change. Nothing is fitted here.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench.figures import interval
from codriver.model import Assessment, Hypothesis, Outcome, Stage
from codriver.room.request import Request, Room
from codriver.room.same_change import same_version
from codriver.room.triage import triage

MEANS = {
    "config": {"config", "configuration", "flag"},
    "deploy": {"deploy", "defect"},
    "defect": {"defect", "deploy"},
    "resource": {"resource"},
    "surge": {"surge"},
    "dns": {"dns", "unreachable"},
    "migration": {"migration", "deploy", "defect"},
    "dependency": {"slow", "unreachable", "failing", "external"},
    "external": {"external", "slow", "unreachable", "failing"},
}
BY_CHANGE = {"config", "deploy", "defect"}  # here the change itself must be named


@dataclass(frozen=True, slots=True)
class Scored:
    """How one case came out: the rank of the true cause (0: not listed), and what led instead."""

    case: str
    fault: str
    control: bool
    outcome: str
    rank: int
    path_cited: bool
    leader: str
    truth: str
    cpu_s: float
    wall_s: float
    baselines: dict[str, bool]


def score(case: Path) -> Scored:
    """Run triage on one case and compare."""
    truth = json.loads((case / "truth.json").read_text("utf-8"))
    assessment, cpu, wall = _triaged(case, truth)
    rank = next((n for n, h in enumerate(assessment.hypotheses, 1) if is_right(h, truth)), 0)
    right = assessment.hypotheses[rank - 1] if rank else None
    return Scored(
        case=case.name,
        fault=truth["fault"],
        control=truth["control"],
        outcome=assessment.outcome.value,
        rank=rank,
        path_cited=right is not None and all(step.cites for step in right.path),
        leader=_named(assessment.hypotheses[0]) if assessment.hypotheses else "",
        truth=f"{truth.get('service')} {truth.get('mechanism')} {truth.get('change') or ''}".strip(),
        cpu_s=round(cpu, 3),
        wall_s=round(wall, 3),
        baselines=_baselines(assessment, truth),
    )


def _triaged(case: Path, truth: Mapping[str, Any]) -> tuple[Assessment, float, float]:
    """The assessment of a copy of the case without its own knowledge; CPU and wall seconds that it took."""
    with tempfile.TemporaryDirectory() as scratch:
        incident = Path(scratch) / "incident"
        shutil.copytree(case / "incident", incident)
        for known in truth.get("own_knowledge", ()):
            (incident / known).unlink(missing_ok=True)
        cpu, wall = time.process_time(), time.perf_counter()
        request = Request(now=datetime.now(UTC), paths=(incident,))
        assessment = triage(Room(state=Path(scratch) / "state"), request, lambda _: None)
        return assessment, time.process_time() - cpu, time.perf_counter() - wall


def is_right(hypothesis: Hypothesis, truth: Mapping[str, Any]) -> bool:
    """Whether the hypothesis names the true cause: service, mechanism, and the change where a change it was."""
    pairs = {(truth["service"], truth["mechanism"]), *map(tuple, truth.get("accept", ()))}
    fits = {m for service, m in pairs if service == hypothesis.suspect and hypothesis.mechanism in MEANS.get(m, {m})}
    if not fits:
        return False
    if hypothesis.change is None:
        return bool(fits - BY_CHANGE) or not truth.get("change")
    return bool(truth.get("change")) and same_version(hypothesis.change.version, truth["change"])


def is_place(hypothesis: Hypothesis, truth: Mapping[str, Any]) -> bool:
    """Whether it leads to the right place: the service, and the change if it names one. No word on how."""
    services = {truth["service"], *(service for service, _ in truth.get("accept", ()))}
    if hypothesis.suspect not in services:
        return False
    return hypothesis.change is None or same_version(hypothesis.change.version, truth.get("change") or "")


def _baselines(assessment: Assessment, truth: Mapping[str, Any]) -> dict[str, bool]:
    services = {service for service, _ in truth.get("accept", ())} | {truth["service"]}
    trouble = [finding for finding in assessment.findings if finding.trouble]
    loudest = max(trouble, key=lambda finding: finding.size).service if trouble else ""
    deployed = [change for change in assessment.changes if change.stage == Stage.DEPLOYED]
    onset = assessment.window.onset if assessment.window else None
    before = [change for change in deployed if onset is None or change.at <= onset] or deployed
    latest = max(before, key=lambda change: change.at, default=None)
    return {
        "the service that alerts": assessment.incident.service in services,
        "the loudest service": loudest in services,
        "the latest change": latest is not None and same_version(latest.version, truth.get("change") or ""),
    }


def report(scored: Iterable[Scored]) -> dict[str, Any]:
    """Figures per fault: how many at rank 1 and in the top 3, controls quiet, misses by name."""
    rows = list(scored)
    faults = sorted({row.fault for row in rows if not row.control})
    controls = sorted({row.fault for row in rows if row.control})
    return {
        "faults": {name: _fault([row for row in rows if row.fault == name]) for name in faults},
        "controls": {name: _control([row for row in rows if row.fault == name]) for name in controls},
        "confident_and_wrong": [asdict(row) for row in rows if _confident_and_wrong(row)],
        "misses": [asdict(row) for row in rows if not row.control and row.rank != 1],
        "cpu_s_median": sorted(row.cpu_s for row in rows)[len(rows) // 2] if rows else None,
        "cases": len(rows),
    }


def _fault(rows: list[Scored]) -> dict[str, Any]:
    first = sum(row.rank == 1 for row in rows)
    return {
        "cases": len(rows),
        "rank_1": first,
        "rank_1_interval": interval(first, len(rows)),
        "top_3": sum(1 <= row.rank <= 3 for row in rows),  # noqa: PLR2004 - top three is what the figure is called
        "leading": sum(row.outcome == Outcome.LEADING for row in rows),
        "leading_and_right": sum(row.outcome == Outcome.LEADING and row.rank == 1 for row in rows),
        "right_with_cited_path": sum(row.rank == 1 and row.path_cited for row in rows),
        "baselines": {name: sum(row.baselines[name] for row in rows) for name in rows[0].baselines},
    }


def _control(rows: list[Scored]) -> dict[str, Any]:
    return {"cases": len(rows), "quiet": sum(row.outcome != Outcome.LEADING for row in rows)}


def _confident_and_wrong(row: Scored) -> bool:
    return row.outcome == Outcome.LEADING and (row.control or row.rank != 1)


def _named(hypothesis: Hypothesis) -> str:
    change = hypothesis.change.version if hypothesis.change else ""
    return f"{hypothesis.suspect} {hypothesis.mechanism} {hypothesis.detail} {change}".strip()


def _print(figures: Mapping[str, Any]) -> None:
    for name, row in figures["faults"].items():
        low, high = row["rank_1_interval"]
        print(f"{name:24} rank 1: {row['rank_1']}/{row['cases']} [{low:.2f}, {high:.2f}]  top 3: {row['top_3']}")
        print(f"{'':24} leading and right: {row['leading_and_right']}/{row['leading']} leading")
        print(f"{'':24} right with every step of the path cited: {row['right_with_cited_path']}")
        print(f"{'':24} baselines: {', '.join(f'{what} {n}' for what, n in row['baselines'].items())}")
    for name, row in figures["controls"].items():
        print(f"{name:24} quiet: {row['quiet']}/{row['cases']}")
    for row in figures["misses"]:
        print(f"miss {row['case']} {row['fault']}: true {row['truth']} at {row['rank']}, led by {row['leader']}")
    print(f"confident and wrong: {len(figures['confident_and_wrong'])} of {figures['cases']}")
    print(f"CPU per case: {figures['cpu_s_median']} s (median)")


def main() -> int:
    """Score every case below the given folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args()
    cases = sorted(path.parent for path in chosen.cases.glob("*/truth.json"))
    if not cases:
        print(f"error: no recorded cases below {chosen.cases}\nhint: record some: make record", file=sys.stderr)
        return 2
    with ProcessPoolExecutor(chosen.jobs, mp_context=get_context("spawn")) as pool:
        figures = report(pool.map(score, cases))
    if chosen.json:
        print(json.dumps(figures, indent=2, sort_keys=True))
    else:
        _print(figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
