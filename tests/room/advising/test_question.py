from itertools import count

import pytest
from tests.room.advising.conftest import ACT, Saying, silent

from codriver.errors import ConfigError
from codriver.model import Assessment
from codriver.room.advising.question import MOST_ROUNDS, Ears, question
from codriver.room.advising.shape import shape_of_talk

EARS = Ears(progress=silent, hear=silent)
LOOK = {"use": "service", "with": "stock"}


def test_sentences_that_cite_come_back_with_what_they_cite(triaged: Assessment, saying: Saying) -> None:
    finding = triaged.findings[0]
    good = {"text": f"Trouble is seen in {finding.service}.", "cites": [finding.id]}
    said = {"say": [good, {"text": "All is well."}]}
    talk = question(saying(LOOK, said), ACT, "where is it?", EARS)
    assert [one.tool for one in talk.looked] == ["service"]
    shape = shape_of_talk(talk)
    assert shape["sentences"] == [good]
    assert list(shape["records"]) == [finding.id]  # type: ignore[call-overload]
    assert shape["dropped"] == ["cites nothing, or something that does not exist"]


def test_the_record_can_be_cited_once_it_was_looked_up(triaged: Assessment, saying: Saying) -> None:
    assert triaged.incident.id
    said = {"say": [{"text": "The incident was opened.", "cites": ["row-1"]}]}
    without = question(saying(said), ACT, "since when?", EARS)
    assert without.said is not None
    assert without.said.sentences == ()


@pytest.mark.usefixtures("triaged")
def test_a_model_that_only_looks_things_up_ends_by_the_budget_of_rounds(saying: Saying) -> None:
    talk = question(saying(*[LOOK] * MOST_ROUNDS), ACT, "why?", EARS)
    assert (talk.ended, len(talk.looked), talk.said) == ("rounds", MOST_ROUNDS, None)


@pytest.mark.usefixtures("triaged")
def test_a_model_that_is_slow_ends_by_the_budget_of_seconds(saying: Saying) -> None:
    ticks = count(step=100)
    slow = Ears(progress=silent, hear=silent, clock=lambda: float(next(ticks)))
    assert question(saying(LOOK, LOOK), ACT, "why?", slow).ended == "seconds"


@pytest.mark.parametrize("text", ["", "   ", "x" * 3000])
def test_a_question_of_no_length_is_refused(saying: Saying, text: str) -> None:
    with pytest.raises(ConfigError, match="the question"):
        question(saying(), ACT, text, EARS)
