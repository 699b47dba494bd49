"""Other groupings of log lines, each with its own defaults: those that are installed."""

import importlib
import importlib.util
import tempfile
from collections.abc import Callable, Hashable, Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from bench.logs import drain3

Grouping = Callable[[Sequence[str]], Sequence[Hashable]]
_TOOLKIT: dict[str, dict[str, Any]] = {
    "Brain": {"delimeter": [], "threshold": 2},
    "Spell": {"tau": 0.5},
    "AEL": {"minEventCount": 2, "merge_percent": 0.5},
}


def peers() -> dict[str, Grouping]:
    """By name; a peer that is not installed is left out."""
    found: dict[str, Grouping] = {}
    if importlib.util.find_spec("drain3"):
        found["drain3"] = drain3
    if importlib.util.find_spec("tipping"):
        found["tipping"] = tipping
    if importlib.util.find_spec("logparser"):
        found |= {name: _of_toolkit(name) for name in _TOOLKIT}
    return found


def tipping(messages: Sequence[str]) -> list[Hashable]:
    """The Rust implementation of Tipping."""
    parse = importlib.import_module("tipping").parse
    named: list[Hashable] = parse(list(messages), return_templates=False, return_masks=False)[0]
    return [f"alone {at}" if one is None else one for at, one in enumerate(named)]


def _of_toolkit(name: str) -> Grouping:
    def grouped(messages: Sequence[str]) -> list[Hashable]:
        csv = importlib.import_module("csv")
        parser = getattr(importlib.import_module(f"logparser.{name}"), "LogParser")  # noqa: B009 - a name of theirs
        with tempfile.TemporaryDirectory() as folder, redirect_stdout(StringIO()):
            log = Path(folder, "lines.log")
            log.write_text("\n".join(messages) + "\n", "utf-8")
            options: dict[str, Any] = {
                "log_format": "<Content>",
                "indir": folder,
                "outdir": folder,
                "rex": [],
                **_TOOLKIT[name],
            }
            if name == "Brain":
                options["logname"] = "lines"
            parser(**options).parse("lines.log")
            with Path(folder, "lines.log_structured.csv").open(encoding="utf-8") as told:
                rows = list(csv.DictReader(told))
        return [row["EventId"] for row in rows]

    return grouped
