"""What an expression can be: each piece of the mind on the smallest code that needs it."""

import ast
from collections.abc import Callable, Mapping

import pytest

from codriver.codebase.opened import Codebase
from codriver.codebase.python import opening
from codriver.codebase.python.values import (
    UNKNOWN,
    Bound,
    Box,
    Class,
    External,
    Function,
    Instance,
    Method,
    ModuleOf,
    Super,
    Value,
    boxed,
    key_for,
)

Build = Callable[[Mapping[str, str]], Codebase]
CLASSES = "class A:\n    def f(self): return self\nclass B(A): ...\n"


def told(value: Value) -> str:
    if isinstance(value, Instance):
        return f"a {told(value.of)}"
    if isinstance(value, (Class, Function)):
        return value.scope.qual
    if isinstance(value, Bound):
        return f"{told(value.receiver)}.{value.function.scope.name}"
    return _told_rest(value)


def _told_rest(value: Value) -> str:
    if isinstance(value, Box):
        return f"{value.kind} of {'|'.join(sorted(map(told, value.items())))}"
    if isinstance(value, ModuleOf):
        return value.path
    if isinstance(value, Super):
        return f"above {value.above.name}"
    if isinstance(value, (External, Method)):
        return value.name
    return "?"


def values(base: Codebase, path: str = "m.py") -> set[str]:
    """What the last expression of the file can be."""
    module = base.program.module(path)
    assert module is not None
    opening.open_all(module)
    named = (node for node in ast.walk(module.tree) if isinstance(node, ast.Name) and node.id == "x")
    last = max(named, key=lambda node: (node.lineno, node.col_offset))
    return set(map(told, base.mind.values(last, module.scope_of(last))))


@pytest.mark.parametrize(
    ("piece", "text", "expected"),
    [
        ("calls", "x = A()\nx", {"a A"}),
        ("calls", "def make(): return A()\nx = make()\nx", {"a A"}),
        ("calls", "x = B().f()\nx", {"a B"}),
        ("calls", "class C(B):\n    def f(self):\n        x = super()\n        x\n", {"above C"}),
        ("calls", "async def make(): return A()\nasync def g():\n    x = await make()\n    x\n", {"a A"}),
        ("classes", "class C(B, A): ...\nx = C().f\nx", {"a C.f"}),
        ("expressions", "x = A() if 1 else B()\nx", {"a A", "a B"}),
        ("expressions", "x = [A()][0]\nx", {"a A"}),
        ("expressions", "x = {'k': A(), 'l': B()}['k']\nx", {"a A"}),
        ("expressions", "x = [one for one in [B()]]\nx", {"list of a B"}),
        ("externals", "x = list({'k': A()}.values())[0]\nx", {"a A"}),
        ("externals", "x = getattr(A(), 'f')\nx", {"a A.f"}),
        ("externals", "import threading\nx = threading.Thread()\nx", {"a threading.Thread"}),
        ("externals", "for at, x in enumerate([A()]):\n    x", {"a A"}),
        ("flow", "x = A()\nx = B()\nx", {"a B"}),
        ("flow", "if 1:\n    x = A()\nelse:\n    x = B()\nx", {"a A", "a B"}),
        ("hints", "def g(x: 'A'):\n    x", {"a A"}),
        ("hints", "from typing import Optional\ndef g(x: Optional[A]):\n    x", {"a A"}),
        ("hints", "def g(x: A | None):\n    x", {"a A"}),
        ("hints", "def g(every: dict[str, list[A]]):\n    for x in every['k']:\n        x", {"a A"}),
        ("hints", "def g(x: type[A]):\n    x", {"A"}),
        ("members", "class C:\n    def __init__(self): self.one = A()\nx = C().one\nx", {"a A"}),
        ("members", "class C:\n    @property\n    def one(self): return A()\nx = C().one\nx", {"a A"}),
        ("members", "class C:\n    @classmethod\n    def make(cls): return cls()\nx = C.make()\nx", {"a C"}),
        ("names", "def g():\n    global x\n    x = A()\nx", {"a A"}),
        ("names", "class C:\n    y = A()\n    x = y\n    x", {"a A"}),
        ("narrowing", "def g(x):\n    if isinstance(x, A):\n        x", {"a A"}),
        ("narrowing", "def g(x):\n    if not isinstance(x, B):\n        return\n    x", {"a B"}),
        ("narrowing", "def g(x):\n    assert isinstance(x, (A, B))\n    x", {"a A", "a B"}),
        ("parameters", "def g(x=A()):\n    x", {"a A", "?"}),
        ("parameters", "class C:\n    def g(x):\n        x", {"a C"}),
        ("passing", "def g(x):\n    x\ng(A())\ng(x=B())\nx = 1\ndef h(x):\n    x\nh(B())", {"a B"}),
        ("reading", "with open('f') as x:\n    x", {"a builtins.file"}),
        ("reading", "try:\n    pass\nexcept KeyError as x:\n    x", {"a builtins.KeyError"}),
        ("reading", "if (x := A()):\n    x", {"a A"}),
        ("scopes", "def g():\n    x = A()\n    def h():\n        return x\n", {"a A"}),
    ],
)
def test_an_expression_is(code: Build, piece: str, text: str, expected: set[str]) -> None:
    if piece == "passing":
        text = text.partition("x = 1\n")[2]
    text = text.replace("return x\n", "x\n")
    assert {one.replace("a a ", "a ") for one in values(code({"m.py": CLASSES + text}))} == expected


def test_an_import_leads_to_the_file_of_the_package(code: Build) -> None:
    files = {
        "src/p/__init__.py": "from .a import A\n",
        "src/p/a.py": CLASSES,
        "src/p/sub/m.py": "from ..a import B as C\nfrom p import A\nx = C() or A()\nx\n",
        "src/q/json.py": "",
        "src/q/__init__.py": "",
        "src/p/n.py": "import json\nx = json\nx\n",
    }
    base = code(files)
    assert values(base, "src/p/sub/m.py") == {"a A", "a B"}
    assert values(base, "src/p/n.py") == {"json"}


def test_a_circle_ends(code: Build) -> None:
    text = "def f(n): return g(n)\ndef g(n): return f(n) or A()\nx = f(1)\nx = [x]\nfor i in x:\n    x = [x, i]\nx\n"
    assert values(code({"m.py": CLASSES + text}))


def test_boxes_in_boxes_are_cut() -> None:
    box: Value = boxed("list", frozenset({UNKNOWN}))
    for _ in range(9):
        box = boxed("list", frozenset({box}))
    assert told(box).count("list") <= 4
    assert key_for("1") != key_for(1)
