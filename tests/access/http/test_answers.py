"""An answer as a table, as rows, and as what a citation quotes."""

import pytest

from codriver.access.http.answers import Answer
from codriver.errors import SourceError


def test_tables_and_rows_are_what_they_say_or_an_error() -> None:
    assert Answer("u", b'{"a": [{"b": 1}, 2]}').rows("a") == [{"b": 1}]
    assert Answer("u", b'[{"b": 1}]').rows() == [{"b": 1}]
    for body, key in ((b"[]", "a"), (b'{"a": 1}', "a"), (b"{}", "")):
        with pytest.raises(SourceError, match="another thing"):
            Answer("u", body).rows(key)


def test_a_citation_quotes_the_first_words_that_stand_there_as_they_are_spelt() -> None:
    answer = Answer("http://x/y", b'{"title": "a \\"b\\"", "id": 7}')
    cite = answer.cite("s", "/title", None, "not there", 'a "b"')
    assert (cite.ref.locator, cite.quote) == ("http://x/y#/title", 'a \\"b\\"')
    assert answer.cite("s", "/z", "nothing").ref.locator == "http://x/y"


def test_json_nested_without_end_is_an_error() -> None:
    with pytest.raises(SourceError):
        Answer("u", b"[" * 100_000).json()
