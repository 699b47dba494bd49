"""Every language file: a class with a method, a function, and calls of both are read."""

from importlib import import_module

import pytest

from codriver.codebase.languages import grammars
from codriver.codebase.typed.walking import outline

CODES = {
    ".go": "package a\ntype Cart struct{}\nfunc (c *Cart) total(n int) int { return tidy() }\nfunc tidy() int {}\n",
    ".java": "class Cart { int total(int n) { return tidy(); } int tidy() { return 1; } }",
    ".cs": "class Cart { int total(int n) { return tidy(); } int tidy() { return 1; } }",
    ".php": "<?php class Cart { function total($n) { return tidy(); } } function tidy() { return 1; }",
    ".rb": "class Cart\n  def total(n)\n    tidy\n  end\nend\ndef tidy\nend\n",
    ".rs": "struct Cart {}\nimpl Cart { fn total(&self, n: i32) -> i32 { tidy() } }\nfn tidy() -> i32 { 1 }\n",
    ".kt": "class Cart {\n fun total(n: Int): Int { return tidy() }\n}\nfun tidy(): Int = 1\n",
    ".scala": "class Cart { def total(n: Int): Int = tidy(); def tidy(): Int = 1 }\n",
    ".cpp": "class Cart { int total(int n) { return tidy(); } };\nint tidy() { return 1; }\n",
    ".js": "class Cart { total(n) { return tidy(); } }\nfunction tidy() { return 1; }\n",
    ".ts": "class Cart { total(n: number): number { return tidy(); } }\nfunction tidy(): number { return 1; }\n",
}


NAMES = [
    *("bash", "c", "cpp", "csharp", "go", "java", "javascript"),
    *("kotlin", "php", "ruby", "rust", "scala", "typescript"),
]


@pytest.mark.parametrize("ending", sorted(CODES))
def test_classes_functions_and_calls_are_read(ending: str) -> None:
    found = outline(f"a{ending}", grammars()[ending], CODES[ending])
    defined = {(d.kind, d.qual) for d in found.defs}
    assert ("class", "Cart") in defined
    assert ("function", "Cart.total") in defined
    assert [use.role for use in found.uses["tidy"] if use.role == "call"] == ["call"]
    assert not found.errors


@pytest.mark.parametrize(
    "name",
    [
        "bash",
        "c",
        "cpp",
        "csharp",
        "kotlin",
        "scala",
        "_c_like",
        "go",
        "java",
        "javascript",
        "php",
        "ruby",
        "rust",
        "typescript",
        "_script",
    ],
)
def test_a_language_is_a_file(name: str) -> None:
    module = import_module(f"codriver.codebase.languages.{name}")
    assert name.startswith("_") or module.GRAMMAR.name == name
