"""Call edges that were seen at run time: does asking for the callee's callers show the line that called it?"""

from __future__ import annotations

import ast
import time
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from bench.figures import interval
from codriver.codebase import questions
from codriver.codebase.answers import Tier
from codriver.codebase.python import opening
from codriver.errors import CodriverError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bench.codebases.checkouts import Checkouts
    from codriver.codebase.opened import Codebase

Line = tuple[str, int]


def figures(traces: Mapping[str, Mapping[str, Any]], checkouts: Checkouts) -> dict[str, Any]:
    """Per repository: calls and implicit calls (protocols, properties) found, at any tier, and through likely."""
    found: dict[str, Any] = {}
    for trace in traces.values():
        base = checkouts.of(trace["repo"], trace["commit"])
        if base is not None:
            found[trace["repo"]] = _figures(base, trace)
    return found


def _figures(base: Codebase, trace: Mapping[str, Any]) -> dict[str, Any]:
    began = time.process_time()
    wanted: dict[Line, set[Line]] = defaultdict(set)
    calls: set[tuple[Line, Line]] = set()
    for caller, line, callee, first, kind in _edges(trace):
        wanted[(callee, first)].add((caller, line))
        if kind == "call":
            calls.add(((callee, first), (caller, line)))
    hits = [
        (target, line, *_found(base, target, line, shown))
        for target, lines, shown in _asked(base, wanted)
        for line in lines
    ]
    direct = [hit for hit in hits if (hit[0], hit[1]) in calls]
    return {
        "edges": len(hits),
        "calls": _share([hit[2] for hit in direct]),
        "calls_through_likely": _share([hit[3] for hit in direct]),
        "all": _share([hit[2] for hit in hits]),
        "missed_calls": [f"{hit[1][0]}:{hit[1][1]} -> {hit[0][0]}:{hit[0][1]}" for hit in direct if not hit[2]],
        "callees": len(wanted),
        "cpu_s": round(time.process_time() - began, 2),
    }


def _asked(base: Codebase, wanted: Mapping[Line, set[Line]]) -> Iterator[tuple[Line, set[Line], dict[Line, bool]]]:
    for target, lines in sorted(wanted.items()):
        shown: dict[Line, bool] = {}
        try:
            for site in questions.callers(base, f"{target[0]}:{target[1]}").sites:
                sure = site.tier.rank <= Tier.LIKELY.rank
                shown[(site.file, site.line)] = shown.get((site.file, site.line), False) or sure
        except CodriverError:
            shown = {}
        yield target, lines, shown


def _edges(trace: Mapping[str, Any]) -> Iterator[tuple[str, int, str, int, str]]:
    names = trace["names"]
    for caller_file, caller, line, callee_file, callee, first, kind in trace["edges"]:
        if "<" not in names[callee].rpartition(".")[2]:
            yield names[caller_file], line, names[callee_file], first, kind
        del caller


def _found(base: Codebase, target: Line, line: Line, shown: Mapping[Line, bool]) -> tuple[bool, bool]:
    """Found at this line, or elsewhere in the same statement: a call over several lines has one line of its own."""
    del target
    span = _statement(base, line)
    near = [sure for (file, number), sure in shown.items() if file == line[0] and number in span]
    return bool(near), any(near)


def _statement(base: Codebase, line: Line) -> range:
    module = base.program.module(line[0])
    best = range(line[1], line[1] + 1)
    if module is not None:
        opening.at_line(module, line[1])
    for node in ast.walk(module.tree) if module else ():
        first, last = getattr(node, "lineno", 0), getattr(node, "end_lineno", 0) or 0
        simple = isinstance(node, (ast.Expr, ast.Assign, ast.Return, ast.AugAssign, ast.AnnAssign, ast.Raise, ast.Call))
        if simple and first <= line[1] <= last and last - first < 60 and last - first >= len(best):  # noqa: PLR2004 - no bodies
            best = range(first, last + 1)
    return best


def _share(hits: list[bool]) -> dict[str, Any]:
    return {
        "found": sum(hits),
        "of": len(hits),
        "share": round(sum(hits) / max(1, len(hits)), 4),
        "interval": interval(sum(hits), len(hits)),
    }
