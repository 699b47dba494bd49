"""How rightly and how fast log lines are read: `python -m bench.logs DATA [--json] [--raw]`.

DATA is laid out like Loghub: `<system>/lines.log` and `<system>/labels.csv` with line, group, content, template. GA is
the share of lines whose group is exactly the true one, FGA the F1 over groups; one configuration for all systems.
Baselines of the same run: the masks alone, and Drain3 with its own defaults where it is installed (the `bench` extra).
The speed is that of mask-and-count on the same lines, repeated with other numbers; the windows are simulated
(`windows.py`). Nothing is fitted here. One thread: POLARS_MAX_THREADS=1.
"""

import argparse
import csv
import importlib
import importlib.util
import json
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from pathlib import Path
from typing import Any

from bench import windows
from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs import fold, records
from codriver.telemetry.logs.masks import counted, masked
from codriver.telemetry.logs.templates import joined, reduced
from codriver.telemetry.rows import LogBlock

REPEATS = 40
BLOCK = 4 << 20  # bytes that the fold is given at a time
Grouping = Callable[[Sequence[str]], Sequence[Hashable]]


def masks_alone(messages: Sequence[str]) -> list[str]:
    """The plain masks, no mining."""
    return list(Frame({"message": messages}).select(masked(pl.col("message"))).to_series())


def codriver(messages: Sequence[str]) -> list[str]:
    """The way of the product: masks, what one message tells, what all tell together."""
    own = [reduced(shape) for shape in masks_alone(messages)]
    spelt = joined(set(own))
    return [spelt[template] for template in own]


def drain3(messages: Sequence[str]) -> list[Hashable]:
    """Drain3 with its own defaults."""
    miner = importlib.import_module("drain3").TemplateMiner()
    found: list[Hashable] = [miner.add_log_message(message)["cluster_id"] for message in messages]
    return found


def groupings() -> dict[str, Grouping]:
    """What is compared; Drain3 only where it is installed."""
    peers: dict[str, Grouping] = {"drain3": drain3} if importlib.util.find_spec("drain3") else {}
    return {"codriver": codriver, "masks alone": masks_alone, **peers}


def accuracy(found: Sequence[Hashable], true: Sequence[str]) -> tuple[float, float]:
    """GA and FGA of one grouping."""
    ours, theirs = _groups(found), _groups(true)
    right = ours & theirs
    return sum(map(len, right)) / len(true), 2 * len(right) / (len(ours) + len(theirs))


def _groups(names: Sequence[Hashable]) -> set[frozenset[int]]:
    groups: dict[Hashable, set[int]] = defaultdict(set)
    for line, name in enumerate(names):
        groups[name].add(line)
    return set(map(frozenset, groups.values()))


def labels(system: Path) -> tuple[list[str], list[str]]:
    """Message contents and true groups."""
    with (system / "labels.csv").open(encoding="utf-8", newline="") as rows:
        found = list(csv.DictReader(rows))
    return [row["content"] for row in found], [row["group"] for row in found]


def messages_of_raw(system: Path) -> list[str]:
    """What the formats take for the message of each raw line; a line that continues another stands for itself."""
    rows = records.rows_of((system / "lines.log").read_bytes(), 1, records.Origin("file", "lines.log"))
    return list(rows.select(pl.coalesce("message", "raw")).to_series())


def grouped(systems: Iterable[Path], *, raw: bool) -> dict[str, Any]:
    """GA and FGA of each grouping, per system and as means. On raw lines a peer gets the whole line."""
    figures: dict[str, dict[str, tuple[float, float]]] = defaultdict(dict)
    for system in systems:
        content, true = labels(system)
        for name, group in groupings().items():
            lines = (system / "lines.log").read_text("utf-8", "replace").splitlines() if raw else content
            given = messages_of_raw(system) if raw and name == "codriver" else lines
            figures[name][system.name] = accuracy(group(given), true)
    return {name: {**per, "mean": _mean(list(per.values()))} for name, per in figures.items()}


def _mean(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return sum(ga for ga, _ in pairs) / len(pairs), sum(fga for _, fga in pairs) / len(pairs)


def speed(systems: Iterable[Path], repeats: int) -> dict[str, float]:
    """Mask-and-count in CPU seconds, on whole lines with other numbers in every copy."""
    text = "\n".join((system / "lines.log").read_text("utf-8", "replace").rstrip("\n") for system in systems)
    draw = random.Random(1)
    corpus = "\n".join(_renumbered(text, draw) for _ in range(repeats)).encode()
    lines = corpus.count(b"\n") + 1
    start = time.process_time()
    shapes = len(counted(corpus))
    cpu = time.process_time() - start
    whole = _whole_fold(corpus)
    return {
        "whole_fold_mb_per_cpu_s": round(len(corpus) / whole / 1e6, 1),
        "lines": lines,
        "templates": shapes,
        "cpu_s": round(cpu, 3),
        "lines_per_cpu_s": round(lines / cpu),
        "mb_per_cpu_s": round(len(corpus) / cpu / 1e6, 1),
    }


def _whole_fold(corpus: bytes) -> float:
    """CPU seconds of all that triage does with a log: fields, records, templates, times, samples."""
    ends = [corpus.find(b"\n", at) + 1 or len(corpus) for at in range(BLOCK, len(corpus) + BLOCK, BLOCK)]
    starts = [0, *ends[:-1]]
    start = time.process_time()
    fold(
        LogBlock("file", "bench.log", 1, corpus[low:high]) for low, high in zip(starts, ends, strict=True) if low < high
    )
    return time.process_time() - start


def _renumbered(text: str, draw: random.Random) -> str:
    return re.sub(r"\d{2,}", lambda found: str(draw.randrange(10 ** (len(found[0]) - 1), 10 ** len(found[0]))), text)


def _print(figures: dict[str, Any]) -> None:
    for what in ("content", "raw"):
        for name, per in figures.get(what, {}).items():
            print(f"{what}: {name}")
            for system, (ga, fga) in per.items():
                print(f"  {system:16} GA {ga:.3f}  FGA {fga:.3f}")
    if "drain3" not in figures["content"]:
        print("note: drain3 is not installed, so it is not compared (pip install 'codriver[bench]')")
    print("mask and count:", figures["speed"])
    print("windows:", figures["windows"])
    print("the injected fault's first error at rank 1:", figures["first_error"])


def main() -> int:
    """Measure everything below the given folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--raw", action="store_true", help="raw whole lines too")
    parser.add_argument("--repeats", type=int, default=REPEATS)
    chosen = parser.parse_args()
    systems = sorted(path.parent for path in chosen.data.glob("*/labels.csv"))
    if not systems:
        print(f"error: no labels.csv below {chosen.data}\nhint: DATA/<system>/labels.csv", file=sys.stderr)
        return 2
    figures = {
        "content": grouped(systems, raw=False),
        **({"raw": grouped(systems, raw=True)} if chosen.raw else {}),
        "speed": speed(systems, chosen.repeats),
        "windows": windows.simulated(),
        "first_error": windows.first_errors(),
    }
    print(json.dumps(figures, indent=2, sort_keys=True)) if chosen.json else _print(figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
