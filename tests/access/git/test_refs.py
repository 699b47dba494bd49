from pathlib import Path

import pytest

from codriver.access.git.refs import Names, Ref, as_object, is_ref_name, read_refs
from codriver.errors import SourceError

A, B = "a" * 40, "b" * 40


def gitdir(where: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        (where / name).parent.mkdir(parents=True, exist_ok=True)
        (where / name).write_text(content)
    return where


@pytest.mark.parametrize("name", ["refs/heads/main", "refs/heads/feature/é", "refs/tags/v1.0", "refs/heads/@"])
def test_names_that_git_accepts_are_accepted(name: str) -> None:
    assert is_ref_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "main",
        "refs/heads/a..b",
        "refs/heads/.a",
        "refs/a.lock",
        "refs/a.lock/b",
        "refs/a b",
        "refs/a\n",
        "refs/a/",
        "refs/a//b",
        "refs/a@{1}",
        "refs/a~1",
        "refs/a^",
        "refs/a:b",
        "refs/a?",
        "refs/a*",
        "refs/a[",
        "refs/a\\b",
        "/x",
    ],
)
def test_names_that_git_refuses_are_refused(name: str) -> None:
    assert not is_ref_name(name)


def test_loose_refs_win_over_packed_ones_and_symbolic_ones_are_followed(tmp_path: Path) -> None:
    packed = f"# pack-refs with: peeled\n{A} refs/heads/main\n{A} refs/heads/other\n{A} refs/tags/v1\n^{B}\n"
    links = {"refs/remotes/o/HEAD": "ref: refs/heads/main", "HEAD": "ref: refs/heads/main\n"}
    where = gitdir(tmp_path, {"packed-refs": packed, "refs/heads/main": f"{B}\n", **links})
    refs = (
        Ref("refs/heads/main", B),
        Ref("refs/heads/other", A),
        Ref("refs/remotes/o/HEAD", B),
        Ref("refs/tags/v1", A),
    )
    assert read_refs(where, where) == Names(refs, refs[0], ())


def test_a_detached_head_is_called_head(tmp_path: Path) -> None:
    where = gitdir(tmp_path, {"HEAD": A})
    assert read_refs(where, where).head == Ref("HEAD", A)


def test_a_head_that_is_a_link_is_not_followed_and_is_said(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text(A)
    where = gitdir(tmp_path / "git", {"packed-refs": ""})
    (where / "HEAD").symlink_to(tmp_path / "elsewhere")
    names = read_refs(where, where)
    assert names.head is None
    assert [problem.where for problem in names.problems] == ["HEAD"]


def test_a_reftable_is_refused_with_the_way_around_it(tmp_path: Path) -> None:
    where = gitdir(tmp_path, {"reftable/tables.list": "", "HEAD": "ref: refs/heads/.invalid"})
    with pytest.raises(SourceError, match="reftable") as refused:
        read_refs(where, where)
    assert "bundle create" in refused.value.hint


@pytest.mark.parametrize("rev", ["", "-x", "main..other", "main:file", "main^{tree}", "@{1}", "HEAD", "abc"])
def test_what_is_no_plain_revision_is_refused(rev: str) -> None:
    with pytest.raises(SourceError):
        as_object(rev, Names((Ref("refs/heads/main", A),), None, ()))


def test_a_tag_comes_before_a_branch_of_the_same_name() -> None:
    names = Names((Ref("refs/heads/v1", A), Ref("refs/tags/v1", B)), None, ())
    assert as_object("v1^2~3", names) == f"{B}^2~3"
    assert as_object("heads/v1", names) == A
