import json

import pytest
from tests.advice.told import facts

from codriver.advice.answers import LookUp, Said, prompt, read
from codriver.advice.grounding import Sentence

TOOLS = {"changes": "every change"}
GOOD = {"text": "Answers of ledger now take 900 ms.", "cites": ["f-1"]}


def test_a_look_up_with_a_tool_that_there_is_is_one() -> None:
    assert read('{"use": "changes", "with": "ledger"}', facts(), TOOLS) == LookUp("changes", "ledger")


@pytest.mark.parametrize("reply", ['{"use": "shell", "with": "rm -rf /"}', "All is well.", '{"use": ["changes"]}'])
def test_a_tool_that_there_is_none_of_is_no_answer(reply: str) -> None:
    assert read(reply, facts(), TOOLS) == Said((), ("the reply was not in the form that was asked for",))


def test_grounded_sentences_are_kept_and_the_others_counted() -> None:
    reply = json.dumps({"say": [GOOD, {"text": "It is 3 am.", "cites": ["f-1"]}, {"text": "Fine.", "cites": []}, GOOD]})
    said = read(reply, facts(), TOOLS)
    assert isinstance(said, Said)
    assert said.sentences == (Sentence("Answers of ledger now take 900 ms.", ("f-1",)),)
    assert len(said.dropped) == 2


def test_in_the_last_round_no_tool_is_offered() -> None:
    assert "changes" in prompt("why?", facts(), TOOLS, last=False).question
    assert "changes" not in prompt("why?", facts(), TOOLS, last=True).question
