"""How well code is read: `python -m bench.code DATA [--repos DIR] [--json] [--verbose] [--only NAME]`.

DATA is a folder with any of: `real_*.json` (callers and writers at named commits), `trace_*.json` (call edges seen at
run time), `pycg_micro.json` (small programs with their sources), `programs/LANGUAGE/NAME/` (small programs: comments
say what calls what, as those of `tests/codebase` do). DIR holds checkouts of the repositories that the cases
name (`owner+name`, `owner/name` or `name`; bare ones too); what is not there is skipped and said. Only product code of
the labelled folders counts: tests, docs, examples and migrations were not labelled. `--speed FOLDER` measures instead
how fast the index and queries are on any folder of Python sources (source distributions, for example).
"""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench.codebases import flows, peers, programs, real, speed, traced
from bench.codebases.checkouts import Checkouts

PARTS = ("real", "flows", "traces", "programs", "peers")


def measured(data: Path, repos: Path | None, only: str) -> tuple[dict[str, Any], list[str], list[str]]:
    """The figures, what was left out, and what was answered wrongly."""
    found: dict[str, Any] = {}
    wrong: list[str] = []
    with ExitStack() as stack:
        checkouts = Checkouts(repos, stack)
        for file in sorted(data.glob("real_*.json")) if only in ("", "real") else ():
            rows = real.scored(_read(file)["cases"], checkouts)
            found[file.stem] = real.figures(rows)
            wrong += real.told(rows)
        for file in sorted(data.glob("real_python*.json")) if only in ("", "peers") else ():
            found["peers"] = peers.figures(_read(file)["cases"], checkouts)
        for file in sorted(data.glob("pycg_*.json")) if only in ("", "flows") else ():
            found[file.stem] = flows.figures(_read(file)["cases"])
        if only in ("", "programs") and (data / "programs").is_dir():
            found["programs"], rows = programs.measured(data)
            wrong += programs.told(rows)
        if only in ("", "traces"):
            traces = {file.stem: _read(file) for file in sorted(data.glob("trace_*.json"))}
            found["run-time edges"] = traced.figures(traces, checkouts)
    return found, checkouts.said, wrong


def _read(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def _lines(found: dict[str, Any]) -> Iterator[str]:
    for name, part in found.items():
        if name.startswith("real_") or name == "programs":
            yield from real.lines(f"{name} (precision/recall up to each tier)", part)
        elif name == "peers":
            yield from peers.lines(part)
        elif name.startswith("pycg_"):
            low, high = part["recall_interval"]
            yield (
                f"{name}: {part['cases']} programs, {part['edges']} edges: precision {part['precision']:.3f},"
                f" recall {part['recall']:.3f} [{low:.3f}, {high:.3f}]"
            )
        else:
            yield f"{name}"
            for repo, one in part.items():
                shares = (
                    f"{key} {one[key]['share']:.3f} of {one[key]['of']}"
                    for key in ("calls", "calls_through_likely", "all")
                )
                yield f"  {repo}: {', '.join(shares)} ({one['cpu_s']} s CPU for {one['callees']} questions)"
        yield ""


def main(arguments: list[str] | None = None) -> int:
    """Measure; print a table or JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.code", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--repos", type=Path, help="folder with the checkouts")
    parser.add_argument("--only", choices=PARTS, default="", help="measure only this")
    parser.add_argument("--json", action="store_true", dest="as_json")
    parser.add_argument("--verbose", action="store_true", help="list what was answered wrongly, on stderr")
    parser.add_argument("--speed", type=Path, help="a folder of Python sources: measure the index and queries on it")
    asked = parser.parse_args(arguments)
    if asked.speed:
        print(json.dumps(speed.figures(asked.speed), indent=2))
        return 0
    found, said, wrong = measured(asked.data, asked.repos, asked.only)
    for line in (*said, *(wrong if asked.verbose else ())):
        print(line, file=sys.stderr)
    print(json.dumps({**found, "left_out": said}, indent=2) if asked.as_json else "\n".join(_lines(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
