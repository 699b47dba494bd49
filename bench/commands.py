"""How well the gate knows what a command does: `python -m bench.commands DATA [--json] [--verbose]`.

DATA is a folder of `*.jsonl` (or one such file); a row has `command`, `class` (read, R1, R2, R3), `wrapper` and `tool`.
A command that changes something and is called read would go through; one that is rated below its class is held back,
but asks too little. Both are counted, and the reads that are held back. Baselines of the same run: the first word
alone, and a list of words anywhere in the text.
"""

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from bench.figures import interval
from codriver.gate.classify import classify
from codriver.gate.verdict import R1, R3

CLASSES = ("read", "R1", "R2", "R3")
_LOUD = re.compile(r"delete|drop|destroy|rm |restart|apply|scale|push|update|flush|kill|--force", re.IGNORECASE)
_QUIET = frozenset(["ls", "cat", "grep", "echo", "git", "kubectl", "curl", "psql", "find", "tail", "head", "systemctl"])


class Scored(NamedTuple):
    """One row and what was made of it."""

    row: Mapping[str, Any]
    wanted: int
    found: int
    why: str
    cpu_s: float


def rows_of(place: Path) -> Iterator[dict[str, Any]]:
    """The rows of every file."""
    for file in sorted(place.glob("*.jsonl")) if place.is_dir() else [place]:
        yield from (json.loads(line) for line in file.read_text("utf-8").split("\n") if line.strip())


def by_gate(command: str) -> tuple[int, str]:
    """What the gate says."""
    verdict = classify(command)
    return int(verdict.risk), verdict.why


def by_first_word(command: str) -> tuple[int, str]:
    """A list of programs that are let through."""
    return (0 if command.split()[:1] and command.split(maxsplit=1)[0] in _QUIET else 2), "first word"


def by_loud_words(command: str) -> tuple[int, str]:
    """A list of words that are held back."""
    return (2 if _LOUD.search(command) else 0), "words"


def score(row: Mapping[str, Any], judge: Callable[[str], tuple[int, str]]) -> Scored:
    """One row."""
    began = time.process_time()
    found, why = judge(row["command"])
    return Scored(row, CLASSES.index(row["class"]), found, why, time.process_time() - began)


def figures(scored: Iterable[Scored]) -> dict[str, Any]:
    """The counts that matter, each with its interval."""
    rows = list(scored)
    changing = [one for one in rows if one.wanted]
    reads = [one for one in rows if not one.wanted]
    worst = [one for one in rows if one.wanted == R3]
    spent = sorted(one.cpu_s for one in rows)
    return {
        "rows": len(rows),
        "changing_called_read": _share(sum(not one.found for one in changing), len(changing)),
        "rated_below_class": _share(sum(one.found < one.wanted for one in changing), len(changing)),
        "r3_called_r1_or_less": _share(sum(one.found <= R1 for one in worst), len(worst)),
        "reads_held_back": _share(sum(one.found > 0 for one in reads), len(reads)),
        "exact": _share(sum(one.found == one.wanted for one in rows), len(rows)),
        "off_by_one": _share(sum(abs(one.found - one.wanted) == 1 for one in rows), len(rows)),
        "cpu_ms_p95": round(1000 * spent[int(len(spent) * 0.95)], 3) if spent else 0.0,
        "cpu_s": round(sum(spent), 3),
    }


def _share(hits: int, cases: int) -> dict[str, Any]:
    return {"count": hits, "of": cases, "interval": interval(hits, cases)}


def measured(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The gate, the same by wrapper, and the baselines."""
    scored = [score(row, by_gate) for row in rows]
    wrappers = sorted({str(row.get("wrapper", "")) for row in rows})
    return {
        "gate": figures(scored),
        "by_wrapper": {name: figures(one for one in scored if one.row.get("wrapper", "") == name) for name in wrappers},
        "baselines": {
            "first word": figures(score(row, by_first_word) for row in rows),
            "loud words": figures(score(row, by_loud_words) for row in rows),
        },
    }


def _lines(found: Mapping[str, Any]) -> Iterator[str]:
    columns = (
        "changing_called_read",
        "rated_below_class",
        "r3_called_r1_or_less",
        "reads_held_back",
        "exact",
        "off_by_one",
    )
    yield f"{'':24}{'rows':>6}" + "".join(f"{name:>26}" for name in columns)
    named = {
        "gate": found["gate"],
        **{f"  {name}": one for name, one in found["by_wrapper"].items()},
        **found["baselines"],
    }
    for name, one in named.items():
        yield f"{name:24}{one['rows']:>6}" + "".join(f"{_cell(one[column]):>26}" for column in columns)
    yield f"CPU: {found['gate']['cpu_s']} s, p95 {found['gate']['cpu_ms_p95']} ms a command"


def _cell(share: Mapping[str, Any]) -> str:
    if not share["of"]:
        return "-"
    low, high = share["interval"]
    return f"{share['count']}/{share['of']} [{low:.3f}, {high:.3f}]"


def main(arguments: list[str] | None = None) -> int:
    """Measure; print a table or JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.commands", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--json", action="store_true", dest="as_json")
    parser.add_argument("--verbose", action="store_true", help="list the rows that are rated otherwise, on stderr")
    asked = parser.parse_args(arguments)
    rows = list(rows_of(asked.data))
    if asked.verbose:
        for one in (score(row, by_gate) for row in rows):
            if one.found != one.wanted:
                print(
                    f"{CLASSES[one.wanted]} -> {CLASSES[one.found]} {one.row['command']!r}: {one.why}", file=sys.stderr
                )
    found = measured(rows)
    print(json.dumps(found, indent=2) if asked.as_json else "\n".join(_lines(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
