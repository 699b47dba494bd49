"""The rules of the house as tests. The walls between rooms are import-linter's (pyproject.toml); the rest is here."""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "codriver"
MODULES = sorted(path.relative_to(SRC).as_posix() for path in SRC.rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONTRACTS = {contract["name"].partition(":")[0]: contract for contract in PROJECT["tool"]["importlinter"]["contracts"]}

NOT_A_NAME = {"util", "helper", "manager", "handler", "process", "data", "info", "core", "common", "base", "agent"}
PURE = ("advice", "drafts", "engine", "gate", "model", "redact", "telemetry")
DOORS = ("cli", "hook", "mcp_server", "web")
COLUMNAR = ("connectors", "telemetry")

LONGEST_FUNCTION, LONGEST_FILE, SMALL = 45, 300, 60  # lines

CATCHES_ALL = {
    "cli/door.py",  # one door's request
    "hook.py",  # one door's request
    "room/plugged.py",  # one plug-in's call
}
JSON_EDGE = {  # where `Any` may stand: values that came in from outside and have not been looked at yet
    "access/bounded_yaml.py",
    "access/http/answers.py",
    "access/files/documents.py",
    "journal/exported.py",  # files of other journals
    "journal/kinds/__init__.py",  # the bodies of rows
    "journal/rows.py",  # the bodies of rows
    "journal/store.py",  # what a database gives back
    "knowledge/outline.py",
    "room/plugged.py",  # modules of strangers
    "telemetry/logs/cites.py",  # what Polars gives back
}
LOOKS_AT_ITS_FOLDER = {
    "gate/tools/__init__.py",
    "telemetry/logs/formats/__init__.py",
    "telemetry/stacktraces/__init__.py",
}  # to find plug-ins


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((SRC / module).read_text("utf-8"))


def no_offence(offenders: Iterable[object]) -> None:
    found = sorted(map(str, offenders))
    assert not found, "\n".join(found)


def lines(module: str) -> int:
    return len((SRC / module).read_text("utf-8").splitlines())


def lines_of(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def functions(module: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(module)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def imported(code: ast.Module) -> Iterator[str]:
    """Every module and name that the code imports, dotted."""
    for node in ast.walk(code):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_of_the_table() -> dict[str, str]:
    """Room -> floor, as docs/concepts/house.md has them."""
    text = (ROOT / "docs/concepts/house.md").read_text("utf-8")
    return dict(re.findall(r"^\| `([\w./]+)` \| ([^|]*?) *\|", text, re.MULTILINE))


def rooms_that_are_there() -> set[str]:
    found = {name.partition("/")[0].removesuffix(".py") for name in MODULES}
    return found - {"__init__"}


def is_plugin(module: str) -> bool:
    folders = ("connectors/", "engine/detectors/", "engine/explainers/", "telemetry/logs/formats/")
    return module.startswith((*folders, "telemetry/stacktraces/")) and not module.endswith("__init__.py")


def test_every_folder_and_file_is_a_room_of_the_table() -> None:
    top = {f"{path.name}/" if path.is_dir() else path.name for path in SRC.iterdir() if path.name != "__pycache__"}
    folders = {f"{path.parent.relative_to(SRC).as_posix()}/" for path in SRC.rglob("*.py")} - {"./"}
    plugins = {folder for folder in folders if folder.startswith("connectors/") and folder != "connectors/"}
    no_offence((top | folders) - plugins - {"__init__.py", "py.typed"} - rooms_of_the_table().keys())


def test_the_tables_floors_are_the_linters_floors() -> None:
    floors = [re.findall(r"\w+", layer) for layer in CONTRACTS["floors"]["layers"]]
    by_linter = {room: str(len(floors) - place) for place, layer in enumerate(floors) for room in layer}
    by_table = {room.rstrip("/").removesuffix(".py"): floor for room, floor in rooms_of_the_table().items() if floor}
    assert {room: floor for room, floor in by_table.items() if "/" not in room} == by_linter


@pytest.mark.parametrize(
    ("contract", "rooms"),
    [
        ("pure rooms", set(PURE)),
        ("doors import only room, config, model and errors", set(DOORS)),
        (
            "polars stays in telemetry and connectors",
            {room for room in rooms_that_are_there() if room not in (*COLUMNAR, "__main__", "schemas")},
        ),
    ],
)
def test_no_room_is_left_out_of_the_contract_that_concerns_it(contract: str, rooms: set[str]) -> None:
    named = {module.removeprefix("codriver.") for module in CONTRACTS[contract]["source_modules"]}
    no_offence((rooms & rooms_that_are_there()) - named)


def test_polars_comes_in_at_one_place_of_a_room() -> None:
    importers = [module for module in MODULES if any(name.split(".")[0] == "polars" for name in imported(tree(module)))]
    assert len({module.partition("/")[0] for module in importers}) == len(importers), importers


def test_examples_import_nothing_of_ours() -> None:
    found = {path: set(imported(ast.parse(path.read_text("utf-8")))) for path in (ROOT / "examples").rglob("*.py")}
    no_offence(path for path, names in found.items() if any(name.startswith("codriver") for name in names))


def test_bench_imports_no_door() -> None:
    doors = tuple(f"codriver.{door}" for door in DOORS)
    found = {path: set(imported(ast.parse(path.read_text("utf-8")))) for path in (ROOT / "bench").rglob("*.py")}
    no_offence(path for path, names in found.items() if any(name.startswith(doors) for name in names))


def test_no_file_function_or_class_has_an_empty_word_for_a_name() -> None:
    defined = (
        node.name
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    )
    files = chain.from_iterable((ROOT / top).rglob("*.py") for top in ("src", "tests", "docs", "bench", "examples"))
    names = {path.stem for path in files} | set(defined)
    words = {name: re.findall(r"[A-Z]?[a-z]+", name) for name in names}
    no_offence(name for name in names if {word.lower().removesuffix("s") for word in words[name]} & NOT_A_NAME)


def test_a_module_says_what_it_is() -> None:
    no_offence(module for module in MODULES if not ast.get_docstring(tree(module)))


def test_public_functions_and_classes_say_what_they_promise() -> None:
    no_offence(place for module in MODULES for place in _silent(module))


def _silent(module: str) -> Iterator[str]:
    told_by_the_folder = {"recognise", "read", "columns", "parse", "detect", "explain"} if is_plugin(module) else set()
    for node in tree(module).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            told = ast.get_docstring(node) or node.name in told_by_the_folder
            yield from () if told else (f"{module}:{node.lineno} {node.name}",)


def test_functions_and_files_stay_short() -> None:
    long = ((module, f) for module in MODULES for f in functions(module) if lines_of(f) > LONGEST_FUNCTION)
    no_offence(f"{module}:{f.lineno} {f.name}" for module, f in long)
    no_offence(f"{module}: {size} lines" for module in MODULES if (size := lines(module)) > LONGEST_FILE)


def test_everything_is_caught_in_two_places_only() -> None:
    def catches_all(node: ast.AST) -> bool:
        return isinstance(node, ast.ExceptHandler) and (node.type is None or "'Exception'" in ast.dump(node.type))

    no_offence({module for module in MODULES if any(map(catches_all, ast.walk(tree(module))))} - CATCHES_ALL)


def test_whoever_catches_even_an_interrupt_raises_it_again() -> None:
    def swallows(node: ast.AST) -> bool:
        catches = isinstance(node, ast.ExceptHandler) and "BaseException" in ast.dump(node.type or node)
        return catches and not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)  # type: ignore[attr-defined]  # narrowed by `catches`

    no_offence(module for module in MODULES if any(map(swallows, ast.walk(tree(module)))))


def test_any_stands_at_the_json_edge_only() -> None:
    def says_any(module: str) -> bool:
        return any(isinstance(node, ast.Name) and node.id == "Any" for node in ast.walk(tree(module)))

    no_offence({m for m in MODULES if says_any(m) and not m.startswith("connectors/")} - JSON_EDGE)


def test_an_exception_to_a_rule_names_the_rule_and_the_reason() -> None:
    bare = re.compile(r"# noqa(?!: [A-Z]+\d+(, ?[A-Z]+\d+)* - \S)|# type: ignore(?!\[[\w-]+\](, \w+)*  # \w)")
    files = chain.from_iterable((ROOT / top).rglob("*.py") for top in ("src", "docs", "bench"))
    every = ((path, number, text) for path in files for number, text in enumerate(path.read_text().splitlines(), 1))
    no_offence(f"{path.relative_to(ROOT)}:{number}" for path, number, text in every if bare.search(text))


IMPURE_MODULES = {"time", "os", "sys", "io", "glob", "platform", "locale", "logging", "fileinput", "mmap", "fcntl"}
IMPURE_CALLS = {"open", "input", "print", "exec", "eval", "__import__"}
IMPURE_METHODS = {"now", "utcnow", "today", "getenv", "read_text", "write_text", "read_bytes", "write_bytes"}
COLUMNS_IO = re.compile(r"(read|scan|sink|write)_(csv|json|ndjson|parquet|ipc|avro|excel|database|delta|lines)\w*")


def test_a_pure_room_reads_no_clock_and_no_disk_and_draws_no_lots() -> None:
    pure = [module for module in MODULES if module.partition("/")[0] in PURE]
    no_offence(f"{module}: {what}" for module in pure for what in _impure(module))


def _impure(module: str) -> Iterator[str]:
    for name in imported(tree(module)):
        top = name.partition(".")[0]
        if top in IMPURE_MODULES or name.startswith(("urllib.request", "urllib.error", "pathlib.Path")):
            yield name
        if top in {"importlib", "pkgutil"} and module not in LOOKS_AT_ITS_FOLDER:
            yield name
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in IMPURE_CALLS:
            yield f"{node.func.id}() in line {node.lineno}"
        from_memory = (module, getattr(node, "attr", "")) == ("telemetry/columns.py", "read_lines")  # of bytes, by type
        if isinstance(node, ast.Attribute) and not from_memory and _is_io(node.attr):
            yield f".{node.attr} in line {node.lineno}"


def _is_io(method: str) -> bool:
    return method in IMPURE_METHODS or bool(COLUMNS_IO.fullmatch(method))


def test_an_error_is_never_raised_without_a_hint() -> None:
    no_offence(place for module in MODULES for place in _hintless(module))


def _hintless(module: str) -> Iterator[str]:
    ours = {"CodriverError", "ConfigError", "SourceError", "ProviderError", "KnowledgeError", "JournalError"}
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ours:
            hint = next((keyword.value for keyword in node.keywords if keyword.arg == "hint"), None)
            if hint is None or (isinstance(hint, ast.Constant) and not hint.value):
                yield f"{module}:{node.lineno}"


def test_a_module_has_tests_where_one_looks_for_them() -> None:
    """In its own mirror file; or named in a test of the mirrored folder; or, when small, in any test of that folder."""
    modules = [module for module in MODULES if not module.endswith(("__init__.py", "__main__.py"))]
    no_offence(module for module in modules if not _has_tests(Path(module)))


def _has_tests(module: Path) -> bool:
    mirror = ROOT / "tests" / module.parent
    near = [*mirror.glob("test_*.py"), *mirror.parent.glob(f"test_{module.parent.name}.py")]
    own = mirror / f"test_{module.stem}.py"
    return own in near or _named_by(module, near) or bool(near and lines(module.as_posix()) <= SMALL)


def _named_by(module: Path, tests: list[Path]) -> bool:
    """By an import, or as a text: `"klog"` among the cases of a test."""
    dotted = ".".join(("codriver", *module.with_suffix("").parts))
    codes = [ast.parse(path.read_text("utf-8")) for path in tests]
    texts = {node.value for code in codes for node in ast.walk(code) if isinstance(node, ast.Constant)}
    names = chain.from_iterable(map(imported, codes))
    return module.stem in texts or any(name == dotted or name.startswith(f"{dotted}.") for name in names)


def test_tests_use_real_parts_and_do_not_sleep() -> None:
    tests = sorted((ROOT / "tests").rglob("*.py"))
    no_offence(path.name for path in tests if _fakes_or_waits(ast.parse(path.read_text("utf-8"))))


def _fakes_or_waits(code: ast.Module) -> bool:
    mocks = any("mock" in name.split(".") for name in imported(code))
    return mocks or any(isinstance(node, ast.Attribute) and node.attr == "sleep" for node in ast.walk(code))


def test_the_lock_holds_every_dependency_with_hashes_and_names_no_place() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["dev"]]
    names = {re.split(r"[\[<>=!~; ]", need, maxsplit=1)[0] for need in wanted}
    locked = dict(re.findall(r"^([\w.-]+)==\S+.*?\n((?:    --hash=sha256:\S+.*\n)*)", lock, re.MULTILINE))
    no_offence(names - locked.keys())
    no_offence(name for name, hashes in locked.items() if not hashes)
    assert not re.search(r"://|file:|(?m:^\s*-[-if])(?!-hash)", lock.replace("--hash", ""))
