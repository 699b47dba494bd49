"""A folder of markdown; what is broken is a Gap and hides nothing else."""

from dataclasses import dataclass
from pathlib import Path

from codriver.knowledge.folder import Knowledge, is_knowledge, read

MODE = "```yaml failure-mode\nid: {name}\nservice: web\ncause: memory\nsays: It runs full\n```\n"


@dataclass(frozen=True)
class Page:
    path: Path
    name: str


def read_all(tmp_path: Path, **pages: str) -> Knowledge:
    files = []
    for name, text in pages.items():
        path = tmp_path / f"{name}.md"
        path.write_text(text)
        files.append(Page(path, f"k/{name}.md"))
    return read(reversed(files))


def test_runbooks_and_failure_modes_come_in_order_of_file(tmp_path: Path) -> None:
    found = read_all(tmp_path, a="# A\n\nx\n", b="# B\n\n" + MODE.format(name="full"), c="# C\n\nz\n")
    assert [one.title for one in found.runbooks] == ["A", "B", "C"]
    assert [one.name for one in found.failure_modes] == ["full"]
    assert found.gaps == ()


def test_a_document_about_the_folder_is_passed_by_unless_it_holds_a_failure_mode(tmp_path: Path) -> None:
    found = read_all(tmp_path, README="# About\n\nx\n", CHANGELOG="# 1.0\n\nx\n")
    assert found == Knowledge((), (), ())
    assert [one.name for one in read_all(tmp_path, README=MODE.format(name="full")).failure_modes] == ["full"]


def test_a_broken_block_is_a_gap_with_its_line_and_the_rest_is_read(tmp_path: Path) -> None:
    found = read_all(tmp_path, a=MODE.format(name="full") + "\n" + MODE.replace("cause", "couse").format(name="x"))
    assert [one.name for one in found.failure_modes] == ["full"]
    assert [(gap.source, gap.why, gap.hint) for gap in found.gaps] == [
        ("k/a.md", "k/a.md:11: unknown key `couse`", "did you mean `cause`?")
    ]
    assert len(found.runbooks) == 1


def test_broken_front_matter_and_a_missing_file_are_gaps(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\na: b: c\n---\n")
    files = [Page(tmp_path / name, name) for name in ("a.md", "gone.md")]
    assert [gap.why for gap in read(files).gaps] == [
        "a.md:2: front matter: no valid YAML: mapping values are not allowed here",
        "gone.md: no such file or folder",
    ]


def test_the_same_failure_mode_twice_is_a_gap(tmp_path: Path) -> None:
    found = read_all(tmp_path, a=MODE.format(name="full"), b=MODE.format(name="full"))
    assert [one.cites[0].ref.locator for one in found.failure_modes] == ["k/a.md:2"]
    assert [gap.why for gap in found.gaps] == ["k/b.md:2: `full` stands at k/a.md:2 already"]


def test_only_markdown_is_knowledge() -> None:
    assert [is_knowledge(name) for name in ("a.md", "A.MARKDOWN", "a.txt", "md")] == [True, True, False, False]
