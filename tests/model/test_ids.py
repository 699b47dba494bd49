"""Ids are hashes of content: the same on every machine, whatever the order in which things were said."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codriver.model import Citation, Ref, content_id, iso, plain

WORDS = st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5) | st.none(), max_size=5)


@given(WORDS)
def test_the_order_in_which_things_are_said_does_not_count(words: dict[str, object]) -> None:
    assert content_id("x", words) == content_id("x", dict(reversed(words.items())))


def test_an_id_is_its_kind_and_ten_hex_digits() -> None:
    kind, _, digits = Citation(Ref("logs", "a.log:1"), "boom").id.partition("-")
    assert (kind, len(digits)) == ("c", 10)
    assert int(digits, 16) >= 0


def test_an_id_is_made_of_names_and_values_and_of_nothing_else() -> None:
    assert content_id("c", Citation(Ref("logs", "a.log:1"), "boom")) == content_id(
        "c", {"ref": {"source": "logs", "locator": "a.log:1"}, "quote": "boom"}
    )


def test_one_moment_in_two_zones_is_one_moment() -> None:
    utc = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
    assert content_id("x", utc) == content_id("x", utc.astimezone(timezone(timedelta(hours=5, minutes=30))))


def test_numbers_count_to_six_digits_so_that_a_parallel_sum_changes_no_id() -> None:
    assert plain(0.1 + 0.2) == plain(0.3)
    assert plain(1234567.0) == plain(1234568.0) != plain(1234578.0)


def test_what_is_no_number_and_what_never_ends_is_spelt_out() -> None:
    assert [plain(float(word)) for word in ("nan", "inf", "-inf")] == ["nan", "inf", "-inf"]


def test_sets_are_sorted_and_tuples_keep_their_order() -> None:
    assert plain((frozenset({"b", "a"}), ("b", "a"))) == [["a", "b"], ["b", "a"]]


@pytest.mark.parametrize("value", [Path("x"), object(), b"bytes", {1, 2}.__iter__()])
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="no canonical form"):
        plain(value)


def test_a_time_is_written_in_utc_with_milliseconds_only_where_there_are_any() -> None:
    at = datetime(2026, 3, 1, 4, 0, tzinfo=timezone(timedelta(hours=2)))
    assert iso(at) == "2026-03-01T02:00:00Z"
    assert iso(at.replace(microsecond=45_678)) == "2026-03-01T02:00:00.045Z"
