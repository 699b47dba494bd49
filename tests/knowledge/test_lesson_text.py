"""Values as YAML on one line, names of files without folders."""

import pytest

from codriver.access import bounded_yaml
from codriver.knowledge.lesson_text import dashed, scalar


@pytest.mark.parametrize(
    "text",
    [
        "plain words",
        "yes",
        "3",
        "a: b",
        "# no comment",
        'say "hi" \\ twice',
        "line\nbreak",
        "\x07",
        "{a}",
        "- x",
        "é 😀",
    ],
)
def test_any_text_stays_itself(text: str) -> None:
    assert bounded_yaml.read(f"key: {scalar(text)}").value == {"key": text}


def test_a_name_leads_out_of_no_folder() -> None:
    assert dashed("../../etc/passwd") == "etc-passwd"
