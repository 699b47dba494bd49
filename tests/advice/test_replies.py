import pytest
from hypothesis import given
from hypothesis import strategies as st

from codriver.advice.replies import ids, table_in


@pytest.mark.parametrize(
    ("reply", "table"),
    [
        ('{"a": 1}', {"a": 1}),
        ('Sure! ```json\n{"a": [1]}\n``` Anything else?', {"a": [1]}),
        ("[1, 2]", {}),
        ("no JSON", {}),
        ('{"a": ', {}),
        ("{" * 50_000, {}),
        ('{"a":' * 50_000, {}),
        ("", {}),
    ],
)
def test_the_first_object_of_a_reply_is_read_or_nothing(reply: str, table: dict[str, object]) -> None:
    assert table_in(reply) == table


@given(st.text())
def test_no_reply_breaks_it(reply: str) -> None:
    assert isinstance(table_in(reply), dict)


def test_ids_come_without_the_brackets_that_models_add() -> None:
    assert ids({"cites": ["[f-1]", " f-2"]}, "cites") == ("f-1", "f-2")
    assert ids({"cites": "f-1"}, "cites") == ()
