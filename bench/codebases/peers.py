"""What others find for the same questions: ripgrep, jedi, pyright, ty; each skipped, and said, where it is missing.

Asked for references to the definition. Taken out of their answers: the definition's own line and imports, as neither
runs anything; what is left is scored as callers. Time is wall time of all questions with the start of the tool (a
server starts once for each repository, which is what an engineer waits for), memory the peak of the largest process.
"""

from __future__ import annotations

import importlib
import importlib.util
import resource
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from bench.codebases.checkouts import by_repository, counts, measured_part, still_there
from bench.codebases.language_server import LanguageServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bench.codebases.checkouts import Checkouts
    from codriver.codebase.opened import Codebase

    Ask = Callable[[Path, Sequence[Mapping[str, Any]]], Iterator[set["Place"]]]

Place = tuple[str, int]
PEAKS: dict[str, int] = {}  # of servers, which may leave the work to a child of theirs
BESIDE = Path(sys.executable).parent


def _tool(name: str) -> str:
    return shutil.which(name) or shutil.which(name, path=str(BESIDE)) or ""


def _name(case: Mapping[str, Any]) -> str:
    found: str = case["target"].get("name") or case["target"]["qual"].partition("(")[0].rpartition(".")[2]
    return found


def _ripgrep(root: Path, cases: Sequence[Mapping[str, Any]]) -> Iterator[set[Place]]:
    for case in cases:
        words = [
            _tool("rg"),
            "--no-heading",
            "--line-number",
            "--word-regexp",
            "-tpy",
            "--fixed-strings",
            _name(case),
            ".",
        ]
        out = subprocess.run(words, cwd=root, capture_output=True, check=False).stdout.decode("utf-8", "replace")
        parts = (line.split(":", 2) for line in out.splitlines())
        yield {(file.removeprefix("./"), int(number)) for file, number, _ in parts}


def _jedi(root: Path, cases: Sequence[Mapping[str, Any]]) -> Iterator[set[Place]]:
    jedi: Any = importlib.import_module("jedi")  # a peer, no dependency
    project = jedi.Project(str(root))
    for case in cases:
        path = root / case["target"]["file"]
        found: set[Place] = set()
        with suppress(Exception):  # whatever a peer raises is its answer: nothing
            script = jedi.Script(path=str(path), project=project)
            for one in script.get_references(case["target"]["line"], _column(root, case), include_builtins=False):
                found.add((str(Path(one.module_path).relative_to(root)), one.line))
        yield found


def _server(*command: str) -> Ask:
    def ask(root: Path, cases: Sequence[Mapping[str, Any]]) -> Iterator[set[Place]]:
        with LanguageServer([_tool(command[0]), *command[1:]], root) as server:
            for case in cases:
                yield server.references(case["target"]["file"], case["target"]["line"], _column(root, case))
        PEAKS[command[0]] = max(PEAKS.get(command[0], 0), server.peak_mib)

    return ask


PEERS: dict[str, tuple[Callable[[], bool], Ask]] = {
    "ripgrep": (lambda: bool(_tool("rg")), _ripgrep),
    "jedi": (lambda: importlib.util.find_spec("jedi") is not None, _jedi),
    "pyright": (lambda: bool(_tool("pyright-langserver")), _server("pyright-langserver", "--stdio")),
    "ty": (lambda: bool(_tool("ty")), _server("ty", "server")),
}


def _column(root: Path, case: Mapping[str, Any]) -> int:
    lines = (root / case["target"]["file"]).read_text("utf-8", "replace").splitlines()
    line: str = lines[case["target"]["line"] - 1]
    return max(0, line.find(_name(case)))


def figures(cases: Sequence[Mapping[str, Any]], checkouts: Checkouts, most: int = 0) -> dict[str, Any]:
    """Per peer: silent zeros, precision and recall over all sites, seconds; on Python callers, `most` a repository."""
    wanted = [case for case in cases if case["question"] == "callers" and case["lang"] == "python"]
    count: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name, (there, _) in PEERS.items():
        if not there():
            checkouts.said.append(f"{name}: not measured, it is not installed")
    for repo, some in by_repository(wanted).items():
        base = checkouts.of(repo, some[0]["commit"])
        if base is not None:
            kept = [case for case in some if still_there(base, case) and _line_says(base, case)]
            with TemporaryDirectory() as folder:
                root = Path(folder).resolve()
                _written(base, root)
                _asked(base, root, kept[:most] if most else kept, measured_part(some), count)
    return {name: _shares(one) for name, one in count.items()}


def _line_says(base: Codebase, case: Mapping[str, Any]) -> bool:
    """A decorated function is asked for where its name stands: cases that point elsewhere are no question to a peer."""
    return _name(case) in base.text(case["target"]["file"]).splitlines()[case["target"]["line"] - 1]


def _written(base: Codebase, root: Path) -> None:
    """The Python files as they were at that revision."""
    for path in base.paths:
        if path.endswith((".py", ".pyi")) and ".." not in path.split("/"):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(base.text(path), "utf-8")


def _asked(
    base: Codebase, root: Path, cases: Sequence[Mapping[str, Any]], tops: frozenset[str], count: dict[str, Any]
) -> None:
    for name, (there, ask) in PEERS.items():
        if not there():
            continue
        began = time.perf_counter()
        for case, found in zip(cases, ask(root, cases), strict=True):
            neutral = {(one["file"], one["line"]) for one in case.get("neutral", ())}
            expected = {(one["file"], one["line"]) for one in case["expected"]}
            kept = {place for place in found if counts(place[0], tops) and _runs(base, place, case)}
            kept -= neutral - expected
            one = count[name]
            one["cases"] += 1
            one["silent_zeros"] += bool(expected) and not kept & expected
            one["right"] += len(kept & expected)
            one["wrong"] += len(kept - expected)
            one["missed"] += len(expected - kept)
        count[name]["wall_s"] += time.perf_counter() - began
        count[name]["peak_mib"] = max(count[name]["peak_mib"], _peak(name))


def _peak(name: str) -> int:
    server = "pyright-langserver" if name == "pyright" else name
    if server in PEAKS:
        return PEAKS[server]
    return resource.getrusage(resource.RUSAGE_SELF if name == "jedi" else resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def _runs(base: Codebase, place: Place, case: Mapping[str, Any]) -> bool:
    lines = base.text(place[0]).splitlines()
    line = lines[place[1] - 1].strip() if place[1] <= len(lines) else ""
    own = place == (case["target"]["file"], case["target"]["line"])
    return not own and not line.startswith(("import ", "from ", "#", f"def {_name(case)}", f"class {_name(case)}"))


def _shares(one: Mapping[str, float]) -> dict[str, Any]:
    right, wrong, missed = one["right"], one["wrong"], one["missed"]
    return {
        "cases": int(one["cases"]),
        "silent_zeros": int(one["silent_zeros"]),
        "precision": round(right / max(1, right + wrong), 4),
        "recall": round(right / max(1, right + missed), 4),
        "wall_s": round(one["wall_s"], 1),
        "peak_mib": int(one["peak_mib"]),
    }


def lines(found: Mapping[str, Any]) -> Iterator[str]:
    """A row a peer."""
    head = f"{'cases':>6}{'zeros':>6}{'precision':>11}{'recall':>8}{'wall s':>8}{'MiB':>7}"
    yield f"{'peers, on the Python callers':32}{head}"
    for name, one in found.items():
        shares = f"{one['precision']:>11.3f}{one['recall']:>8.3f}"
        yield f"{name:32}{one['cases']:>6}{one['silent_zeros']:>6}{shares}{one['wall_s']:>8.1f}{one['peak_mib']:>7}"
