"""Commits of a repository or a bundle as merged changes."""

import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from codriver.connectors import File, git_history
from codriver.errors import SourceError
from codriver.model import Change, ChangeKind, Gap, Ref, Scope, Stage

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
SCOPE = Scope(since=NOON - timedelta(hours=1), until=NOON)


class Shop:
    """A repository that grows commit by commit, at times that a test gives."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str, at: datetime = NOON) -> str:
        date = f"{int(at.timestamp())} +0000"
        person = {"GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "a@x", "GIT_COMMITTER_NAME": "Ada"}
        env = {**os.environ, **person, "GIT_COMMITTER_EMAIL": "a@x", "GIT_AUTHOR_DATE": date}
        env |= {"GIT_COMMITTER_DATE": date, "GIT_CONFIG_GLOBAL": os.devnull}
        done = subprocess.run(["git", *words], cwd=self.path, env=env, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def commit(self, subject: str, files: dict[str, str], at: datetime) -> str:
        for name, text in files.items():
            (self.path / name).parent.mkdir(parents=True, exist_ok=True)
            (self.path / name).write_text(text)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", subject, at=at)
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    (tmp_path / "shop").mkdir()
    return Shop(tmp_path / "shop")


def read(path: Path, scope: Scope = SCOPE) -> tuple[list[Change], list[Gap]]:
    facts = list(git_history.read(File(path, "shop"), scope))
    changes = [fact for fact in facts if isinstance(fact, Change)]
    return changes, [fact for fact in facts if isinstance(fact, Gap)]


def test_a_commit_is_a_merged_change_that_leads_back_to_it(shop: Shop) -> None:
    shop.commit("first", {"services/billing/app.py": "a\nb\nc\n"}, NOON - timedelta(hours=3))
    sha = shop.commit("Lower the limit", {"services/billing/app.py": "a\nB\nc\nd\n"}, NOON - timedelta(minutes=9))
    change = read(shop.path)[0][0]
    assert (change.kind, change.stage, change.service) == (ChangeKind.DEPLOY, Stage.MERGED, "billing")
    assert (change.at, change.what, change.by) == (NOON - timedelta(minutes=9), "Lower the limit", "Ada")
    assert change.version == sha
    assert change.lines == (("services/billing/app.py", 2, 2), ("services/billing/app.py", 4, 4))
    assert [(cite.ref, cite.quote) for cite in change.cites] == [(Ref("git", f"shop@{sha}"), "Lower the limit")]


def test_a_commit_to_two_services_is_a_change_of_each(shop: Shop) -> None:
    shop.commit("both", {"services/a/x.py": "1", "config/b.yaml": "k: 1"}, NOON)
    changes, _ = read(shop.path)
    assert {(change.service, change.kind) for change in changes} == {("a", ChangeKind.DEPLOY), ("b", ChangeKind.CONFIG)}


def test_commits_of_two_weeks_before_the_scope_are_read_and_no_older_or_later_ones(shop: Shop) -> None:
    for days in (30, 10, -1):
        shop.commit(f"{days} days ago", {"x": str(days)}, NOON - timedelta(days=days))
    assert [change.what for change in read(shop.path)[0]] == ["10 days ago"]


def test_a_merge_is_left_out_when_what_it_brought_is_told(shop: Shop) -> None:
    shop.commit("base", {"x": "1"}, NOON - timedelta(days=3))
    shop.git("checkout", "-q", "-b", "side")
    shop.commit("side work", {"services/a/x.py": "1"}, NOON - timedelta(days=2))
    shop.git("checkout", "-q", "main")
    shop.commit("main work", {"y": "1"}, NOON - timedelta(days=1))
    shop.git("merge", "-q", "--no-ff", "-m", "merge side", "side", at=NOON)
    assert [change.what for change in read(shop.path)[0]] == ["main work", "side work", "base"]


def test_a_merge_of_work_older_than_the_scope_is_told_itself(shop: Shop) -> None:
    shop.commit("base", {"x": "1"}, NOON - timedelta(days=60))
    shop.git("checkout", "-q", "-b", "side")
    shop.commit("side work", {"services/a/x.py": "1"}, NOON - timedelta(days=50))
    shop.git("checkout", "-q", "main")
    shop.git("merge", "-q", "--no-ff", "-m", "merge side", "side", at=NOON)
    assert [(change.what, change.service) for change in read(shop.path)[0]] == [("merge side", "a")]


def test_a_bundle_tells_the_same_as_its_repository(shop: Shop, tmp_path: Path) -> None:
    shop.commit("one", {"services/a/x.py": "1"}, NOON)
    shop.git("bundle", "create", "-q", str(tmp_path / "shop.bundle"), "main")
    assert read(tmp_path / "shop.bundle")[0] == read(shop.path)[0]


def test_commits_beyond_the_limit_are_said(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_history, "MOST", 2)
    for number in range(4):
        shop.commit(f"c{number}", {"x": str(number)}, NOON - timedelta(minutes=9 - number))
    changes, gaps = read(shop.path)
    assert [change.what for change in changes] == ["c3", "c2"]
    assert "more than 2 commits" in gaps[0].why


def test_a_repository_a_bare_one_and_a_bundle_are_known_and_nothing_else(shop: Shop, tmp_path: Path) -> None:
    shop.commit("one", {"x": "1"}, NOON)
    shop.git("clone", "-q", "--bare", ".", str(tmp_path / "bare.git"))
    (tmp_path / "plain").mkdir()
    names = ("shop", "bare.git", "plain")
    assert [git_history.recognise(File(tmp_path / name, name)) for name in names] == [1.0, 1.0, 0.0]
    bundle, text = (File(tmp_path / "x", "x", sample) for sample in (b"# v3 git bundle\n@x", b"# v2 git\n"))
    assert (git_history.recognise(bundle), git_history.recognise(text)) == (1.0, 0.0)


def test_a_broken_bundle_is_a_source_error(tmp_path: Path) -> None:
    (tmp_path / "x.bundle").write_bytes(b"# v2 git bundle\n" + b"\xff" * 100)
    with pytest.raises(SourceError):
        read(tmp_path / "x.bundle")
