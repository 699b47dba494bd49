"""The index knows which files mention a name; what did not change is not read again."""

import subprocess
from contextlib import closing
from pathlib import Path

from codriver.codebase.index import Index
from codriver.codebase.snapshot import open_snapshot

PY = frozenset({".py"})


def test_a_changed_file_is_learnt_and_an_old_mention_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "code"
    folder.mkdir()
    (folder / "a.py").write_text("alpha = 1\n")
    (folder / "b.py").write_text("beta = alpha\n")
    index = Index(tmp_path / "state" / "x.sqlite")
    index.update(open_snapshot(folder, "", PY))
    assert index.mentioning("alpha") == ["a.py", "b.py"]
    index.close()
    (folder / "b.py").write_text("beta = gamma + 2\n")
    again = Index(tmp_path / "state" / "x.sqlite")
    again.update(open_snapshot(folder, "", PY))
    assert (again.mentioning("alpha"), again.mentioning("gamma"), again.lines) == (["a.py"], ["b.py"], 4)


def test_a_damaged_index_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "x.sqlite"
    file.write_bytes(b"no database at all, and long enough to be looked at" * 40)
    (tmp_path / "a.py").write_text("alpha = 1\n")
    index = Index(file)
    index.update(open_snapshot(tmp_path, "", PY))
    assert index.mentioning("alpha") == ["a.py"]


def test_many_files_are_read_by_workers_with_the_same_answer(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"m{number}.py").write_text("".join(f"name_{at} = {number}\n" for at in range(9_000)))
    one, two = Index(None), Index(None)
    one.update(open_snapshot(tmp_path, "", PY), workers=1)
    two.update(open_snapshot(tmp_path, "", PY), workers=2)
    assert one.mentioning("name_7") == two.mentioning("name_7")
    assert len(one.mentioning("name_7")) == 20


def test_minified_files_are_counted_and_not_looked_into(tmp_path: Path) -> None:
    (tmp_path / "bundle.py").write_text("alpha=1;" * 9_000)
    index = Index(None)
    index.update(open_snapshot(tmp_path, "", PY))
    assert (index.minified, index.mentioning("alpha")) == (("bundle.py",), [])


def test_a_revision_is_read_out_of_git_also_from_a_bare_repository(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-C", tmp_path / "w", *words], check=True, capture_output=True)

    (tmp_path / "w").mkdir()
    git("init", "-q", "-b", "main")
    (tmp_path / "w" / "a.py").write_text("alpha = 1\n")
    git("add", ".")
    git("-c", "user.name=n", "-c", "user.email=e", "commit", "-qm", "one")
    (tmp_path / "w" / "a.py").write_text("beta = 1\n")
    git("-c", "user.name=n", "-c", "user.email=e", "commit", "-qam", "two")
    subprocess.run(["git", "clone", "-q", "--bare", tmp_path / "w", tmp_path / "bare"], check=True)
    index = Index(None)
    with closing(open_snapshot(tmp_path / "bare", "HEAD~1", PY)) as before:
        index.update(before)
    assert (index.mentioning("alpha"), index.mentioning("beta")) == (["a.py"], [])
    with closing(open_snapshot(tmp_path / "bare", "", PY)) as now:
        index.update(now)
    assert (index.mentioning("alpha"), index.mentioning("beta")) == ([], ["a.py"])
