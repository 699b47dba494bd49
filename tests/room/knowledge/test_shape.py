"""Answers about documents as JSON: what a schema promises is there, also when there is nothing."""

from codriver.room.knowledge.books import Tuned
from codriver.room.knowledge.find import Answer
from codriver.room.knowledge.prepared import Preparedness
from codriver.room.knowledge.shape import shape_of_answer, shape_of_prepared, shape_of_tuned


def test_nothing_has_a_shape_too() -> None:
    assert shape_of_answer(Answer(asked="x", kind="phrase", fitting=(), documents=0))["outcome"] == "nothing_fits"
    assert shape_of_prepared(Preparedness((), (), 0, ()))["services"] == []
    assert shape_of_tuned(Tuned(10, 0.5, 0.6, kept=True))["kept"] is True
