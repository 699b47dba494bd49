from codriver.cli.screen.page import Page, cited, clipped, command, para, rows, shortened
from codriver.model import Citation, Ref

PAGE = Page(width=20)


def test_text_is_wrapped_at_words_and_indented() -> None:
    assert para(PAGE, "one two three four five six", first="1. ", indent="   ") == [
        "1. one two three",
        "   four five six",
    ]


def test_a_word_longer_than_the_line_comes_in_pieces_and_none_is_lost() -> None:
    lines = para(PAGE, "see " + "x" * 45, indent="  ")
    assert max(map(len, lines)) <= 20
    assert "".join(lines).replace(" ", "") == "see" + "x" * 45


def test_wide_letters_count_twice() -> None:
    assert all(len(line) <= 10 for line in para(PAGE, "漢" * 25))


def test_text_from_outside_cannot_act_or_start_a_line_of_its_own() -> None:
    assert para(PAGE, "a\x1b[2J\nFAILING: all") == ["a\\x1b[2J FAILING:", "all"]


def test_an_empty_text_leaves_its_label() -> None:
    assert para(PAGE, "", first="- ") == ["-"]


def test_a_clip_is_marked_and_stays_within_the_page() -> None:
    lines = para(PAGE, "one two three four five six seven eight")
    short = clipped(lines, 1, PAGE)
    assert short == ["one two three four …"]
    assert clipped(["x" * 20, "y"], 1, PAGE) == ["x" * 18 + " …"]
    assert clipped(lines, 9, PAGE) == lines


def test_a_command_keeps_its_lines_and_is_never_wrapped() -> None:
    assert command("kubectl get pods -n a-long-namespace\n  | grep x\n\n", "  ") == [
        "  kubectl get pods -n a-long-namespace",
        "    | grep x",
    ]
    assert command("", "  ") == []


def test_rows_count_what_the_terminal_folds() -> None:
    assert rows(["", "x" * 20, "x" * 21], 20) == 4


def test_ids_are_shortened_to_what_still_tells_them_apart() -> None:
    short = shortened(["c-1a2b3c4d5e", "c-1a2b3cffff", "c-9f00000000"])
    assert short == {
        "c-1a2b3c4d5e": "c-1a2b3c4",
        "c-1a2b3cffff": "c-1a2b3cf",
        "c-9f00000000": "c-9f0000",
    }


def test_three_citations_are_shown_and_the_rest_is_counted() -> None:
    cites = tuple(Citation(Ref("files", f"a.log:{line}"), "x") for line in range(5))
    text = cited(PAGE, "said", cites)
    assert text.endswith(" [+2: --all]")
    assert text.count("[c-") == 3
    assert cited(Page(everything=True), "said", cites).count("[c-") == 5
