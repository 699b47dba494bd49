"""Calls that never say the name are found, with the way they take as the reason."""

from collections.abc import Callable, Mapping

import pytest

from codriver.codebase import questions
from codriver.codebase.opened import Codebase

Build = Callable[[Mapping[str, str]], Codebase]


@pytest.mark.parametrize(
    ("text", "symbol", "expected"),
    [
        ("def f(): ...\ng = f\ng()\n", "f", [(3, "certain"), (2, "registered")]),
        ("def f(): ...\ndef h(x, go=f):\n    go()\n", "f", [(3, "certain")]),
        (
            "class A:\n    def f(self): ...\ndef h(a: A):\n    g = a.f\n    g()\n",
            "A.f",
            [(5, "certain"), (4, "registered")],
        ),
        (
            "def deco(f):\n    def inner(): f()\n    return inner\n@deco\ndef g(): ...\ng()\n",
            "deco.inner",
            [(6, "certain"), (3, "registered")],
        ),
        (
            "def make():\n    def inner(f): return f\n    return inner\n@make()\ndef g(): ...\n",
            "make.inner",
            [(4, "certain"), (3, "registered")],
        ),
        (
            "def make():\n    def inner(f): ...\n    return inner\ndef more(): return make()\n@more()\ndef g(): ...\n",
            "make.inner",
            [(5, "certain"), (3, "registered")],
        ),
        ("class A:\n    def __enter__(self): ...\nwith A() as a:\n    pass\n", "A.__enter__", [(3, "certain")]),
        ("class A:\n    def __iter__(self): ...\nfor x in A():\n    pass\n", "A.__iter__", [(3, "certain")]),
        ("class A:\n    def __getitem__(self, k): ...\nA()[1]\n", "A.__getitem__", [(3, "certain")]),
        ("class A:\n    def __contains__(self, k): ...\n1 in A()\n", "A.__contains__", [(3, "certain")]),
        ("class A:\n    def __call__(self): ...\nA()()\n", "A.__call__", [(3, "certain")]),
        ("def f(): ...\ndef run(go): go()\nrun(f)\n", "f", [(2, "likely"), (3, "registered")]),
        ("def f(): ...\ndef h(g):\n    (g or f)()\n", "f", [(3, "certain")]),
    ],
)
def test_it_is_found(code: Build, text: str, symbol: str, expected: list[tuple[int, str]]) -> None:
    found = questions.callers(code({"m.py": text}), symbol).sites
    assert [(site.line, str(site.tier)) for site in found] == expected
