from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]


def test_runbooks_are_listed(run: Run, home: Path) -> None:
    (home / "runbooks").mkdir()
    (home / "runbooks" / "disk.md").write_text("---\nservice: db\n---\n# Disk\n\nText.\n\n```sh\ndf -h\n```\n", "utf-8")
    out = run("runbooks", "list")[1]
    assert "disk.md: Disk (db, never reviewed, 1 section, 1 command)" in " ".join(out.split())


def test_tuning_without_alerts_says_what_it_needs(run: Run, home: Path) -> None:
    (home / "runbooks").mkdir()
    code, _, err = run("runbooks", "tune")
    assert code == 2
    assert "fewer than 10 alerts" in err
