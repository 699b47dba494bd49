"""The documents that a lesson changes: as they lie there, or as they are committed."""

import subprocess
from pathlib import Path

from codriver.room.incidents.branched import documents_of
from codriver.room.request import Room


def test_a_branch_builds_on_what_is_committed_not_on_what_is_being_written(tmp_path: Path) -> None:
    team = tmp_path / "team"
    team.mkdir()
    (team / "pay.md").write_text("# Committed\n", "utf-8")
    for words in (["init", "-q"], ["add", "."], ["-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "x"]):
        subprocess.run(["git", "-C", team, *words], check=True)
    (team / "pay.md").write_text("# Half done\n", "utf-8")
    (team / "bytes.md").write_bytes(b"\xff\xfe")
    room = Room(state=tmp_path / "state", knowledge=(team, tmp_path / "nowhere"))
    assert dict(documents_of(room)) == {"pay.md": "# Half done\n"}
    assert dict(documents_of(room, committed=True)) == {"pay.md": "# Committed\n"}
