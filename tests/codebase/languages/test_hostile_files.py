"""Files that nobody would write: every language reads what it can, within bounds, and says what it could not read."""

from pathlib import Path

import pytest

from codriver.codebase import questions
from codriver.codebase.languages import grammars
from codriver.codebase.opened import Codebase
from codriver.codebase.typed.walking import outline

CALLS = {
    ".c": "int go(int n) { return n; }\nint run(void) { return go(1); }\n",
    ".cpp": "int go(int n) { return n; }\nint run() { return go(1); }\n",
    ".cs": "class A { int go(int n) { return n; } int run() { return go(1); } }\n",
    ".go": "package a\nfunc goes(n int) int { return n }\nfunc run() int { return goes(1) }\n",
    ".java": "class A { int go(int n) { return n; } int run() { return go(1); } }\n",
    ".js": "function go(n) { return n; }\nfunction run() { return go(1); }\n",
    ".kt": "fun go(n: Int): Int { return n }\nfun run(): Int { return go(1) }\n",
    ".php": "<?php function go($n) { return $n; }\nfunction run() { return go(1); }\n",
    ".rb": "def go(n)\n  n\nend\ndef run\n  go(1)\nend\n",
    ".rs": "fn go(n: i32) -> i32 { n }\nfn run() -> i32 { go(1) }\n",
    ".scala": "object A { def go(n: Int): Int = n\n def run(): Int = go(1) }\n",
    ".sh": "go() { echo 1; }\nrun() { go 1; }\n",
    ".ts": "function go(n: number) { return n; }\nfunction run() { return go(1); }\n",
}
NAME = {".go": "goes"}
BROKEN = "\n)))) }}}} @@@ <<<<<<< ours\n"


def calls(ending: str, text: str) -> list[str]:
    name = NAME.get(ending, "go")
    found = outline(f"a{ending}", grammars()[ending], text)
    return [use.role for use in found.uses.get(name, ()) if use.role == "call"]


@pytest.mark.parametrize("ending", sorted(CALLS))
def test_what_stands_before_a_broken_piece_is_read_and_the_rest_is_said(ending: str) -> None:
    found = outline(f"a{ending}", grammars()[ending], CALLS[ending] + BROKEN)
    assert found.errors
    assert calls(ending, CALLS[ending] + BROKEN) == ["call"]


@pytest.mark.parametrize("ending", sorted(CALLS))
@pytest.mark.parametrize("nest", ["(", "{", "[", "if (1) {", "a(", "-", "a."])
def test_deep_nesting_is_bounded(ending: str, nest: str) -> None:
    found = outline(f"a{ending}", grammars()[ending], CALLS[ending] + nest * 3_000)
    assert found.path == f"a{ending}"


@pytest.mark.parametrize("ending", sorted(CALLS))
def test_bytes_that_are_no_text_do_not_hide_the_rest(ending: str, tmp_path: Path) -> None:
    name = NAME.get(ending, "go")
    (tmp_path / f"a{ending}").write_bytes(CALLS[ending].encode() + b"\n// \xff\xfe\xe9\n")
    with Codebase(tmp_path) as base:
        answer = questions.callers(base, f"a{ending}:1" if ending not in (".go", ".cs", ".java", ".scala") else name)
    assert [site.role for site in answer.sites] == ["call"]


@pytest.mark.parametrize("ending", sorted(CALLS))
def test_bundles_and_files_beyond_the_bound_are_left_out_and_said(ending: str, tmp_path: Path) -> None:
    (tmp_path / f"bundle{ending}").write_text("x = 1;" * 20_000)
    (tmp_path / f"large{ending}").write_text("x\n" * 3_000_000)
    (tmp_path / f"a{ending}").write_text(CALLS[ending])
    with Codebase(tmp_path) as base:
        answer = questions.callers(base, NAME.get(ending, "go"))
    assert len(answer.sites) == 1
    told = " ".join(answer.notes)
    assert f"large{ending}: larger than 4 MiB" in told
    assert "1 minified" in told


@pytest.mark.parametrize(
    ("ending", "code"),
    [
        (".java", "class A { int go(int n) { return switch (n) { case 1 -> 2; default -> { yield go(3); } }; } }"),
        (".cs", "namespace A;\nclass A(int n) { int go(int n) => n; int[] run() => [..a, go(1)]; }"),
        (".ts", "const x = { a: 1 } satisfies T;\nusing y = go(1);\nfunction go(n: number) {}\n"),
        (
            ".go",
            "package a\nfunc goes[T ~int | ~string](n T) T { return n }\nfunc run() { for i := range 9 { goes(i) } }\n",
        ),
        (".rs", "fn go(n: i32) -> i32 { n }\nasync fn run() { let Some(x) = y else { return go(1); }; }\n"),
        (".kt", "fun go(n: Int) = n\ncontext(A) fun run() = go(1)\n"),
        (".php", "<?php enum A: int { case B = 1; }\nfunction go(int|string $n): never {}\n$f = go(...);\ngo(n: 1);\n"),
        (".scala", "enum A:\n  case B\ndef go(n: Int) = n\ndef run =\n  go(1)\n"),
    ],
)
def test_newer_syntax_does_not_hide_a_call(ending: str, code: str) -> None:
    assert "call" in calls(ending, code)


@pytest.mark.parametrize("code", ["f()(x => 1);", "super(x => 1);", "import('a')(x => go(1));", "(() => 1)(x => 1);"])
def test_a_function_that_is_passed_to_what_has_no_name(code: str) -> None:
    assert not outline("a.js", grammars()[".js"], f"class A extends B {{ constructor() {{ {code} }} }}").errors


@pytest.mark.parametrize("code", ["a { it }", "a() { it }", "a()() { it }", "a.b()() { x -> x }", "super { it }"])
def test_a_lambda_behind_any_call(code: str) -> None:
    assert outline("a.kt", grammars()[".kt"], f"fun go() {{ {code} }}\n").path == "a.kt"
