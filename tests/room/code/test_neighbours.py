"""A change that altered a caller of the failing line, or a writer of its state, is seen; another one is not."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from codriver.engine.code_touched import far_from, touched
from codriver.model import Change, Frame, Observation, Situation
from codriver.room.code.told import told_by_code
from codriver.testing import a_deploy, a_situation, an_exception

CART = "class Cart:\n    def total(self):\n        self.sum = 1\n        return self.sum / self.count\n"
WEB = "from cart import Cart\n\ndef show(c: Cart):\n    c.count = 0\n\n\n\n\ndef page(c: Cart):\n    return c.total()\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "cart.py").write_text(CART)
    (folder / "web.py").write_text(WEB)
    who = ("-c", "user.name=n", "-c", "user.email=e")
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "one")):
        subprocess.run(["git", "-C", folder, *who, *words], check=True, capture_output=True)
    return folder


def neighbours(situation: Situation, repositories: dict[str, Path]) -> tuple[Observation, ...]:
    return told_by_code(situation, repositories).observations


def a_throw() -> Observation:
    frame = Frame(file="/app/cart.py", line=4, function="total")
    return replace(an_exception("shop", "ZeroDivisionError"), frames=(frame,), before=0.0, count=9)


def a_change_of(*lines: tuple[str, int, int]) -> Change:
    return replace(a_deploy("shop"), files=tuple(file for file, _, _ in lines), lines=lines)


def test_an_altered_caller_is_seen_and_speaks_for_the_change(repository: Path) -> None:
    change = a_change_of(("web.py", 10, 10))
    (seen,) = neighbours(a_situation(observations=[a_throw()], changes=[change]), {"shop": repository})
    assert "it altered web.py:10, which calls Cart.total (certain), where ZeroDivisionError is thrown" in seen.says
    situation = a_situation(observations=[a_throw(), seen], changes=[change])
    (hit,) = touched(situation, change)
    assert hit.because == seen.says


def test_lines_that_lead_nowhere_are_not_seen(repository: Path) -> None:
    change = a_change_of(("web.py", 1, 1))
    assert neighbours(a_situation(observations=[a_throw()], changes=[change]), {"shop": repository}) == ()


def test_without_a_repository_or_a_change_nothing_is_said(repository: Path) -> None:
    assert neighbours(a_situation(observations=[a_throw()]), {"shop": repository}) == ()
    change = a_change_of(("web.py", 10, 10))
    assert neighbours(a_situation(observations=[a_throw()], changes=[change]), {}) == ()


def test_an_altered_writer_of_the_state_on_the_line_is_seen(repository: Path) -> None:
    change = a_change_of(("web.py", 4, 4))
    (seen,) = neighbours(a_situation(observations=[a_throw()], changes=[change]), {"shop": repository})
    assert "web.py:4, which writes Cart.count" in seen.says


def commit(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text)
    who = ("-c", "user.name=n", "-c", "user.email=e")
    for words in (("add", "."), ("commit", "-qm", name)):
        subprocess.run(["git", "-C", folder, *who, *words], check=True, capture_output=True)
    head = subprocess.run(["git", "-C", folder, "rev-parse", "HEAD"], check=True, capture_output=True)
    return head.stdout.decode().strip()


def test_a_deploy_whose_whole_diff_is_far_from_the_failing_code_speaks_against_itself(repository: Path) -> None:
    before = commit(repository, "mail.py", "def send(): ...\n")
    after = commit(repository, "mail.py", "def send(): return 1\n")
    deploy = replace(a_change_of(("mail.py", 1, 1)), version=after, previous=before)
    (seen,) = neighbours(a_situation(observations=[a_throw()], changes=[deploy]), {"shop": repository})
    assert seen.says.startswith("it altered only mail.py: no frame of ZeroDivisionError lies there")
    situation = a_situation(observations=[a_throw(), seen], changes=[deploy])
    assert far_from(situation, deploy) == (seen,)
    assert touched(situation, deploy) == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [("settings.yaml", "pool: 1\n"), ("web.py", f"{WEB}\n")],
    ids=["something that is no code", "a file in which a caller stands"],
)
def test_whatever_else_could_matter_takes_that_back(repository: Path, name: str, text: str) -> None:
    before = commit(repository, "mail.py", "def send(): ...\n")
    after = commit(repository, name, text)
    deploy = replace(a_change_of((name, 1, 1)), version=after, previous=before)
    assert neighbours(a_situation(observations=[a_throw()], changes=[deploy]), {"shop": repository}) == ()
    unknown = replace(deploy, previous="")
    assert neighbours(a_situation(observations=[a_throw()], changes=[unknown]), {"shop": repository}) == ()
