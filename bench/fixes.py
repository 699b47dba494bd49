"""Whether the file of the fix is found from a trace: `python -m bench.fixes DATA [--json]`.

DATA holds incident packs (`<set>.cases.jsonl.xz`, `<set>.labels.jsonl`), of which those with `evidence.traceback` or
`evidence.stack_trace` count; a label names the files that were changed. Baseline of the same run: the innermost frame
of ours. Cases without a frame of ours that is no test's are counted apart: they have nothing to rank. Nothing is
fitted.
"""

import argparse
import json
import lzma
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.figures import interval
from codriver.model import Frame
from codriver.telemetry.blame import blamed, is_test
from codriver.telemetry.stacktraces import StackTrace, best, readers

EVIDENCE = ("traceback", "stack_trace")


def cases(folder: Path) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    """Set, case and label of every case with a trace."""
    for packed in sorted(folder.glob("*.cases.jsonl.xz")):
        name = packed.name.partition(".")[0]
        written = folder / f"{name}.labels.jsonl"
        labels = {row["case_id"]: row["label"] for row in map(json.loads, written.read_text("utf-8").splitlines())}
        with lzma.open(packed, "rt", encoding="utf-8") as lines:
            for case in map(json.loads, lines):
                if any(kind in (case.get("evidence") or {}) for kind in EVIDENCE):
                    yield name, case, labels[case["case_id"]]


def score(case: Mapping[str, Any], label: Mapping[str, Any]) -> dict[str, bool] | None:
    """What was found; None without a frame of ours."""
    text = next(case["evidence"][kind] for kind in EVIDENCE if kind in case["evidence"])
    trace = best(text, readers())
    frames = [frame for frame in _frames(trace) if _ours(frame, case) and not is_test(_file(frame))] if trace else []
    if trace is None or not frames:
        return None
    wanted = [one if isinstance(one, str) else one["file"] for one in label["files"]]
    functions = {(file, function) for file, function in label.get("functions") or ()}
    order = sorted(blamed(trace, frames), key=lambda one: (-one.weight, one.rank))
    files = list(dict.fromkeys(_file(one.frame) for one in order))
    first, inner = order[0].frame, min(order, key=lambda one: one.rank).frame
    told = {
        "top_1": _right(files[:1], wanted),
        "top_3": _right(files[:3], wanted),
        "innermost_frame": _right([_file(inner)], wanted),
    }
    asked = (
        {"function": _called(first, functions), "innermost_function": _called(inner, functions)} if functions else {}
    )
    return {**told, **asked}


def _frames(trace: StackTrace) -> list[Frame]:
    return [frame for one in (trace, *trace.causes) for frame in one.frames]


def _ours(frame: Frame, case: Mapping[str, Any]) -> bool:
    """The case says which classes or files are its project's; else what the reader takes for ours."""
    known = case.get("candidates")
    return frame.ours if not known else _class(frame) in known or frame.file in known


def _class(frame: Frame) -> str:
    return frame.function.rpartition(".")[0].partition("$")[0]


def _file(frame: Frame) -> str:
    """A path; on the JVM the package's folders and the file."""
    if "/" in frame.file or not frame.file.endswith((".java", ".kt", ".scala")):
        return frame.file
    package = _class(frame).rpartition(".")[0]
    return f"{package.replace('.', '/')}/{frame.file}"


def _right(files: list[str], wanted: list[str]) -> bool:
    return any(f"/{one}".endswith(f"/{file}") or f"/{file}".endswith(f"/{one}") for file in files for one in wanted)


def _called(frame: Frame, functions: set[tuple[str, str]]) -> bool:
    return any(frame.file.endswith(file) and frame.function.rpartition(".")[2] == name for file, name in functions)


def figures(folder: Path) -> dict[str, Any]:
    """Per set: right, cases, share and Wilson's interval of each figure."""
    began = time.process_time()
    by_set: dict[str, list[dict[str, bool] | None]] = {}
    for name, case, label in cases(folder):
        by_set.setdefault(name, []).append(score(case, label))
    told = {name: _figures(rows) for name, rows in by_set.items()}
    return {**told, "cpu_s": round(time.process_time() - began, 2)}


def _figures(rows: list[dict[str, bool] | None]) -> dict[str, Any]:
    scored = [row for row in rows if row is not None]
    names = dict.fromkeys(name for row in scored for name in row)
    shares = {name: [row[name] for row in scored if name in row] for name in names}
    return {
        "cases": len(rows),
        "without_a_frame_of_ours": len(rows) - len(scored),
        **{
            name: {"right": sum(hits), "of": len(hits), "interval": interval(sum(hits), len(hits))}
            for name, hits in shares.items()
        },
    }


def main() -> int:
    """Measure; print lines or JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.fixes", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--json", action="store_true", dest="as_json")
    asked = parser.parse_args()
    found = figures(asked.data)
    if asked.as_json:
        print(json.dumps(found, indent=2))
        return 0
    for name, row in found.items():
        print(f"{name}: {row}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
