"""A branch is made without touching what is checked out, and without running git in the repository."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from codriver.access.git.branching import Branch, write_branch
from codriver.errors import SourceError

WHEN = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)


def git(folder: Path, *words: str) -> str:
    setup = ("-c", "user.name=t", "-c", "user.email=t@t", "-c", "init.defaultBranch=main")
    told = subprocess.run(["git", "-C", folder, *setup, *words], capture_output=True, text=True, check=True)
    return told.stdout.strip()


def a_repository(tmp_path: Path, *how: str) -> Path:
    repo = tmp_path / "team"
    (repo / "docs" / "modes").mkdir(parents=True)
    (repo / "docs.md").write_text("sorts before a folder of its name\n")
    (repo / "docs" / "modes" / "pay.md").write_text("old\n")
    git(repo, "init", "-q", *how)
    git(repo, "add", ".")
    git(repo, "commit", "-qm", "first")
    return repo


def wrote(repo: Path, content: str = "new\n", file: str = "docs/modes/pay.md") -> Branch:
    return write_branch(repo, "codriver/lesson-pay", file, content.encode(), message="Lesson", who="kim", when=WHEN)


@pytest.mark.parametrize("how", [(), ("--object-format=sha256",)])
def test_the_branch_holds_the_change_and_the_work_tree_does_not(tmp_path: Path, how: tuple[str, ...]) -> None:
    repo = a_repository(tmp_path, *how)
    branch = wrote(repo)
    assert branch.new
    assert git(repo, "status", "--porcelain") == ""
    assert git(repo, "show", f"{branch.name}:docs/modes/pay.md") == "new"
    assert git(repo, "diff", "--name-only", "main", branch.name) == "docs/modes/pay.md"
    assert git(repo, "log", "-1", "--format=%an %s", branch.name) == "kim Lesson"
    git(repo, "fsck", "--strict")


def test_a_new_file_in_new_folders_is_added(tmp_path: Path) -> None:
    repo = a_repository(tmp_path)
    branch = wrote(repo, "x\n", "a/b/c.md")
    assert git(repo, "show", f"{branch.name}:a/b/c.md") == "x"
    git(repo, "fsck", "--strict")


def test_the_same_change_is_one_branch_and_another_is_numbered(tmp_path: Path) -> None:
    repo = a_repository(tmp_path)
    first, again, other = wrote(repo), wrote(repo), wrote(repo, "other\n")
    assert (again.name, again.commit, again.new) == (first.name, first.commit, False)
    assert other.name == "codriver/lesson-pay-2"


def test_a_folder_without_commits_or_repository_says_so(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    with pytest.raises(SourceError, match="no commit"):
        wrote(tmp_path)
    with pytest.raises(SourceError):
        wrote(tmp_path / "nowhere")
