"""How often stack traces are read rightly: `python -m bench.traces DATA [--json] [--verbose]`.

DATA is a folder of `*.jsonl` (or one such file); a row has `raw`, `lang`, `kind` and `expected` (`type`, `top` with
file, line and function, `root_type`). What a row does not expect is not counted. Of a path its end is compared: the
truth may hold less of it. Where the truth says `top_is_app_frame`, the first frame in our code is compared.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.figures import interval
from codriver.model import Frame
from codriver.telemetry.stacktraces import StackTrace, best, readers

QUESTIONS = ("type", "site", "root")


@dataclass(frozen=True, slots=True)
class Scored:
    """One row: the groups in which it counts, whether each question was answered rightly, and what was read."""

    name: str
    groups: tuple[str, ...]
    right: Mapping[str, bool]
    read: str
    cpu_s: float


def rows_of(place: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """File's name and row, in order."""
    for file in sorted(place.glob("*.jsonl")) if place.is_dir() else [place]:
        for line in file.read_text("utf-8").splitlines():
            yield file.stem, json.loads(line)


def score(file: str, row: Mapping[str, Any], in_app: frozenset[str]) -> Scored:
    """Read one row and compare."""
    began = time.process_time()
    trace = best(row["raw"], readers())
    spent = time.process_time() - began
    transport = row["kind"].removeprefix("wrapped:") if row["kind"].startswith("wrapped:") else ""
    groups = (file, f"{file}/{row['lang']}", *((f"transport/{transport}",) if transport else ()))
    name = f"{row['id']} {row.get('name', row['lang'])}"
    return Scored(name, groups, _right(row, trace, in_app=row.get("name") in in_app), _told(trace), spent)


def _right(row: Mapping[str, Any], trace: StackTrace | None, *, in_app: bool) -> dict[str, bool]:
    wanted = row["expected"]
    ours = in_app or wanted.get("top_is_app_frame")
    site = (trace.first_ours if ours else trace.thrown_at) if trace else None
    answers = {
        "type": trace is not None and trace.exception == wanted.get("type"),
        "site": site is not None and _same(site, wanted.get("top") or {}),
        "root": trace is not None and trace.root.exception == wanted.get("root_type"),
    }
    keys = {"type": "type", "site": "top", "root": "root_type"}
    return {question: answers[question] for question in QUESTIONS if wanted.get(keys[question])}


def _same(site: Frame, wanted: Mapping[str, Any]) -> bool:
    function = str(wanted.get("function") or "").replace("\\$", "$")
    file = str(wanted.get("file") or "").replace("\\", "/")
    same_file = not file or f"/{site.file}".replace("\\", "/").endswith(f"/{file}")
    same_line = wanted.get("line") is None or site.line == wanted["line"]
    return same_file and same_line and (not function or site.function == function)


def _told(trace: StackTrace | None) -> str:
    if not trace:
        return "no trace"
    site = trace.thrown_at
    where = f"{site.file}:{site.line} {site.function}" if site else "no frame"
    return f"[{trace.language}] {trace.exception} (root {trace.root.exception}) at {where}"


def figures(scored: Iterable[Scored]) -> dict[str, Any]:
    """Per group and question: right, cases, and Wilson's interval; CPU seconds of the group."""
    by_group: dict[str, list[Scored]] = {}
    for one in scored:
        for group in one.groups:
            by_group.setdefault(group, []).append(one)
    return {group: _figures(rows) for group, rows in sorted(by_group.items())}


def _figures(rows: list[Scored]) -> dict[str, Any]:
    asked = {question: [row.right[question] for row in rows if question in row.right] for question in QUESTIONS}
    counted = {
        question: {"right": sum(hits), "of": len(hits), "interval": interval(sum(hits), len(hits))}
        for question, hits in asked.items()
        if hits
    }
    return {"rows": len(rows), "cpu_s": round(sum(row.cpu_s for row in rows), 3), **counted}


def _lines(groups: Mapping[str, Any]) -> Iterator[str]:
    yield f"{'':44}{'rows':>6}{'cpu s':>8}" + "".join(f"{question:>30}" for question in QUESTIONS)
    for name, of_group in groups.items():
        told = "".join(f"{_cell(of_group.get(question)):>30}" for question in QUESTIONS)
        yield f"{name:44}{of_group['rows']:>6}{of_group['cpu_s']:>8.2f}{told}"


def _cell(count: Mapping[str, Any] | None) -> str:
    if not count:
        return "-"
    low, high = count["interval"]
    return f"{count['right']}/{count['of']} [{low:.3f}, {high:.3f}]"


def main(arguments: list[str] | None = None) -> int:
    """Measure; print a table or JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.traces", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--json", action="store_true", dest="as_json")
    parser.add_argument("--verbose", action="store_true", help="list what was read wrongly, on stderr")
    asked = parser.parse_args(arguments)
    rows = list(rows_of(asked.data))
    in_app = frozenset(row["name"] for _, row in rows if row["expected"].get("top_is_app_frame") and "name" in row)
    scored = [score(file, row, in_app) for file, row in rows]
    if asked.verbose:
        missed = (one for one in scored if not all(one.right.values()))
        for one in missed:
            wrong = ",".join(question for question, right in one.right.items() if not right)
            print(f"{one.groups[-1]} {one.name}: {wrong}: read {one.read}", file=sys.stderr)
    found = figures(scored)
    print(json.dumps(found, indent=2) if asked.as_json else "\n".join(_lines(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
