import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codriver.access import patterns
from codriver.access.patterns import LONGEST_PATTERN, LONGEST_TEXT, Hit
from codriver.errors import SourceError


def test_a_match_tells_its_place_and_its_named_groups() -> None:
    found = patterns.compile(r"(?P<code>\d+) (?P<why>é+)?").search("naïve: 503 ééé")
    assert found == Hit(7, 14, "503 ééé", {"code": "503", "why": "ééé"})
    assert patterns.compile("x").search("y") is None


def test_groups_that_took_no_part_are_absent() -> None:
    found = patterns.compile("(?P<a>a)|(?P<b>b)").search("b")
    assert found is not None
    assert found.groups == {"b": "b"}


@pytest.mark.parametrize(
    ("pattern", "hint"),
    [
        ("(?=a)b", "RE2 has no look-ahead"),
        ("(?<!a)b", "RE2 has no look-behind"),
        (r"(a)\1", "RE2 has no back-references"),
        ("(a{1000}){1000}", "repeat at most 1000 times"),
        ("((a{100}){100}){100}", "repeat at most 1000 times"),
        ("a(", "syntax"),
        ("a" * (LONGEST_PATTERN + 1), "split it"),
        ("\ud800", "the character itself"),
    ],
)
def test_what_re2_cannot_do_is_refused_with_the_reason(
    pattern: str, hint: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SourceError, match=r"runbooks/pay\.md:3: pattern") as refused:
        patterns.compile(pattern, where="runbooks/pay.md:3")
    assert hint in refused.value.hint
    assert capfd.readouterr().err == ""


def test_a_pattern_that_hangs_other_engines_answers_at_once() -> None:
    began = time.monotonic()
    assert patterns.compile(r"(a|aa)+(.*)*$x").search("a" * 100_000) is None
    assert time.monotonic() - began < 1


def test_only_bounded_text_is_searched() -> None:
    assert patterns.compile("needle").search(" " * LONGEST_TEXT + "needle") is None


@given(st.text())
def test_any_pattern_compiles_or_is_refused_and_any_text_can_be_searched(text: str) -> None:
    with suppress(SourceError):
        patterns.compile(text).search(text)
    found = patterns.compile("(?s).*").search(text + "\udcff")
    assert found is not None
    assert found.text == text + "\udcff"
