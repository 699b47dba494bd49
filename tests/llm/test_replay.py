import json
from pathlib import Path

import pytest

from codriver.errors import ProviderError
from codriver.llm import replay
from codriver.model import Prompt

PROMPT = Prompt(rules="", material="", question="Why?")


def test_replies_come_one_a_prompt_in_order_and_then_no_more(tmp_path: Path) -> None:
    file, heard = tmp_path / "replies.jsonl", list[str]()
    file.write_text("".join(f"{json.dumps({'text': text})}\n" for text in ("one", "two")))
    ask = replay.connect("", str(file), "")
    assert [ask(PROMPT, 1, heard.append).text for _ in range(2)] == ["one", "two"] == heard
    with pytest.raises(ProviderError, match="no reply is left"):
        ask(PROMPT, 1, heard.append)


@pytest.mark.parametrize("line", ["no JSON", "[]", '{"words": "x"}'])
def test_a_line_that_is_no_reply_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "replies.jsonl"
    file.write_text(line)
    with pytest.raises(ProviderError, match=r"replies\.jsonl:1: no reply"):
        replay.connect("", str(file), "")(PROMPT, 1, lambda _: None)


def test_a_missing_file_is_an_error_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(ProviderError) as caught:
        replay.connect("", str(tmp_path / "none"), "")(PROMPT, 1, lambda _: None)
    assert "url" in caught.value.hint
