"""Bad documents are named with file and line, and the good ones beside them still answer. Nothing in them runs."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from codriver.errors import KnowledgeError
from codriver.knowledge.lint import Problem
from codriver.room.knowledge.find import find
from codriver.room.knowledge.linting import lint
from codriver.room.knowledge.modes import listed
from codriver.room.request import Room

NOW = datetime(2026, 3, 1, tzinfo=UTC)
GOOD = "---\nservice: disk\nlast_reviewed: 2026-02-01\n---\n# The disk is full\n\n## Mend\n\nFree space on it.\n"
MODE = "# Pay fails\n\n```yaml failure-mode\n{block}\n```\n"
HOSTILE = "(a+)+$(b*)*c" + "(x{1,900}){1,900}"
PAGE = "# Web\n\n<script>alert(1)</script>\n<img src=http://127.0.0.1:9/x onerror=run()>\n[go](javascript:run())\n"


def a_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "kb"
    folder.mkdir()
    (folder / "good.md").write_text(GOOD, "utf-8")
    return folder


def problems(tmp_path: Path, folder: Path) -> list[Problem]:
    return list(lint(Room(state=tmp_path / "state"), [folder], [], NOW.date()).problems)


def still_answers(tmp_path: Path, folder: Path) -> bool:
    answer = find(Room(state=tmp_path / "state"), "the disk is full", [folder], NOW)
    return [one.runbook.title for one in answer.fitting][:1] == ["The disk is full"]


PAY = "id: a\nservice: pay\ncause: x\nsays: y\n"
BLOCKS = {
    "block.md": ("id: a\nservice: pay\ncause: [\n", 7),
    "schema.md": (f"{PAY}symptom: []", 8),
    "risk.md": (f"{PAY}remedies:\n  - says: z\n    risk: R9", 10),
    "regex.md": (f"{PAY}symptoms:\n  - signal: log\n    pattern: '{HOSTILE}'", 10),
}


@pytest.mark.parametrize("name", ["front.md", *BLOCKS])
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, name: str) -> None:
    folder = a_folder(tmp_path)
    block, line = BLOCKS.get(name, ("", 3))
    text = MODE.format(block=block) if block else "---\ntitle: x\nowner: [a\n---\n# Text\n"
    (folder / name).write_text(text, "utf-8")
    found = [one for one in problems(tmp_path, folder) if one.file == name and one.level == "error"]
    assert [abs(one.line - line) <= 1 for one in found] == [True], [(one.line, one.says) for one in found]
    assert still_answers(tmp_path, folder)


def test_a_huge_document_and_one_of_bytes_are_named_and_cost_little(tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    with (folder / "huge.md").open("wb") as stream:
        stream.write(b"# Huge\n\n")
        stream.truncate(50 * 1024 * 1024)
    (folder / "bytes.md").write_bytes(b"# Caf\xe9 \xff\xfe is down\n\nThe caf\xe9 waits.\n")
    began = time.process_time()
    assert still_answers(tmp_path, folder)
    assert {one.file for one in problems(tmp_path, folder) if one.level == "error"} == {"huge.md"}
    assert time.process_time() - began < 5


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    (tmp_path / "secret.md").write_text("# Secret\n\nthe password of the moon\n", "utf-8")
    (folder / "out.md").symlink_to(tmp_path / "secret.md")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    room = Room(state=tmp_path / "state")
    assert find(room, "the password of the moon", [folder], NOW).fitting == ()
    assert any(one.file == "out.md" for one in problems(tmp_path, folder))
    assert still_answers(tmp_path, folder)


def test_a_hostile_pattern_takes_no_time_and_hides_no_other_mode(tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    evil = "id: evil\nservice: pay\ncause: x\nsays: y\nsymptoms:\n  - signal: log\n    pattern: '(a*)*(a*)*$'"
    (folder / "evil.md").write_text(MODE.format(block=evil), "utf-8")
    (folder / "fine.md").write_text(MODE.format(block="id: fine\nservice: pay\ncause: x\nsays: y"), "utf-8")
    began = time.process_time()
    modes = listed(Room(state=tmp_path / "state"), [folder], NOW.date())
    assert {one.name for one in modes.modes} >= {"fine"}
    assert all(isinstance(one, KnowledgeError) for one in modes.broken)
    assert time.process_time() - began < 5


def test_scripts_and_pictures_of_a_document_are_text(tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    (folder / "web.md").write_text(PAGE, "utf-8")
    os.mkfifo(folder / "pipe.md")
    assert still_answers(tmp_path, folder)
    answer = find(Room(state=tmp_path / "state"), "web alert", [folder], NOW)
    assert all("<script>" in one.runbook.text for one in answer.fitting if one.runbook.title == "Web")


def test_files_are_named_from_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = a_folder(tmp_path)
    (folder / "front.md").write_text("---\ntitle: x\nowner: [a\n---\n# Text\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert {one.file for one in problems(tmp_path, folder) if one.level == "error"} == {"kb/front.md"}
    monkeypatch.chdir(folder)
    assert {one.file for one in problems(tmp_path, folder) if one.level == "error"} == {"front.md"}
