"""How fast: the index cold and warm, and callers of definitions drawn by a fixed seed, first asked and asked again."""

from __future__ import annotations

import random
import re
import resource
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from codriver.codebase import questions
from codriver.codebase.opened import Codebase
from codriver.errors import CodriverError

if TYPE_CHECKING:
    from collections.abc import Callable

SEED, QUESTIONS = 5, 60
_DEF = re.compile(r"\s*(?:async )?def [a-z]\w+")


def figures(folder: Path) -> dict[str, Any]:
    """CPU seconds, of this process and its workers; wall seconds beside them."""
    with TemporaryDirectory() as state:
        cold = _timed(lambda: Codebase(folder, state=Path(state), tests=False))
        warm = _timed(lambda: Codebase(folder, state=Path(state), tests=False))
        base: Codebase = warm.pop("made")
        cold.pop("made").close()
        picks = _picked(base)
        first, again = ([_asked(base, one) for one in picks] for _ in range(2))
        lines = base.index.lines
        base.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {
        "lines": lines,
        "cold": cold,
        "warm": warm,
        "first_asked": _spread(first),
        "asked_again": _spread(again),
        "questions": len(picks),
        "peak_mib": peak,
    }


def _timed(make: Callable[[], Codebase]) -> dict[str, Any]:
    wall, cpu = time.perf_counter(), _cpu()
    made = make()
    return {"wall_s": round(time.perf_counter() - wall, 2), "cpu_s": round(_cpu() - cpu, 2), "made": made}


def _cpu() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _picked(base: Codebase) -> list[str]:
    draw = random.Random(SEED)
    files = [path for path in base.paths if path.endswith(".py") and path not in base.aside]
    picks: list[str] = []
    for path in draw.sample(files, min(len(files), 4 * QUESTIONS)):
        lines = [number for number, line in enumerate(base.text(path).splitlines(), 1) if _DEF.match(line)]
        picks += [f"{path}:{draw.choice(lines)}"] if lines else []
    return picks[:QUESTIONS]


def _asked(base: Codebase, place: str) -> float:
    began = time.process_time()
    try:
        questions.callers(base, place)
    except CodriverError:
        return 0.0
    return time.process_time() - began


def _spread(seconds: list[float]) -> dict[str, float]:
    ordered = sorted(seconds) or [0.0]
    return {
        "p50_ms": round(1000 * ordered[len(ordered) // 2], 1),
        "p95_ms": round(1000 * ordered[int(0.95 * (len(ordered) - 1))], 1),
        "worst_ms": round(1000 * ordered[-1], 1),
    }
