from importlib.resources import files

import pytest

from codriver.errors import KnowledgeError
from codriver.knowledge.likely_causes import fitting, read_table

TABLE = """# Any words

| exception | words | often means | look at |
|---|---|---|---|
| TypeError, *NullPointer* | | any of them | here |
| TypeError | of undefined | a missing field | the input |
"""


def test_a_row_that_asks_for_words_comes_first() -> None:
    rows = read_table(TABLE, "t.md")
    assert [row.means for row in fitting(rows, "TypeError", "x OF UNDEFINED")] == ["a missing field", "any of them"]
    assert [row.means for row in fitting(rows, "TypeError", "x")] == ["any of them"]
    assert [row.means for row in fitting(rows, "java.lang.NullPointerException", "")] == ["any of them"]
    assert fitting(rows, "Other", "of undefined") == ()


@pytest.mark.parametrize("row", ["| TypeError | | |", "| | | means | |", "| TypeError | | | look |"])
def test_a_row_that_cannot_be_understood_says_where(row: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        read_table(f"{TABLE}{row}\n", "t.md")
    assert caught.value.line == 7


@pytest.mark.parametrize(
    ("exception", "message", "means"),
    [
        ("java.lang.NullPointerException", "", "optional"),
        ("panic", "runtime error: invalid memory address or nil pointer dereference", "nil"),
        ("TypeError", "Cannot read properties of undefined (reading 'x')", "always there"),
        ("requests.exceptions.ConnectionError", "Connection refused", "down"),
        ("sqlite3.OperationalError", "no such table: x", "migration"),
        ("NoMethodError", "undefined method 'total' for nil", "optional"),
        ("Error", "Call to a member function total() on null", "optional"),
        ("Fatal error", "Unexpectedly found nil while unwrapping an Optional value", "optional"),
        ("", "attempt to call a nil value (global 'charge')", "not loaded"),
        ("Stdlib.Not_found", "", "expected key"),
    ],
)
def test_our_own_table_knows_the_usual_ones(exception: str, message: str, means: str) -> None:
    text = files("codriver.knowledge").joinpath("likely_causes.md").read_text("utf-8")
    assert means in fitting(read_table(text, "likely_causes.md"), exception, message)[0].means
