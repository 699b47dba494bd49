"""The files behind the exceptions of an incident are ranked like `stacktrace` does, and cited in the repository."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from codriver.model import Frame
from codriver.room.code.fix_lines import fix_lines
from codriver.testing import a_situation, an_exception

CART = Frame(file="/app/shop/cart.py", line=2, function="total")
CHECK = Frame(file="/app/shop/checks.py", line=2, function="require_positive")
LIBRARY = Frame(file="/usr/lib/python3/decimal.py", line=2, function="add", ours=False)
WEB = Frame(file="/app/shop/web.py", line=1, function="page")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "shop").mkdir()
    for name in ("cart", "checks", "web"):
        (tmp_path / "shop" / f"{name}.py").write_text(f"# {name}\n    return {name}\n")
    when = {"GIT_COMMITTER_DATE": "2020-01-01T00:00:00Z", "PATH": "/usr/bin:/bin"}
    who = ("-c", "user.name=n", "-c", "user.email=e")
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "one")):
        subprocess.run(["git", "-C", tmp_path, *who, *words], check=True, capture_output=True, env=when)
    return tmp_path


def test_who_only_checks_an_argument_gives_way_to_its_caller_and_both_are_cited(repository: Path) -> None:
    thrown = an_exception("shop", "ValueError", WEB, CART, CHECK, LIBRARY)
    found = fix_lines(a_situation(observations=[thrown]), {"shop": repository})
    assert [(line.file, line.line, line.function) for line in found] == [
        ("shop/cart.py", 2, "total"),
        ("shop/checks.py", 2, "require_positive"),
        ("shop/web.py", 1, "page"),
    ]
    assert found[0].says.startswith("likely needs the fix of ValueError: frame 2 of ours")
    assert found[0].cites[0].quote == "return cart"
    assert found[0].cites[0].ref.locator.endswith(":shop/cart.py")
    assert found[0].cites[1:] == thrown.cites


def test_the_frames_of_the_cause_come_before_those_of_what_it_led_to(repository: Path) -> None:
    thrown = replace(an_exception("shop", "Wrapped", WEB), beneath=(CART,))
    found = fix_lines(a_situation(observations=[thrown]), {"shop": repository})
    assert [line.file for line in found] == ["shop/cart.py", "shop/web.py"]


def test_what_was_always_thrown_and_what_no_repository_holds_say_nothing(repository: Path, tmp_path: Path) -> None:
    usual = an_exception("shop", "ValueError", CART, before=5.0)
    foreign = an_exception("shop", "ValueError", replace(CART, file="/app/other.py"))
    assert fix_lines(a_situation(observations=[usual, foreign]), {"shop": repository}) == ()
    new = a_situation(observations=[an_exception("shop", "ValueError", CART)])
    assert fix_lines(new, {}) == ()
    assert fix_lines(new, {"gone": tmp_path / "gone"}) == ()
