import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codriver.access.terminal import columns, safe

HOSTILE = st.text(
    st.one_of(st.characters(), st.sampled_from("\x1b\x9b[]0;31m\x07\u202e\u200b\ufe0f\u0301\ud800\t\r\n\U000e0041漢"))
)
HIDDEN = {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}


@given(HOSTILE, st.booleans())
def test_nothing_that_acts_or_hides_is_left(text: str, multiline: bool) -> None:
    shown = safe(text, multiline=multiline)
    left = {char for char in shown if unicodedata.category(char) in HIDDEN}
    assert left <= ({"\n"} if multiline else set())
    shown.encode()


@given(HOSTILE, st.booleans(), st.none() | st.integers(0, 30))
def test_safe_text_stays_as_it_is(text: str, multiline: bool, width: int | None) -> None:
    once = safe(text, width=width, multiline=multiline)
    assert safe(once, width=width, multiline=multiline) == once


@given(HOSTILE, st.integers(0, 30))
def test_no_line_is_wider_than_it_may_be(text: str, width: int) -> None:
    assert all(columns(line) <= width for line in safe(text, width=width, multiline=True).split("\n"))


@given(st.text("abc XYZ.,é漢", max_size=30))
def test_plain_text_is_not_touched(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x1b[2J\x1b[Hgone", r"\x1b[2J\x1b[Hgone"),
        ("\x1b]0;title\x07", r"\x1b]0;title\x07"),
        ("\x1b]8;;http://evil\x1b\\link", "\\x1b]8;;http://evil\\x1b\\link"),
        ("\x9b31mred", "red"),
        ("\x85\x8d", r"\x85\x8d"),
        ("a\u202etxt.exe", r"a\u202etxt.exe"),
        ("pass\u200bword", r"pass\u200bword"),
        ("a\rb", r"a\x0db"),
        ("tag\U000e0041", r"tag\U000e0041"),
        ("half \ud800", r"half \ud800"),
        ("a\u2028b", r"a\u2028b"),
        ("\u3164", r"\u3164"),
        ("warn \u26a0\ufe0f", "warn \u26a0"),
        ("a" + "\u0301" * 50, "a" + "\u0301" * 4),
        ("one\r\ntwo\n\tthree", "one two  three"),
        ("\x1b[3\x1b[0m1m", r"\x1b[31m"),
    ],
)
def test_each_trick_is_shown_or_taken_out(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_line_ends_stay_and_tabs_become_blanks_when_asked() -> None:
    assert safe("one\r\ntwo\n\tthree", multiline=True) == "one\ntwo\n    three"


@pytest.mark.parametrize(
    ("width", "shown"), [(0, ""), (1, "…"), (4, "漢…"), (5, "漢字…"), (6, "漢字漢"), (7, "漢字漢")]
)
def test_truncation_counts_columns_not_characters(width: int, shown: str) -> None:
    assert safe("漢字漢", width=width) == shown
