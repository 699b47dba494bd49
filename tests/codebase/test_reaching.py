"""Upstream: what breaks, which entries reach it, by which path; which settings are read; who owns it, what changed."""

import subprocess
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

import pytest

from codriver.codebase import questions
from codriver.codebase.opened import Codebase

Build = Callable[[Mapping[str, str]], Codebase]
FILES = {
    "web.py": "from work import job\n\n@app.route('/pay')\ndef pay():\n    return job()\n",
    "work.py": """\
import os
from deep import price

def job():
    return price() + int(os.environ.get("MARGIN", "3"))
""",
    "deep.py": "import os\n\ndef price():\n    return os.getenv('PRICE')\n",
    "CODEOWNERS": "* @all\n/deep.py @prices\n",
}


def test_what_breaks_upstream_comes_with_its_path(code: Build) -> None:
    found = questions.impact(code(FILES), "price").sites
    assert [(site.file, site.line) for site in found] == [("work.py", 5), ("web.py", 5)]
    assert "pay -> job -> price" in found[1].reason


def test_an_entry_point_is_told_by_its_decorator(code: Build) -> None:
    (entry,) = questions.entry_points(code(FILES), "deep.py:4").sites
    assert (entry.file, entry.function) == ("web.py", "pay")
    assert "@app.route('/pay')" in entry.reason


def test_a_path_is_walked_from_its_start(code: Build) -> None:
    found = questions.paths(code(FILES), "pay price").sites
    assert [(site.file, site.line) for site in found] == [("web.py", 5), ("work.py", 5)]
    assert questions.paths(code(FILES), "price pay").sites == ()


def test_settings_come_with_their_defaults_also_from_what_is_called(code: Build) -> None:
    told = [site.reason for site in questions.config(code(FILES), "job").sites]
    assert told == ['env MARGIN, default "3": read here', "env PRICE: read in price, which it calls"]


def test_owners_and_commits_come_out_of_git(code: Build) -> None:
    base = code(FILES)

    def git(*words: str) -> None:
        subprocess.run(
            ["git", "-C", base.path, "-c", "user.name=Ann", "-c", "user.email=e", *words],
            check=True,
            capture_output=True,
        )

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "prices")
    owners = [site.reason for site in questions.owners(base, "price").sites]
    assert owners[0] == "owned by @prices"
    assert owners[1].startswith("Ann: 100 % of the last 1 commits")
    (commit,) = questions.changed(base, "price").sites
    assert (commit.code, commit.role) == ("prices", "commit")
    told = {site.role.partition(":")[0] for site in questions.explain(base, "deep.py:4").sites}
    assert told == {"callers", "callees", "config", "owners", "changed"}


def test_without_git_it_is_said(code: Build, tmp_path: Path) -> None:
    answer = questions.owners(code(FILES), "deep.py:4")
    assert (answer.sites, len(answer.notes)) == ((), 1)
    assert tmp_path.name not in answer.notes[0]


@pytest.mark.parametrize("piece", ["history", "reading_settings", "declared", "symbol", "opened", "snapshot"])
def test_a_piece_says_what_it_is(piece: str) -> None:
    assert import_module(f"codriver.codebase.{piece}").__doc__
