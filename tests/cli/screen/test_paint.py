import re

import pytest

from codriver.cli.screen.paint import painted, wants_colour


@pytest.mark.parametrize(
    ("terminal", "environ", "wanted"),
    [
        (True, {"TERM": "xterm"}, True),
        (False, {"TERM": "xterm"}, False),
        (True, {"TERM": "dumb"}, False),
        (True, {}, False),
        (True, {"TERM": "xterm", "NO_COLOR": "1"}, False),
        (True, {"TERM": "xterm", "NO_COLOR": ""}, True),
    ],
)
def test_colour_is_for_terminals_that_want_it(terminal: bool, environ: dict[str, str], wanted: bool) -> None:
    assert wants_colour(terminal, environ) is wanted


@pytest.mark.parametrize(
    "line",
    ["FAILING: gateway", "STOP THE BLEEDING", "    kubectl", "   + for", "   - against", "  plain words", ""],
)
def test_colour_taken_out_gives_the_line_back(line: str) -> None:
    assert re.sub(r"\x1b\[\d*m", "", painted(line)) == line


def test_headings_and_marks_are_coloured_and_plain_words_are_not() -> None:
    assert "\x1b" in painted("NOT SEEN: traces")
    assert "\x1b" in painted("   + for")
    assert painted("  plain words") == "  plain words"
