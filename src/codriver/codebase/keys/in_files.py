"""Files of settings: dotenv, YAML (compose, Kubernetes, Helm too), TOML, INI, properties, Dockerfiles, shell.

YAML is read by its indents, since charts and templates are no YAML; what a value spans is not looked into.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.codebase.answers import Tier
from codriver.codebase.keys import Touch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ENDINGS = frozenset({".yaml", ".yml", ".env", ".toml", ".ini", ".cfg", ".conf", ".properties"})
NAMES = frozenset({"Dockerfile", "Containerfile", "Makefile"})
MOST_LINES, LONGEST, DEEPEST = 50_000, 2_000, 40
_PAIR = re.compile(r"^(?P<indent>\s*(?:-\s+)*)(?P<quote>[\"']?)(?P<key>[\w./@-]+)(?P=quote)\s*:(?:\s+(?P<value>.*))?$")
_LISTED = re.compile(r"^\s*-\s+[\"']?(?P<key>[A-Za-z_]\w*)=")
_ASSIGN = re.compile(r"^\s*(?:export\s+|set\s+)?(?P<key>[A-Za-z_][\w.\-]*)\s*[:+?]?=")
_SHELL = re.compile(r"^\s*(?P<word>export|declare -x|readonly|local|unset)?\s*(?P<key>[A-Za-z_]\w*)(?P<sets>=|\b)")
_USED = re.compile(r"\$\{?(?P<key>[A-Za-z_]\w*)")
_CHART = re.compile(r"\.Values\.(?P<key>[\w.]+)")
_DOCKER = re.compile(r"(?P<key>[A-Za-z_]\w*)(?:=|\s+\S)")
_AROUND = frozenset({"environment", "env", "environment_variables", "env_vars", "envvars"})


def touches(path: str, text: str) -> Iterator[Touch]:
    """Every key that a file of settings sets or reads."""
    read = _reader(path)
    yield from read([line[:LONGEST] for line in text.split("\n")[:MOST_LINES]]) if read else ()


def _reader(path: str) -> Callable[[list[str]], Iterator[Touch]] | None:
    name = path.rpartition("/")[2]
    ending = f".{name.rpartition('.')[2].lower()}"
    if name.startswith(".env") or ending == ".env":
        return _dotenv
    if name in ("Dockerfile", "Containerfile") or name.startswith("Dockerfile."):
        return _docker
    if ending in (".yaml", ".yml"):
        return _yaml
    if ending in (".sh", ".bash") or name == "Makefile":
        return _shell
    return _sections if ending in ENDINGS else None


def _dotenv(lines: list[str]) -> Iterator[Touch]:
    for number, line in enumerate(lines, 1):
        found = _ASSIGN.match(line)
        if found:
            yield Touch(
                "environment", found["key"], number, found.start("key"), "store", Tier.CERTAIN, "set by this file"
            )


def _docker(lines: list[str]) -> Iterator[Touch]:
    for number, line in enumerate(lines, 1):
        word, _, rest = line.strip().partition(" ")
        if word.upper() in ("ENV", "ARG"):
            found = list(_DOCKER.finditer(rest)) if "=" in rest else [_DOCKER.match(f"{rest} x")]
            for one in (one for one in found if one is not None):
                yield Touch("environment", one["key"], number, 0, "store", Tier.CERTAIN, f"{word} of the image")


def _shell(lines: list[str]) -> Iterator[Touch]:
    for number, line in enumerate(lines, 1):
        found = _SHELL.match(line)
        if found and (found["sets"] == "=" or found["word"] == "unset"):
            role = "del" if found["word"] == "unset" else "store"
            tier = Tier.CERTAIN if found["word"] in ("export", "declare -x", "unset") else Tier.LIKELY
            reason = f"{found['word'] or 'set'} in a shell"
            yield Touch("environment", found["key"], number, found.start("key"), role, tier, reason)
        for used in _USED.finditer(line.partition(" #")[0]):
            yield Touch("environment", used["key"], number, used.start("key"), "read", Tier.LIKELY, "used by a shell")


def _sections(lines: list[str]) -> Iterator[Touch]:
    """TOML, INI, properties: `[section]`, `key = value`."""
    section = ""
    for number, line in enumerate(lines, 1):
        plain = line.strip()
        if plain.startswith("[") and plain.rstrip().endswith("]"):
            section = plain.strip("[] ").strip("\"'")
            continue
        found = re.match(r"\s*[\"']?(?P<key>[\w.\-]+)[\"']?\s*[=:]", line) if plain[:1] not in ("#", ";", "!") else None
        if found:
            key = f"{section}.{found['key']}" if section else found["key"]
            yield Touch("setting", key, number, found.start("key"), "store", Tier.CERTAIN, "set by this file")
            yield from _mentions(line, number)


def _yaml(lines: list[str]) -> Iterator[Touch]:
    open_: list[tuple[int, str]] = []  # indent and key of what is around
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        yield from _mentions(line, number)
        found = _PAIR.match(line)
        indent = len(found["indent"]) if found else len(line) - len(line.lstrip())
        while open_ and open_[-1][0] >= indent:
            open_.pop()
        around = [key for _, key in open_]
        if found:
            yield from _pair(found["key"], (found["value"] or "").strip(), around, number, found.start("key"))
            if len(open_) < DEEPEST:
                open_.append((indent, found["key"]))
        elif around and around[-1] in _AROUND and (listed := _LISTED.match(line)):
            yield Touch(
                "environment", listed["key"], number, listed.start("key"), "store", Tier.CERTAIN, f"below {around[-1]}"
            )


def _pair(key: str, value: str, around: list[str], number: int, column: int) -> Iterator[Touch]:
    last = around[-1] if around else ""
    named = value.strip("\"'")
    if key == "name" and last in _AROUND and re.fullmatch(r"\w+", named):
        yield Touch("environment", named, number, column, "store", Tier.CERTAIN, f"a name below {last}")
    elif last in _AROUND and value and key != "valueFrom":
        yield Touch("environment", key, number, column, "store", Tier.CERTAIN, f"below {last}")
    elif last in ("data", "stringData") and value:
        yield Touch("environment", key, number, column, "store", Tier.LIKELY, f"{last} that may become environment")
    if value and not value.startswith(("|", ">", "&")):
        yield Touch("setting", ".".join([*around, key]), number, column, "store", Tier.CERTAIN, "set by this file")


def _mentions(line: str, number: int) -> Iterator[Touch]:
    """`${X}` and `.Values.a.b` in a value."""
    for used in _USED.finditer(line) if "$" in line else ():
        yield Touch("environment", used["key"], number, used.start("key"), "read", Tier.LIKELY, "used by this file")
    for chart in _CHART.finditer(line) if ".Values." in line else ():
        yield Touch(
            "setting", chart["key"].strip("."), number, chart.start("key"), "read", Tier.CERTAIN, "of the chart"
        )
