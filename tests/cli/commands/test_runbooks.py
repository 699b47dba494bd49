import json
from collections.abc import Callable
from pathlib import Path

import pytest

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


def test_documents_are_imported_and_what_is_lost_is_said(run: Run, home: Path) -> None:
    pytest.importorskip("markdownify")
    (home / "Disk.html").write_text("<h1>Disk</h1><script>x</script><p>Free space.</p>", "utf-8")
    code, out, _ = run("runbooks", "import", "Disk.html", "--to", "books")
    assert (code, out) == (0, "IMPORTED: 1 documents, 0 pictures\n  disk.md\n      lost: scripts: 1\n")
    assert (
        json.loads(run("runbooks", "import", "Disk.html", "--to", "b2", "--json")[1])["schema"] == "codriver.import/1"
    )
    assert run("runbooks", "import")[0] == 2
