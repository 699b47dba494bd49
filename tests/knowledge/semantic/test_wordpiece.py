"""Words are parted into the pieces that a model knows."""

import json
from pathlib import Path

import pytest

from codriver.errors import KnowledgeError
from codriver.knowledge.semantic.wordpiece import WordPiece

WORDS = ["[CLS]", "[SEP]", "[UNK]", "pay", "##ment", "##s", "fail", "!", "cafe"]


def a_vocabulary(folder: Path) -> Path:
    file = folder / "tokenizer.json"
    file.write_text(json.dumps({"model": {"vocab": {word: number for number, word in enumerate(WORDS)}}}), "utf-8")
    return file


def told(tmp_path: Path, text: str, most: int = 96) -> list[str]:
    return [WORDS[number] for number in WordPiece.read(a_vocabulary(tmp_path)).parts(text, most)]


def test_the_longest_known_beginning_comes_first(tmp_path: Path) -> None:
    assert told(tmp_path, "Payments FAIL!") == ["[CLS]", "pay", "##ment", "##s", "fail", "!", "[SEP]"]
    assert told(tmp_path, "café xyz") == ["[CLS]", "cafe", "[UNK]", "[SEP]"]


def test_a_long_text_is_cut_and_ends_as_every_other(tmp_path: Path) -> None:
    assert told(tmp_path, "payments " * 50, 5) == ["[CLS]", "pay", "##ment", "##s", "[SEP]"]
    assert told(tmp_path, "x" * 500) == ["[CLS]", "[UNK]", "[SEP]"]


def test_a_file_without_a_vocabulary_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").write_text("{}", "utf-8")
    with pytest.raises(KnowledgeError, match="no vocabulary"):
        WordPiece.read(tmp_path / "tokenizer.json")
