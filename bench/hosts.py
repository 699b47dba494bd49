"""What a coding host pays to reach the cause: `python -m bench.hosts CASES [--json]`.

CASES is a folder of recordings as `examples/shop/record.py` makes them (`<case>/incident/`, `<case>/truth.json`). Each
that has a cause is put to a real `codriver mcp` over stdio, as a host does: one `triage_incident`, and while the true
service is not first, `list_checks` and `list_changes` too. Counted are calls, tokens (four characters each) of schemas
and answers, and
groundedness: quotes that stand in the file that they cite, byte for byte, and
statements with a number that lead to sources.
"""

import argparse
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from bench.figures import interval

CHARACTERS = 4  # of a token
AFTER = ("list_checks", "list_changes")


def tokens(value: object) -> int:
    """About how many tokens a host pays for it."""
    return len(json.dumps(value, ensure_ascii=False)) // CHARACTERS


async def ask(case: Path, state: str) -> dict[str, Any]:
    """One recording through one server of its own."""
    truth = json.loads((case / "truth.json").read_text("utf-8"))
    program = StdioServerParameters(
        command=sys.executable,
        args=["-m", "codriver", "mcp"],
        cwd=case / "incident",
        env={**os.environ, "CODRIVER_STATE": state},
    )
    async with Client(stdio_client(program)) as client:
        schemas = [tool.model_dump(exclude_none=True, by_alias=True) for tool in (await client.list_tools()).tools]
        told: dict[str, Any] = (await client.call_tool("triage_incident", {"paths": ["."]})).structured_content or {}
        paid, calls, first = tokens(told), 1, _first(told)
        for name in AFTER if first != truth.get("service") else ():
            more = (await client.call_tool(name, {"paths": ["."]} if name == "list_changes" else {})).structured_content
            paid, calls = paid + tokens(more), calls + 1
    quotes, numbers = list(_quotes(case / "incident", told)), list(_numbers(told))
    return {
        "case": case.name,
        "right": first == truth.get("service"),
        "calls": calls,
        "tokens": paid,
        "schemas": tokens(schemas),
        "quotes": len(quotes),
        "identical": sum(quotes),
        "numbers": len(numbers),
        "traced": sum(numbers),
    }


def _has_a_cause(truth: Path) -> bool:
    return bool(json.loads(truth.read_text("utf-8")).get("service"))


def _first(told: dict[str, Any]) -> str:
    hypotheses = told.get("hypotheses") or [{}]
    return str(hypotheses[0].get("suspect", ""))


def _quotes(incident: Path, told: dict[str, Any]) -> Iterator[bool]:
    """For every citation of a line or value of a file: whether the quote stands there as it is."""
    for cite in (told.get("citations") or {}).values():
        quote = str((cite.get("untrusted") or {}).get("quote", cite.get("quote", "")))
        there = _there(incident, str(cite.get("locator", "")))
        if there is not None:
            yield quote.split("\n", maxsplit=1)[0] in there


def _there(incident: Path, locator: str) -> str | None:
    """What stands at `logs/a.log:12` or `a.json#/pointer`; None for what lies in no file of the folder (commits)."""
    name, _, pointer = locator.partition("#/")
    name, _, line = (name, "", "") if pointer else name.rpartition(":")
    file = next((path for path in (incident / name, incident.parent / name) if name and path.is_file()), None)
    if file is None or not (pointer or line.isdigit()):
        return None
    text = file.read_text("utf-8", "replace")
    if pointer:
        value = json.loads(text)
        for step in pointer.split("/"):
            value = value[int(step)] if isinstance(value, list) else value[step.replace("~1", "/").replace("~0", "~")]
        return str(value)
    lines = text.split("\n")
    return lines[int(line) - 1] if int(line) <= len(lines) else ""


def _numbers(told: dict[str, Any]) -> Iterator[bool]:
    """For every statement with a number: whether it cites what is at hand, or bears an id that `show_source` opens."""
    known = set(told.get("citations") or {})
    for row in _rows(told):
        says = str((row.get("untrusted") or {}).get("says", row.get("says", "")))
        if re.search(r"\d", says):
            cites = row.get("cites") or [one for piece in row.get("evidence") or [] for one in piece.get("cites") or []]
            yield bool(cites or row.get("id")) and set(cites) <= known


def _rows(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    named = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    inner = [one for key, one in named if key != "untrusted"]  # the words of its part, not a part of its own
    for one in inner:
        yield from _rows(one)


def main() -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = []
    for case in sorted(path.parent for path in options.cases.glob("*/truth.json") if _has_a_cause(path)):
        with tempfile.TemporaryDirectory() as state:
            found.append(anyio.run(ask, case, state))
    if options.json:
        print(json.dumps(found, indent=2))
        return 0
    right = sum(one["right"] for one in found)
    middle = sorted(one["tokens"] for one in found)[len(found) // 2] if found else 0
    quotes, identical, numbers, traced = (
        sum(one[key] for one in found) for key in ("quotes", "identical", "numbers", "traced")
    )
    print(f"true service first after the first call: {right} of {len(found)} {list(interval(right, len(found)))}")
    print(f"tokens: {found[0]['schemas'] if found else 0} of schemas once, {middle} of answers a case (median)")
    print(f"calls: {sum(one['calls'] for one in found)} in all")
    print(f"quotes identical with their source: {identical} of {quotes}")
    print(f"statements with a number that lead to sources at hand: {traced} of {numbers}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
