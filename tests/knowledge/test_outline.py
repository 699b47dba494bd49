import pytest

from codriver.access import bounded_yaml
from codriver.errors import KnowledgeError
from codriver.knowledge.outline import Outline

TEXT = "service: pay\nsymptoms:\n  - pattern: boom\n    with: 0.9\nsays: [a, b]\n"


def the_outline(text: str = TEXT, before: int = 10) -> Outline:
    document = bounded_yaml.read(text)
    return Outline("runbooks/pay.md", before, document, document.value)


def test_a_place_knows_its_line_in_the_file_and_not_only_in_the_block() -> None:
    assert the_outline().line("symptoms", 0, "with") == 14


def test_a_misspelt_key_is_an_error_with_its_line_and_the_word_that_was_meant() -> None:
    with pytest.raises(KnowledgeError) as caught:
        the_outline().only(("service", "symptom", "says"))

    assert (caught.value.file, caught.value.line) == ("runbooks/pay.md", 12)
    assert "`symptom`" in caught.value.hint


def test_a_text_that_is_a_list_is_an_error_with_its_line() -> None:
    with pytest.raises(KnowledgeError) as caught:
        the_outline().text("says")

    assert caught.value.line == 15


def test_a_text_that_is_missing_takes_the_default() -> None:
    assert the_outline().text("owner", default="nobody") == "nobody"
    assert the_outline().text("service") == "pay"
