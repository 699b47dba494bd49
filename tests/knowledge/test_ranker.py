"""Order and certainty are dot products with the weights of a file."""

import pytest

from codriver.errors import KnowledgeError
from codriver.knowledge.features import Seen
from codriver.knowledge.fitting import FREE
from codriver.knowledge.ranker import Ranker, rank, read, shipped
from codriver.knowledge.store import Entry


def seen(name: str, **features: float) -> Seen:
    return Seen(Entry(1, name, name, "", 10), features, 0)


def test_the_heavier_comes_first_and_ties_go_by_name() -> None:
    ranker = Ranker({"a": 2.0, "b": 1.0}, {"ahead": 1.0}, 0.5)
    order = rank([seen("y", a=1.0), seen("x", a=1.0), seen("z", a=0.5, b=0.9, c=9.0)], ranker)
    assert [one.seen.entry.name for one in order] == ["x", "y", "z"]
    assert order[0].sure == 0.5
    assert order[2].sure < 0.5


def test_the_shipped_ranker_says_where_its_weights_come_from() -> None:
    ranker = shipped()
    assert 0 < ranker.enough < 1
    assert all(value >= 0 for name, value in ranker.weights.items() if name not in FREE)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": 9}', '{"schema": 1, "weights": {"a": "x"}}'])
def test_what_is_no_ranker_is_refused(text: str) -> None:
    with pytest.raises(KnowledgeError, match=r"r\.json:1"):
        read(text, "r.json")
