"""Documents are read from history without a checkout; citations carry the commit."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from codriver.errors import ConfigError
from codriver.room.knowledge.find import find
from codriver.room.knowledge.from_git import is_history, laid_out, parted
from codriver.room.knowledge.linting import lint
from codriver.room.request import Room

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def git(folder: Path, *words: str) -> str:
    setup = ("-c", "user.name=t", "-c", "user.email=t@t", "-c", "init.defaultBranch=main")
    told = subprocess.run(["git", "-C", folder, *setup, *words], capture_output=True, text=True, check=True)
    return told.stdout.strip()


def a_repository(tmp_path: Path) -> Path:
    repo = tmp_path / "ops"
    (repo / "runbooks").mkdir(parents=True)
    (repo / "runbooks" / "disk.md").write_text("# The disk is full\n\n## Mend\n\nFree some space on the disk.\n")
    (repo / "main.py").write_text("print()\n")
    git(repo, "init", "-q")
    git(repo, "add", ".")
    git(repo, "commit", "-qm", "first")
    git(repo, "tag", "v1")
    (repo / "runbooks" / "disk.md").write_text("# Nothing of the kind\n\nGone.\n")
    git(repo, "commit", "-qam", "second")
    return repo


def places(path: Path, tmp_path: Path) -> list[str]:
    found = find(Room(state=tmp_path / "state"), "the disk is full", [path], NOW).fitting
    return [one.runbook.cites[0].ref.locator for one in found]


def test_a_folder_of_a_work_tree_is_read_at_a_revision(tmp_path: Path) -> None:
    repo = a_repository(tmp_path)
    sha = git(repo, "rev-parse", "v1")
    assert places(repo / "runbooks@v1", tmp_path) == [f"runbooks@{sha[:12]}/disk.md:3"]


def test_a_bare_repository_and_a_bundle_are_read_at_their_head(tmp_path: Path) -> None:
    repo = a_repository(tmp_path)
    git(repo, "checkout", "-q", "v1")
    git(tmp_path, "clone", "-q", "--bare", repo.as_posix(), "bare.git")
    git(repo, "bundle", "create", "-q", (tmp_path / "all.bundle").as_posix(), "HEAD", "--all")
    sha = git(repo, "rev-parse", "v1")[:12]
    assert places(tmp_path / "bare.git@v1", tmp_path) == [f"bare@{sha}/runbooks/disk.md:3"]
    assert places(tmp_path / "all.bundle", tmp_path) == [f"all@{sha}/runbooks/disk.md:3"]
    assert is_history(tmp_path / "bare.git")
    assert not is_history(repo)


def test_the_linter_reads_history_too_and_a_new_commit_replaces_the_old_layout(tmp_path: Path) -> None:
    repo = a_repository(tmp_path)
    room = Room(state=tmp_path / "state")
    assert lint(room, [repo / "runbooks@v1"], [], NOW.date()).documents == 1
    name, folder = laid_out(room, repo / "runbooks", "main")
    assert [path.name for path in folder.parent.iterdir()] == [name]


@pytest.mark.parametrize("path", ["ops@nosuch", "ops/nosuch@v1", "elsewhere@v1"])
def test_what_is_not_there_is_said(tmp_path: Path, path: str) -> None:
    a_repository(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    with pytest.raises(ConfigError):
        find(Room(state=tmp_path / "state"), "the disk is full", [tmp_path / path], NOW)


def test_a_path_that_holds_the_sign_itself_is_a_path(tmp_path: Path) -> None:
    (tmp_path / "a@b").mkdir()
    assert parted(tmp_path / "a@b") == (tmp_path / "a@b", "")
    assert parted(tmp_path / "a@c") == (tmp_path / "a", "c")
