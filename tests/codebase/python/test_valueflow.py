"""Functions passed, returned and kept in variables, boxes and attributes are followed to where they are called."""

import re
from collections.abc import Mapping

import pytest

from codriver.codebase.python.program import Program
from codriver.codebase.python.valueflow import edges


def flows(files: Mapping[str, str]) -> set[tuple[str, str]]:
    def mentioning(name: str) -> list[str]:
        return [path for path, text in files.items() if re.search(rf"\b{name}\b", text)]

    return set(edges(Program(files, files.__getitem__, mentioning), files))


@pytest.mark.parametrize(
    ("text", "edge"),
    [
        ("def f(): ...\ndef g(a): a()\ng(f)\n", ("m.g", "m.f")),
        ("def f(): ...\nd = {}\nd['k'] = f\nd['k']()\n", ("m", "m.f")),
        ("def f(): ...\ndef g(): return f\ng()()\n", ("m", "m.f")),
        ("def f(): ...\nfor one in [f]:\n    one()\n", ("m", "m.f")),
        ("def dec(f):\n    def inner(): f()\n    return inner\n@dec\ndef g(): ...\ng()\n", ("m.dec.inner", "m.g")),
        ("class A:\n    def f(self): self.g()\n    def g(self): ...\nA().f()\n", ("m.A.f", "m.A.g")),
        ("x = lambda y: y()\ndef f(): ...\nx(f)\n", ("m.<lambda1>", "m.f")),
        ("def f(): ...\ndef g():\n    yield f\nfor one in g():\n    one()\n", ("m", "m.f")),
        ("class A:\n    pass\ndef f(): ...\na = A()\na.go = f\na.go()\n", ("m", "m.f")),
    ],
)
def test_a_call_reaches_what_flows_there(text: str, edge: tuple[str, str]) -> None:
    assert edge in flows({"m.py": text})


def test_an_overwritten_name_does_not_reach() -> None:
    found = flows({"m.py": "def f(): ...\ndef g(): ...\na = f\na = g\na()\n"})
    assert ("m", "m.g") in found
    assert ("m", "m.f") not in found


def test_imports_are_followed_through_packages() -> None:
    files = {"p/__init__.py": "from .inner import f\n", "p/inner.py": "def f(): ...\n", "m.py": "import p\np.f()\n"}
    assert ("m", "p.inner.f") in flows(files)
