"""Which cause, measured on past incidents: `python -m bench.incidents DATA [--json] [--sets a,b] [--misses]`.

DATA is a folder of packs (docs/guides/measure-on-your-incidents.md). Each case becomes facts and rows, goes down the
same road as `codriver triage`, and the first suspect is compared with the answer; ties count by expectation. Nothing
is fitted here. Baselines of the same run stand beside it. 30 % of what is asked has no cause to find: a quiet time of
the same system, or the case with its cause out of sight; there a confident answer counts as wrong.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench.packs.ablations import ablated
from bench.packs.controls import with_controls
from bench.packs.curve import lines, svg
from bench.packs.figures import confidence, of_set, pairs_of
from bench.packs.missed import why
from bench.packs.reading import Case, cases, sets
from bench.packs.scoring import Scored, score
from bench.packs.traced import score_trace, text_of


def measure(every: Iterable[Case], jobs: int) -> list[Scored]:
    """Each case scored, in order."""
    if jobs < 2:  # noqa: PLR2004 - one job needs no second process
        return [row for case in every for row in scored(case)]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return [row for rows in pool.map(scored, every, chunksize=4) for row in rows]


def scored(case: Case) -> tuple[Scored, ...]:
    """The rows of one case: a stack trace is asked for a file, everything else for a suspect."""
    return tuple(score_trace(case)) if text_of(case) else (_with_reasons(case),)


def _with_reasons(case: Case) -> Scored:
    """The row with what each family of evidence is worth in it, and why it was missed if it was."""
    row, situation = score(case)
    if row.control:
        return row
    missed = row.right < 1.0 or row.cause == 0
    worth = ablated(situation, case.truth, case.candidates)
    return replace(row, ablated=worth, why=why(case, situation) if missed else ())


def report(rows: Sequence[Scored]) -> dict[str, Any]:
    """Figures per set, and their means over sets: each set weighs the same."""
    names = list(dict.fromkeys(row.set for row in rows))
    found = {name: of_set([row for row in rows if row.set == name]) for name in names}
    return {"sets": found, "mean": _mean(found.values()), "confidence": confidence(rows), "cases": len(rows)}


def _mean(found: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    rows = list(found)
    told = {key: [row[key] for row in rows if row[key] is not None] for key in ("ac@1", "ac@3", "ac@5", "avg@5")}
    return {key: round(sum(values) / len(values), 4) for key, values in told.items() if values}


def _lines(figures: Mapping[str, Any]) -> Iterator[str]:
    for name, row in figures["sets"].items():
        if "ac@1" not in row:
            yield f"{name}: {row['cases']} controls, {_told(row['confidence'])}"
            continue
        low, high = row["ac@1_interval"]
        yield f"{name} ({row['cases']} cases and controls)"
        yield f"  CPU-ms a case: engine {row['cpu_ms']} (p95 {row['cpu_ms_p95']}), observing {row['observing_cpu_ms']}"
        yield f"  {'codriver':24}{_cells(row)}   [{low:.2f}, {high:.2f}]   path verified {_cell(row['path_verified'])}"
        for what, of in row["baselines"].items():
            yield f"  {what:24}{_cells(of)}   better {of['we_win']}, worse {of['we_lose']}: {_apart(of)}"
        for group in ("systems", "cascade", "faults"):
            if len(row[group]) > 1:
                yield from (f"    {what[:34]:36}{of['cases']:>4}  {_cells(of)}" for what, of in row[group].items())
        if row["object_and_cause"] is not None:
            low, high = row["object_and_cause_interval"]
            yield f"  object and cause at 1   {row['object_and_cause']:.3f}   [{low:.2f}, {high:.2f}]"
        for family, of in row["without"].items():
            yield f"    without {family[:26]:28}{of['cases']:>4}  ac@1 {of['ac@1']:.3f}   lost {of['lost']:+.3f}"
        yield f"  confidence: {_told(row['confidence'])}"
    yield f"mean over sets: {_cells(figures['mean'])}"
    yield f"all cases: {_told(figures['confidence'])}"


def _apart(row: Mapping[str, Any]) -> str:
    low, high = row["difference_interval"]
    return f"{row['difference']:+.3f} [{low:+.3f}, {high:+.3f}]"


def _cells(row: Mapping[str, Any]) -> str:
    return "  ".join(f"{key} {_cell(row.get(key))}" for key in ("ac@1", "ac@3", "ac@5", "avg@5"))


def _cell(value: float | None) -> str:
    return "  -  " if value is None else f"{value:.3f}"


def _told(row: Mapping[str, Any]) -> str:
    return ", ".join(f"{key} {value}" for key, value in row.items() if value is not None)


def _curves(rows: Sequence[Scored]) -> dict[str, list[tuple[float, float]]]:
    """What was said and what was, of each set and of all."""
    sets = {name: pairs_of([row for row in rows if row.set == name]) for name in dict.fromkeys(r.set for r in rows)}
    return {name: told for name, told in (*sets.items(), ("all", pairs_of(rows))) if told}


def _drawn(rows: Sequence[Scored]) -> Iterator[str]:
    told = _curves(rows).get("all")
    if told:
        yield from ("  risk against coverage, surest answers first:", *lines(told))


def _misses(rows: Iterable[Scored]) -> Iterator[str]:
    for row in rows:
        if row.right < 1.0 or row.cause == 0:
            where = f"{row.place.better} before it, {row.place.level} level"
            yield f"miss {row.set} {row.case} {row.fault}: true {row.truth or '-'} ({where}); {row.outcome} {row.kind}"
            yield from (f"     {line}" for line in (*row.says, *row.why))


def main(arguments: list[str] | None = None) -> int:
    """Measure; print a page or JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.incidents", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--json", action="store_true", dest="as_json")
    parser.add_argument("--sets", default="", help="only these, with commas between them")
    parser.add_argument("--most", type=int, default=None, help="only so many cases of each set")
    parser.add_argument(
        "--misses", action="store_true", help="tell of each miss what stood before the truth, on stderr"
    )
    parser.add_argument("--no-controls", action="store_true", help="only what the packs hold")
    parser.add_argument("--curve", type=Path, default=None, help="draw risk against coverage into this SVG file")
    parser.add_argument("--jobs", type=int, default=1)
    asked = parser.parse_args(arguments)
    names = [name for name in sets(asked.data) if not asked.sets or name in asked.sets.split(",")]
    if not names:
        print(f"error: no pack in {asked.data}\nhint: a pack is SET.cases.jsonl with SET.labels.jsonl", file=sys.stderr)
        return 2
    picked = (case for name in names for case in islice(cases(asked.data, name), asked.most))
    rows = measure(picked if asked.no_controls else with_controls(picked), asked.jobs)
    if asked.misses:
        print("\n".join(_misses(rows)), file=sys.stderr)
    if asked.curve:
        asked.curve.write_text(svg(_curves(rows)), "utf-8")
    figures = report(rows)
    print(
        json.dumps(figures, indent=2, sort_keys=True) if asked.as_json else "\n".join((*_lines(figures), *_drawn(rows)))
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
