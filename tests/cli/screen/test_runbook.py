"""What stands on the screen is safe, and says what was cut."""

from codriver.cli.screen.runbook import runbook_lines
from codriver.model import Runbook
from codriver.room.knowledge.find import Answer, Fitting, Near
from codriver.testing import a_citation


def test_a_hostile_document_cannot_act_on_the_terminal_and_a_long_one_is_cut() -> None:
    text = "\x1b]0;owned\x07<script>x</script>\n" + "line\n" * 60
    book = Runbook(title="T\x1b[2J", section="", text=text, cites=(a_citation("a.md:1"),), because="shares words")
    lines = runbook_lines(Answer(asked="q", kind="phrase", fitting=(Fitting(runbook=book, sure=0.5),), documents=1))
    assert not any("\x1b" in line or "\x07" in line for line in lines)
    assert any("more lines: --all" in line for line in lines)


def test_the_nearest_is_named_as_what_it_is() -> None:
    near = Near(title="The disk fills", source="disk.md", sure=0.31)
    lines = runbook_lines(Answer(asked="q", kind="phrase", fitting=(), documents=2, near=near))
    assert lines[0] == "NO RUNBOOK FITS: 2 documents looked at for this phrase"
    assert lines[1] == "  nearest, but not sure enough (31%): The disk fills (disk.md)"
