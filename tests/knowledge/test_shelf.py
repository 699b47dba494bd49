"""Folders become an index once; after that only what changed is read."""

import os
from pathlib import Path

from codriver.knowledge.shelf import opened


def a_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    (folder / "deep").mkdir(parents=True)
    (folder / "disk.md").write_text("# Disk is full\n\nFree space.\n", "utf-8")
    (folder / "deep" / "mail.md").write_text("# Mail waits\n", "utf-8")
    (folder / "notes.txt").write_text("not markdown", "utf-8")
    return folder


def test_documents_are_found_by_name_below_their_prefix(tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    with opened(tmp_path / "state", [("team", folder)]) as ready:
        assert sorted(ready.places) == ["team/deep/mail.md", "team/disk.md"]
        assert ready.corpus.many == 2
        assert ready.gaps == ()


def titles(tmp_path: Path, folder: Path) -> list[str]:
    with opened(tmp_path / "state", [("", folder)]) as ready:
        return sorted(one.title for one in ready.corpus.store.all())


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    disk, mail = folder / "disk.md", folder / "deep" / "mail.md"
    assert titles(tmp_path, folder) == ["Disk is full", "Mail waits"]
    before = disk.stat()
    disk.write_text("# Disk is FULL\n\nFree space.\n", "utf-8")
    os.utime(disk, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert titles(tmp_path, folder) == ["Disk is full", "Mail waits"], "same size and time: not read"
    disk.write_text("# Disk is broken\n", "utf-8")
    mail.unlink()
    assert titles(tmp_path, folder) == ["Disk is broken"]


def test_a_broken_index_is_built_anew_and_an_unwritable_state_costs_only_time(tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    with opened(tmp_path / "state", [("", folder)]):
        pass
    for file in (tmp_path / "state").iterdir():
        file.write_bytes(os.urandom(4096))
    with opened(tmp_path / "state", [("", folder)]) as ready:
        assert ready.corpus.many == 2
    (tmp_path / "file").write_text("", "utf-8")
    with opened(tmp_path / "file" / "state", [("", folder)]) as ready:
        assert ready.corpus.many == 2


def test_a_folder_that_is_not_there_and_a_huge_document_are_gaps(tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    (folder / "huge.md").write_text("# Huge\n" + "x" * 3_000_000, "utf-8")
    with opened(tmp_path / "state", [("", folder), ("x", tmp_path / "nowhere")]) as ready:
        assert len(ready.gaps) == 2
        assert ready.corpus.many == 2
