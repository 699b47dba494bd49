"""History is read right, and nothing that a repository brings is ever run or followed out of it."""

import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from codriver.access.git import FileChange, open_history
from codriver.errors import SourceError

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SAFE_ENV = {
    "PATH": os.environ["PATH"],
    "HOME": "/nonexistent",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.test",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.test",
}


def git(where: Path, *words: str, at: datetime = NOON, stdin: bytes = b"") -> str:
    stamp = at.strftime("%Y-%m-%dT%H:%M:%S%z")
    env = SAFE_ENV | {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
    done = subprocess.run(["git", *words], cwd=where, env=env, input=stdin, capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace").strip()


def new_repo(where: Path, *options: str) -> Path:
    where.mkdir(parents=True, exist_ok=True)
    git(where, "init", "-q", "-b", "main", *options)
    return where


def commit(repo: Path, message: str, files: dict[str, str], *, at: datetime = NOON) -> str:
    for name, content in files.items():
        (repo / name).parent.mkdir(parents=True, exist_ok=True)
        (repo / name).write_text(content)
    git(repo, "add", "-A")
    git(repo, "commit", "-q", "--allow-empty", "-F", "-", at=at, stdin=message.encode())
    return git(repo, "rev-parse", "HEAD")


def small_repo(where: Path, *options: str) -> Path:
    repo = new_repo(where, *options)
    commit(repo, "begin", {"a.txt": "one\n", "b.txt": "b\n"})
    commit(repo, "raise the pool size\n\nIt was too small.\nSee the graph.", {"a.txt": "two\n"}, at=NOON + timedelta(1))
    return repo


def subjects(path: Path) -> list[str]:
    with open_history(path) as history:
        return [found.subject for found in history.commits()]


def assert_reads_right(path: Path) -> None:
    with open_history(path) as history:
        latest, first = history.commits(start="main")
        assert (latest.subject, latest.body) == ("raise the pool size", "It was too small.\nSee the graph.")
        assert latest.files == (FileChange("a.txt", 1, 1, "M"),)
        assert latest.parents == (first.sha,)
        assert "-one\n+two\n" in history.diff(latest.sha)
        assert history.lines_changed(latest.sha) == {"a.txt": (range(1, 2),)}
        assert history.file(latest.sha, "a.txt") == b"two\n"
        assert history.tree("main") == ("a.txt", "b.txt")


def test_a_work_tree_its_git_folder_and_a_bare_clone_read_alike(tmp_path: Path) -> None:
    repo = small_repo(tmp_path / "repo")
    git(tmp_path, "clone", "-q", "--bare", "repo", "bare.git")
    for path in (repo, repo / ".git", tmp_path / "bare.git"):
        assert_reads_right(path)


def test_a_linked_work_tree_and_a_submodule_are_followed_to_their_history(tmp_path: Path) -> None:
    repo = small_repo(tmp_path / "repo")
    git(repo, "worktree", "add", "-q", "-b", "side", "../side")
    above = small_repo(tmp_path / "above")
    git(above, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(repo), "sub")
    assert_reads_right(tmp_path / "side")
    assert_reads_right(above / "sub")
    with open_history(tmp_path / "side") as history:
        assert history.head is not None
        assert history.head.name == "refs/heads/side"


def test_a_bundle_reads_like_the_repository_it_was_made_of(tmp_path: Path) -> None:
    repo = small_repo(tmp_path / "repo")
    git(repo, "bundle", "create", "-q", "../history.bundle", "--all", "HEAD")
    assert_reads_right(tmp_path / "history.bundle")
    with open_history(tmp_path / "history.bundle") as history:
        assert history.head is not None
        assert history.head.name == "refs/heads/main"


def test_a_bundle_that_is_cut_short_or_builds_on_more_is_refused_with_a_way_out(tmp_path: Path) -> None:
    repo = small_repo(tmp_path / "repo")
    git(repo, "bundle", "create", "-q", "../whole.bundle", "--all")
    git(repo, "bundle", "create", "-q", "../part.bundle", "main~1..main")
    whole = (tmp_path / "whole.bundle").read_bytes()
    (tmp_path / "short.bundle").write_bytes(whole[:-40])
    (tmp_path / "header.bundle").write_bytes(whole[:30])
    (tmp_path / "junk.bundle").write_bytes(b"\0junk")
    for name, why in (
        ("short", "cut short or corrupt"),
        ("part", "builds on commits that are not in it"),
        ("header", "ends too early"),
        ("junk", "not a git bundle"),
    ):
        with pytest.raises(SourceError, match=why) as refused:
            open_history(tmp_path / f"{name}.bundle")
        assert refused.value.hint


@pytest.mark.parametrize("kind", ["repo", "bundle"])
def test_a_sha256_repository_is_read(tmp_path: Path, kind: str) -> None:
    repo = small_repo(tmp_path / "repo", "--object-format=sha256")
    git(repo, "bundle", "create", "-q", "../bundle", "--all")
    assert_reads_right(tmp_path / kind)


def test_packed_refs_tags_and_remote_heads_are_read(tmp_path: Path) -> None:
    repo = small_repo(tmp_path / "repo")
    git(repo, "tag", "-a", "v1", "-m", "one")
    git(tmp_path, "clone", "-q", "repo", "clone")
    git(tmp_path / "clone", "pack-refs", "--all")
    with open_history(tmp_path / "clone") as history:
        names = [ref.name for ref in history.refs()]
        assert names == ["refs/heads/main", "refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/tags/v1"]
        assert [found.subject for found in history.commits(start="v1~1")] == ["begin"]
        assert history.file("origin/main", "a.txt") == history.file(history.refs()[0].sha[:9], "a.txt") == b"two\n"


def test_a_window_includes_both_its_ends_and_a_limit_that_bites_is_said(tmp_path: Path) -> None:
    repo = new_repo(tmp_path / "repo")
    for hour in range(4):
        commit(repo, f"hour {hour}", {"a": str(hour)}, at=NOON + timedelta(hours=hour))
    with open_history(repo) as history:
        window = history.commits(since=NOON + timedelta(hours=1), until=NOON + timedelta(hours=2))
        assert [found.subject for found in window] == ["hour 2", "hour 1"]
        assert not history.problems
        assert len(history.commits(limit=2)) == 2
        assert [problem.why for problem in history.problems] == ["more than 2 commits: older ones are not read"]


def test_paths_narrow_the_history_and_are_taken_literally(tmp_path: Path) -> None:
    repo = new_repo(tmp_path / "repo")
    commit(repo, "a star", {"*": "1", "a": "1"})
    commit(repo, "an a", {"a": "2"})
    with open_history(repo) as history:
        assert [found.subject for found in history.commits(paths=["*"])] == ["a star"]
        assert history.commits(paths=["--all"]) == ()


def test_dates_keep_their_zone_and_impossible_ones_become_1970(tmp_path: Path) -> None:
    repo = small_repo(tmp_path / "repo")
    tree = git(repo, "rev-parse", "HEAD^{tree}")
    body = f"tree {tree}\nauthor A <a> 999999999999999 +0000\ncommitter B <b> 1772366400 -0330\n\nodd"
    odd = git(repo, "hash-object", "-t", "commit", "-w", "--stdin", "--literally", stdin=body.encode())
    with open_history(repo) as history:
        (found,) = history.commits(start=odd)
    zone = timezone(-timedelta(hours=3, minutes=30))
    assert found.authored_at == datetime(1970, 1, 1, tzinfo=UTC)
    assert found.committed_at == datetime(2026, 3, 1, 8, 30, tzinfo=zone)
    assert found.committed_at.utcoffset() == timedelta(hours=-3, minutes=-30)


def test_hostile_names_and_messages_come_back_as_they_are(tmp_path: Path) -> None:
    repo = new_repo(tmp_path / "repo")
    odd = 'new\nline\t"quoted" \\ é --option'
    files = {odd: "1\n++ b/forged\n@@ -1 +1,99 @@\n", ":1 2 3 M": "x\n", "f" * 40: "y\n", "two words": "z\n"}
    commit(repo, "ok\n\ncommit deadbeef\nAuthor: Mallory\n\0"[:-1], files)
    with open_history(repo) as history:
        (found,) = history.commits()
        assert {change.path for change in found.files} == set(files)
        assert all(change.status == "A" for change in found.files)
        assert found.body == "commit deadbeef\nAuthor: Mallory"
        ranges = history.lines_changed(found.sha)
        assert ranges == {name: (range(1, 1 + content.count("\n")),) for name, content in files.items()}
        assert history.file("HEAD", odd).startswith(b"1\n")
        assert set(history.tree("HEAD")) == set(files)
        assert "forged" in history.diff(found.sha, odd)
        assert "two words" not in history.diff(found.sha, odd)


def test_bytes_that_are_no_utf8_are_replaced_and_a_named_encoding_is_honoured(tmp_path: Path) -> None:
    repo = new_repo(tmp_path / "repo")
    (repo / os.fsdecode(b"na\xefve")).write_text("1")
    git(repo, "add", "-A")
    git(repo, "-c", "i18n.commitEncoding=ISO-8859-1", "commit", "-q", "-F", "-", stdin="schön".encode("latin-1"))
    with open_history(repo) as history:
        (found,) = history.commits()
    assert found.subject == "schön"
    assert [change.path for change in found.files] == ["na\ufffdve"]


def test_renames_removals_binaries_and_merges_are_told_apart(tmp_path: Path) -> None:
    repo = new_repo(tmp_path / "repo")
    commit(repo, "begin", {"old name": "".join(f"{n}\n" for n in range(20)), "gone": "1\n2\n", "bin": "\0"})
    git(repo, "checkout", "-q", "-b", "side")
    (repo / "gone").unlink()
    (repo / "old name").rename(repo / "new name")
    commit(repo, "side", {"bin": "\0\0"}, at=NOON + timedelta(hours=1))
    git(repo, "checkout", "-q", "main")
    commit(repo, "main", {"gone": "1\n"}, at=NOON + timedelta(hours=2))
    git(repo, "merge", "-q", "-X", "theirs", "-s", "ours", "-m", "ours", "side", at=NOON + timedelta(hours=3))
    with open_history(repo) as history:
        found = {each.subject: each for each in history.commits()}
        assert found["ours"].files == ()
        assert len(found["ours"].parents) == 2
        assert found["side"].files == (
            FileChange("bin", None, None, "M"),
            FileChange("gone", 0, 2, "D"),
            FileChange("new name", 0, 0, "R", was="old name"),
        )
        assert history.lines_changed(found["main"].sha) == {"gone": (range(2, 2),)}


def test_a_diff_is_cut_at_a_line_end_and_says_so(tmp_path: Path) -> None:
    repo = new_repo(tmp_path / "repo")
    commit(repo, "big", {"a": "line\n" * 1_000})
    with open_history(repo) as history:
        patch = history.diff("HEAD", max_bytes=1_000)
        assert len(patch) <= 1_000
        assert patch.endswith("+line\n")
        assert "only the first 1000 bytes" in history.problems[0].why


def test_a_missing_file_revision_or_folder_is_an_error_with_a_hint(tmp_path: Path) -> None:
    repo = small_repo(tmp_path / "repo")
    with open_history(repo) as history:
        for ask in (
            lambda: history.file("HEAD", "nothing"),
            lambda: history.file("HEAD", "a\0b"),
            lambda: history.file("--upload-pack=x", "a.txt"),
            lambda: history.file("HEAD:a.txt", ""),
            lambda: history.tree("HEAD", "nothing"),
            lambda: history.diff("feedface"),
            lambda: history.commits(start="feedface"),
            lambda: history.file("HEAD", "a.txt", max_bytes=2),
        ):
            with pytest.raises(SourceError) as refused:
                ask()
            assert refused.value.hint
        assert history.tree("HEAD") == ("a.txt", "b.txt")


def test_paths_of_a_folder_are_named_from_the_root(tmp_path: Path) -> None:
    repo = new_repo(tmp_path / "repo")
    commit(repo, "begin", {"services/pay/app.py": "1", "top": "2"})
    with open_history(repo) as history:
        assert history.tree("HEAD", "services/") == ("services/pay/app.py",)


def test_an_empty_repository_answers_with_nothing_and_says_why(tmp_path: Path) -> None:
    repo = new_repo(tmp_path / "repo")
    with open_history(repo) as history:
        assert (history.head, history.refs(), history.commits()) == (None, (), ())
        assert [problem.why for problem in history.problems] == ["no commits yet"]


def test_a_shallow_clone_says_where_history_ends_and_invents_no_files(tmp_path: Path) -> None:
    small_repo(tmp_path / "repo")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{tmp_path}/repo", "clone")
    with open_history(tmp_path / "clone") as history:
        (found,) = history.commits()
        assert found.files == ()
        assert history.diff(found.sha) == ""
        assert [problem.why for problem in history.problems] == [
            "a shallow clone: older history is not here",
            "its parent is not here: what it changed is not known",
        ]


def test_a_missing_content_costs_the_line_counts_but_not_the_commits(tmp_path: Path) -> None:
    repo = small_repo(tmp_path / "repo")
    remove_object(repo, git(repo, "rev-parse", "HEAD:a.txt"))
    with open_history(repo) as history:
        latest, first = history.commits()
        assert latest.files == (FileChange("a.txt", None, None, "M"),)
        assert [change.path for change in first.files] == ["a.txt", "b.txt"]
        assert "line counts left out" in history.problems[0].why
        with pytest.raises(SourceError):
            history.file("HEAD", "a.txt")


def test_a_missing_commit_breaks_history_off_and_is_said(tmp_path: Path) -> None:
    repo = small_repo(tmp_path / "repo")
    commit(repo, "latest", {}, at=NOON + timedelta(2))
    remove_object(repo, git(repo, "rev-parse", "HEAD~2"))
    with open_history(repo) as history:
        assert [found.subject for found in history.commits()] == ["latest"]
        assert "breaks off" in history.problems[0].why
        with pytest.raises(SourceError, match="history cannot be read"):
            history.commits(start="HEAD~1")


def test_no_git_on_the_path_is_an_error_and_a_git_in_the_current_folder_is_never_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = small_repo(tmp_path / "repo")
    script(repo / "git", tmp_path / "mark")
    monkeypatch.chdir(repo)
    monkeypatch.setenv("PATH", ".:")
    with pytest.raises(SourceError, match="git is not installed"):
        open_history(repo)
    assert not (tmp_path / "mark").exists()


def test_what_is_no_repository_is_refused_with_the_way_to_one(tmp_path: Path) -> None:
    repo = small_repo(tmp_path / "repo")
    (repo / "sub").mkdir()
    (tmp_path / "plain").mkdir()
    for path, hint in ((repo / "sub", str(repo)), (tmp_path / "plain", "bundle"), (tmp_path / "none", "path")):
        with pytest.raises(SourceError) as refused:
            open_history(path)
        assert hint in refused.value.hint


def test_our_own_repository_is_gone_after_closing_and_the_target_is_unchanged(tmp_path: Path) -> None:
    repo = small_repo(tmp_path / "repo")
    before = sorted((str(path), path.stat().st_mtime_ns) for path in repo.rglob("*"))
    with open_history(repo) as history:
        history.commits()
        home = history._git.home  # noqa: SLF001 - the promise is about this folder
        assert home.exists()
    assert not home.exists()
    assert before == sorted((str(path), path.stat().st_mtime_ns) for path in repo.rglob("*"))


def test_a_repository_of_another_owner_is_read_all_the_same(tmp_path: Path) -> None:
    repo = small_repo(tmp_path / "repo")
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    for path in (repo, *repo.rglob("*")):
        os.chown(path, 65534, 65534)
    assert_reads_right(repo)


# --- hostile repositories -------------------------------------------------------------------------------------------


def script(path: Path, mark: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'#!/bin/sh\ntouch "{mark}"\ncat\n')
    path.chmod(0o755)
    return str(path)


def remove_object(repo: Path, sha: str) -> None:
    (repo / ".git" / "objects" / sha[:2] / sha[2:]).unlink()


def fsmonitor(repo: Path, mark: Path) -> None:
    git(repo, "config", "core.fsmonitor", script(repo / ".git/x", mark))


def external_diff(repo: Path, mark: Path) -> None:
    git(repo, "config", "diff.external", script(repo / ".git/x", mark))


def diff_driver(repo: Path, mark: Path) -> None:
    git(repo, "config", "diff.evil.command", script(repo / ".git/x", mark))
    git(repo, "config", "diff.evil.textconv", script(repo / ".git/y", mark))
    (repo / ".git/info/attributes").write_text("* diff=evil\n")
    (repo / ".gitattributes").write_text("* diff=evil\n")


def content_filter(repo: Path, mark: Path) -> None:
    for word in ("clean", "smudge", "process"):
        git(repo, "config", f"filter.evil.{word}", script(repo / f".git/{word}", mark))
    (repo / ".git/info/attributes").write_text("* filter=evil\n")


def hooks(repo: Path, mark: Path) -> None:
    for name in ("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc"):
        script(repo / ".git/hooks" / name, mark)
        script(repo / "h" / name, mark)
    git(repo, "config", "core.hooksPath", "h")


def signatures_and_pagers(repo: Path, mark: Path) -> None:
    for key in ("gpg.program", "core.pager", "pager.log", "core.editor", "core.askPass", "credential.helper"):
        git(repo, "config", key, script(repo / ".git/x", mark))
    git(repo, "config", "log.showSignature", "true")
    git(repo, "config", "alias.rev-list", f"!{repo}/.git/x")


def included_config(repo: Path, mark: Path) -> None:
    (repo / "evil").write_text(f"[core]\n\tfsmonitor = {script(repo / '.git/x', mark)}\n[diff]\n\texternal = .git/x\n")
    git(repo, "config", "include.path", "../evil")


def partial_clone(repo: Path, mark: Path) -> None:
    for key, value in (
        ("core.repositoryformatversion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", f"ext::sh -c touch% {mark}"),
        ("protocol.ext.allow", "always"),
        ("core.sshCommand", script(repo / ".git/x", mark)),
    ):
        git(repo, "config", key, value)
    remove_object(repo, git(repo, "rev-parse", "HEAD:b.txt"))


def replacement(repo: Path, mark: Path) -> None:
    assert mark.parent == repo.parent
    git(repo, "replace", git(repo, "rev-parse", "HEAD"), git(repo, "rev-parse", "HEAD~1"))
    (repo / ".git/info/grafts").write_text(git(repo, "rev-parse", "HEAD") + "\n")


def mailmap_and_templates(repo: Path, mark: Path) -> None:
    git(repo, "config", "mailmap.file", str(mark))
    git(repo, "config", "init.templateDir", script(repo / ".git/hooks/x", mark))
    (repo / ".mailmap").write_text("Mallory <m@example.test> Ada <ada@example.test>\n")


def bare_inside(repo: Path, mark: Path) -> None:
    inner = repo / "docs"
    inner.mkdir()
    git(inner, "init", "-q", "--bare")
    (inner / "config").write_text(f"[core]\n\tworktree = .\n\tfsmonitor = {script(inner / 'x', mark)}\n")


def commit_graph(repo: Path, mark: Path) -> None:
    assert mark.parent == repo.parent
    (repo / ".git/objects/info/commit-graph").write_bytes(b"CGPH" + b"\xff" * 200)
    (repo / ".git/objects/pack/multi-pack-index").write_bytes(b"MIDX" + b"\xff" * 200)


def evil_refs(repo: Path, mark: Path) -> None:
    heads = repo / ".git/refs/heads"
    sha = git(repo, "rev-parse", "HEAD")
    (mark.parent / "outside").write_text(sha + "\n")
    (heads / "out").symlink_to(mark.parent / "outside")
    (heads / "--upload-pack=touch x").write_text(sha)
    (heads / "binary").write_bytes(b"\xff" * 40)
    (heads / "huge").write_text("a" * 100_000)
    (heads / "circle").write_text("ref: refs/heads/circle")
    (heads / "escape").write_text("ref: ../../../../etc/passwd")
    os.mkfifo(heads / "pipe")
    (repo / ".git/refs/tags").rmdir()
    (repo / ".git/refs/tags").symlink_to("/")


def alternates(repo: Path, mark: Path) -> None:
    (repo / ".git/objects/info/alternates").write_text(f"{mark.parent}/other/.git/objects\n")


HOSTILE: list[Callable[[Path, Path], None]] = [
    fsmonitor,
    external_diff,
    diff_driver,
    content_filter,
    hooks,
    signatures_and_pagers,
    included_config,
    replacement,
    mailmap_and_templates,
    bare_inside,
    commit_graph,
    evil_refs,
    alternates,
]


@pytest.mark.parametrize("arm", HOSTILE, ids=lambda arm: arm.__name__)
def test_nothing_of_a_hostile_repository_runs_and_the_answers_are_right(
    tmp_path: Path, arm: Callable[[Path, Path], None]
) -> None:
    repo = small_repo(tmp_path / "repo")
    arm(repo, tmp_path / "mark")
    (tmp_path / "mark").unlink(missing_ok=True)
    assert_reads_right(repo)
    assert not (tmp_path / "mark").exists()


def test_the_traps_are_real_for_whoever_runs_git_inside(tmp_path: Path) -> None:
    for arm, words in (
        (fsmonitor, ["status"]),
        (external_diff, ["diff", "HEAD~1", "HEAD"]),
        (content_filter, ["diff"]),
    ):
        repo = small_repo(tmp_path / arm.__name__)
        mark = tmp_path / f"mark of {arm.__name__}"
        arm(repo, mark)
        (repo / "a.txt").write_text("changed\n")
        subprocess.run(["git", *words], cwd=repo, env=SAFE_ENV, capture_output=True, check=False)
        assert mark.exists()


def test_a_partial_clone_is_never_completed_by_its_remote(tmp_path: Path) -> None:
    repo = small_repo(tmp_path / "repo")
    partial_clone(repo, tmp_path / "mark")
    with open_history(repo) as history:
        assert [found.subject for found in history.commits()] == ["raise the pool size", "begin"]
        assert [change.path for change in history.commits()[1].files] == ["a.txt", "b.txt"]
        assert history.problems
        with pytest.raises(SourceError):
            history.file("HEAD", "b.txt")
    assert not (tmp_path / "mark").exists()


def test_the_settings_of_whoever_runs_codriver_do_not_reach_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = small_repo(tmp_path / "repo")
    program = script(tmp_path / "x", tmp_path / "mark")
    (tmp_path / ".gitconfig").write_text(f"[diff]\n\texternal = {program}\n[core]\n\tfsmonitor = {program}\n")
    for name, value in {
        "HOME": str(tmp_path),
        "GIT_EXTERNAL_DIFF": program,
        "GIT_PAGER": program,
        "GIT_DIR": "/nonexistent",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "diff.external",
        "GIT_CONFIG_VALUE_0": program,
        "GIT_OBJECT_DIRECTORY": "/nonexistent",
        "GIT_TRACE": str(tmp_path / "mark"),
    }.items():
        monkeypatch.setenv(name, value)
    assert_reads_right(repo)
    assert not (tmp_path / "mark").exists()


def test_objects_that_lie_in_another_repository_are_not_reached(tmp_path: Path) -> None:
    private = small_repo(tmp_path / "private")
    secret = git(private, "rev-parse", "HEAD")
    for name, lead in (("alternates", lead_by_alternates), ("links", lead_by_links)):
        repo = small_repo(tmp_path / name)
        lead(repo, private)
        (repo / ".git/refs/heads/main").write_text(secret + "\n")
        with open_history(repo) as history:
            assert history.problems
        shutil.rmtree(repo)


def lead_by_alternates(repo: Path, private: Path) -> None:
    (repo / ".git/objects/info/alternates").write_text(f"{private}/.git/objects\n")


def lead_by_links(repo: Path, private: Path) -> None:
    for folder in (private / ".git/objects").iterdir():
        mine = repo / ".git/objects" / folder.name
        shutil.rmtree(mine, ignore_errors=True)
        mine.symlink_to(folder)


def test_borrowed_objects_are_missing_rather_than_read(tmp_path: Path) -> None:
    private = new_repo(tmp_path / "private")
    secret = commit(private, "secret", {"key": "hunter2"})
    for name, lead in (("alternates", lead_by_alternates), ("links", lead_by_links)):
        repo = small_repo(tmp_path / name)
        lead(repo, private)
        with open_history(repo) as history, pytest.raises(SourceError):
            history.file(secret, "key")


def test_pointers_that_lead_to_a_repository_that_does_not_know_them_are_refused(tmp_path: Path) -> None:
    private = small_repo(tmp_path / "private")
    for name in ("file", "link", "commondir", "objects"):
        (tmp_path / name).mkdir()
    (tmp_path / "file/.git").write_text(f"gitdir: {private}/.git\n")
    (tmp_path / "link/.git").symlink_to(private / ".git")
    small_repo(tmp_path / "commondir")
    (tmp_path / "commondir/.git/commondir").write_text(f"{private}/.git\n")
    small_repo(tmp_path / "objects")
    shutil.rmtree(tmp_path / "objects/.git/objects")
    (tmp_path / "objects/.git/objects").symlink_to(private / ".git/objects")
    for name in ("file", "link", "commondir", "objects"):
        with pytest.raises(SourceError) as refused:
            open_history(tmp_path / name)
        assert refused.value.hint


def test_an_object_that_never_answers_meets_the_deadline(tmp_path: Path) -> None:
    repo = small_repo(tmp_path / "repo")
    sha = git(repo, "rev-parse", "HEAD:a.txt")
    remove_object(repo, sha)
    os.mkfifo(repo / ".git/objects" / sha[:2] / sha[2:])
    with open_history(repo, deadline=0.3) as history, pytest.raises(SourceError, match="took longer than") as refused:
        history.file("HEAD", "a.txt")
    assert refused.value.hint


def test_a_tree_that_repeats_itself_without_end_is_bounded(tmp_path: Path) -> None:
    repo = new_repo(tmp_path / "repo")
    blob = git(repo, "hash-object", "-w", "--stdin", stdin=b"x")
    entries = "".join(f"100644 blob {blob}\t{n}\n" for n in range(10))
    for _ in range(9):
        below = git(repo, "mktree", stdin=entries.encode())
        entries = "".join(f"040000 tree {below}\t{n}\n" for n in range(10))
    sha = git(repo, "commit-tree", "-m", "bomb", git(repo, "mktree", stdin=entries.encode()))
    git(repo, "update-ref", "refs/heads/main", sha)
    with open_history(repo, deadline=1) as history:
        assert history.head is not None
        with pytest.raises(SourceError):
            history.tree("HEAD")
