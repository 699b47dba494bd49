"""Documents are read whole; what cannot be is said with its file, and the rest still works."""

from datetime import date
from pathlib import Path

from codriver.room.knowledge.reading import known, message_of
from codriver.room.request import Room


def test_bad_input_of_every_kind_is_said_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "good.md").write_text("# Good\n\nText.\n", "utf-8")
    (folder / "broken.md").write_text("---\na: [\n---\n", "utf-8")
    (folder / "huge.md").write_text("# Huge\n" + "x" * 3_000_000, "utf-8")
    pattern = "symptoms: [{signal: log, pattern: '(a)\\1'}]"
    (folder / "mode.md").write_text(f"```yaml failure-mode\nid: x\ncause: y\nsays: z\n{pattern}\n```\n", "utf-8")
    (folder / "latin.md").write_bytes("# Caf\xe9\n\nText.\n".encode("latin-1"))
    (tmp_path / "outside.md").write_text("# Outside\n", "utf-8")
    (folder / "link.md").symlink_to(tmp_path / "outside.md")
    found = known(Room(state=tmp_path / "state", knowledge=(folder,)), (), (), date(2026, 3, 1))
    assert [one.name for one in found.documents] == ["good.md", "latin.md", "mode.md"]
    assert sorted({error.file for error in found.broken}) == ["broken.md", "huge.md", "link.md", "mode.md"]
    assert all(error.line >= 1 and message_of(error) for error in found.broken)
