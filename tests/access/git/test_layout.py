from pathlib import Path

import pytest

from codriver.access.git.layout import find_layout
from codriver.errors import SourceError

A = "a" * 40


def bare(where: Path, *folders: str) -> Path:
    for folder in ("refs/heads", "objects/pack", *folders):
        (where / folder).mkdir(parents=True)
    (where / "HEAD").write_text("ref: refs/heads/main\n")
    (where / "refs/heads/main").write_text(A)
    return where


def test_only_folders_that_hold_objects_are_linked(tmp_path: Path) -> None:
    repo = bare(tmp_path / "r", "objects/info", "objects/0f", "objects/zz", "objects/abc")
    layout = find_layout(repo)
    assert [folder.name for folder in layout.folders] == ["0f", "pack"]
    assert layout.problems == ()


def test_names_of_another_length_are_dropped_and_said(tmp_path: Path) -> None:
    repo = bare(tmp_path / "r")
    (repo / "refs/heads/odd").write_text("b" * 64)
    layout = find_layout(repo)
    assert [ref.name for ref in layout.names.refs] == ["refs/heads/main"]
    assert layout.width == 40
    assert [problem.why for problem in layout.problems] == ["object names of two lengths"]


def test_a_partial_clone_and_borrowed_objects_are_said(tmp_path: Path) -> None:
    repo = bare(tmp_path / "r", "objects/info")
    (repo / "objects/pack/pack-1.promisor").touch()
    (repo / "objects/info/alternates").write_text("/elsewhere\n")
    (repo / "shallow").write_text(f"{A}\nnonsense\n")
    layout = find_layout(repo)
    assert layout.shallow == {A}
    assert [problem.where for problem in layout.problems] == ["objects/info/alternates", "objects", "shallow"]


def test_a_git_file_that_says_nothing_useful_is_refused(tmp_path: Path) -> None:
    for content in ("", "gitdir: /nowhere\n", "gitdir: \0\n", "x" * 100_000):
        (tmp_path / ".git").write_text(content)
        with pytest.raises(SourceError):
            find_layout(tmp_path)
