"""Call edges of small programs that pass functions about: precision and recall over all edges."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

from bench.figures import interval
from codriver.codebase.python.program import Program
from codriver.codebase.python.valueflow import edges

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def figures(cases: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """All cases together."""
    began = time.process_time()
    right = wrong = missed = whole = count = 0
    for case in cases:
        expected = {(caller, callee) for caller, callees in case["expected"].items() for callee in callees}
        found = _edges(case["files"])
        right += len(found & expected)
        wrong += len(found - expected)
        missed += len(expected - found)
        whole += found == expected
        count += 1
    return {
        "cases": count,
        "wholly_right": whole,
        "precision": round(right / max(1, right + wrong), 4),
        "recall": round(right / max(1, right + missed), 4),
        "precision_interval": interval(right, right + wrong),
        "recall_interval": interval(right, right + missed),
        "edges": right + missed,
        "cpu_s": round(time.process_time() - began, 3),
    }


def _edges(files: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    def mentioning(name: str) -> list[str]:
        return [path for path, text in files.items() if re.search(rf"\b{re.escape(name)}\b", text)]

    return edges(Program(files, files.__getitem__, mentioning), files)
