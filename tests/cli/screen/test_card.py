"""Cards as lines: all of them, safe to show."""

from codriver.cli.screen.card import card_lines, question_lines, remedy_lines
from codriver.room.gate.cards import Card, Fact, Question
from codriver.room.gate.remedies import Remedy

ONE = Card(
    commands=("rm -rf /srv/x",),
    risk="R3",
    target="web",
    why="disk full\x1b[2J",
    does=("removes it",),
    against=("no backup",),
    feels=("gateway",),
    rollback="cannot be",
    watch="free space",
    rehearse=("ls /srv/x",),
    facts=(Fact(id="c-1"),),
)


def test_a_card_shows_every_part_and_no_escape_sequence() -> None:
    text = "\n".join(card_lines(ONE, "p-1"))
    for part in (
        "R3",
        "rm -rf /srv/x",
        "removes it",
        "web",
        "disk full",
        "no backup",
        "gateway",
        "cannot be",
        "free space",
        "ls /srv/x",
        "c-1",
        "operating-system user",
    ):
        assert part in text
    assert "\x1b" not in text


def test_options_stand_behind_their_keys() -> None:
    question = Question(about="target", ask="What?", options=("web", "cart"), right="a")
    assert question_lines(question) == ["What?", "  a) web", "  b) cart"]


def test_a_remedy_in_words_says_that_it_has_to_be_typed() -> None:
    listed = remedy_lines([Remedy(source="mitigation", says="go back", commands=())])
    assert any("type the command" in line for line in listed)
