"""Whatever lies in a repository: an answer comes, it is complete otherwise, and what was not read is said."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codriver.codebase import questions
from codriver.codebase.opened import Codebase

Build = Callable[[Mapping[str, str]], Codebase]
GOOD = "def pay(): ...\n\npay()\n"


def lines(base: Codebase) -> list[tuple[str, int]]:
    return [(site.file, site.line) for site in questions.callers(base, "good.py:1").sites]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5_000 + "pay()" + ")" * 5_000,
        "x = " + "-" * 50_000 + "1",
        "def f(:\n    pay()\n",
        "print 'old'\nexec 'pay()'\n",
        "match x:\n  case 1 if\n",
        "\x00\x01pay()",
        "pay = pay\npay = lambda: pay\n",
        "class pay(pay): ...\n",
        "if x:\n" * 300 + " pay()",
        "from bad import *\nfrom good import *\n",
    ],
)
def test_a_bad_file_beside_good_ones_spoils_nothing(code: Build, text: str) -> None:
    assert ("good.py", 3) in lines(code({"good.py": GOOD, "bad.py": text}))


def test_what_is_no_utf8_is_read_as_latin(tmp_path: Path) -> None:
    (tmp_path / "good.py").write_text(GOOD)
    (tmp_path / "old.py").write_bytes("from good import pay\n# caf\xe9\npay()\n".encode("latin-1"))
    assert ("old.py", 3) in lines(Codebase(tmp_path))


def test_links_are_not_followed_round_or_out(tmp_path: Path) -> None:
    (tmp_path / "good.py").write_text(GOOD)
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "out").symlink_to("/")
    answer = questions.callers(Codebase(tmp_path), "good.py:1")
    assert [site.file for site in answer.sites] == ["good.py"]
    assert any("link" in note for note in answer.notes)


def test_nothing_of_a_repository_is_run(tmp_path: Path) -> None:
    folder = tmp_path / "code"
    folder.mkdir()
    trap = f"open({str(tmp_path / 'ran')!r}, 'w')\n"
    for name in ("good.py", "conftest.py", "setup.py", "sitecustomize.py", "ast.py", "__init__.py"):
        (folder / name).write_text(trap + GOOD)
    questions.callers(Codebase(folder), "good.py:2")
    assert not (tmp_path / "ran").exists()


def test_a_file_that_goes_away_is_said(code: Build) -> None:
    base = code({"good.py": GOOD, "gone.py": "from good import pay\npay()\n"})
    (base.path / "gone.py").unlink()
    answer = questions.callers(base, "good.py:1")
    assert [site.file for site in answer.sites] == ["good.py"]
    assert any("gone.py" in note for note in answer.notes)


@pytest.mark.parametrize("ending", ["py", "go", "java", "ts", "js"])
@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="pay(){}[]:=.,;'\"\\ \n\tdefclasfunimport<>@*é\x00", max_size=300))
def test_any_text_is_answered(tmp_path: Path, ending: str, text: str) -> None:
    (tmp_path / "good.py").write_text(GOOD)
    (tmp_path / f"any.{ending}").write_text(text, encoding="utf-8")
    (tmp_path / f"good.{ending}").write_text(GOOD if ending == "py" else "function pay() { pay() }")
    assert ("good.py", 3) in lines(Codebase(tmp_path))
