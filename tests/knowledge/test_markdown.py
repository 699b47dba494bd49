"""Markdown as values that know their lines."""

import pytest

from codriver.errors import KnowledgeError
from codriver.knowledge.markdown import LARGEST, Document, Section, read

PAGE = """\
---
title: Slow pages
last-reviewed: 2024-05-01
services: [web, api]
---
Before.

# Slow pages

## When `p99` [rises](x.md) ##

- a list
  ```sh
  uptime
  ```

### Then

    indented
"""


def trails(document: Document) -> list[tuple[str, ...]]:
    return [section.trail for section in document.sections]


def test_front_matter_is_read_under_names_in_one_spelling() -> None:
    document = read("slow.md", PAGE)
    assert (document.title, document.word("last_reviewed"), document.word("services")) == (
        "Slow pages",
        "2024-05-01",
        "web, api",
    )


def test_sections_know_the_headings_above_them_without_the_documents_title() -> None:
    assert trails(read("slow.md", PAGE)) == [(), (), ("When p99 rises",), ("When p99 rises", "Then")]


def test_lines_count_from_the_top_of_the_file_with_its_front_matter() -> None:
    document = read("slow.md", PAGE)
    lines = [(section.first_line, section.last_line) for section in document.sections]
    assert lines == [(6, 7), (8, 9), (10, 16), (17, 20)]
    assert document.quote(10) == "## When `p99` [rises](x.md) ##"


def test_a_code_block_knows_the_line_of_its_first_content() -> None:
    blocks = [block for section in read("slow.md", PAGE).sections for block in section.blocks]
    assert [(block.language, block.text, block.line) for block in blocks] == [
        ("sh", "uptime\n", 14),
        ("", "indented\n", 19),
    ]


def test_a_heading_in_a_block_or_a_list_divides_nothing() -> None:
    assert trails(read("x.md", "# T\n\n- # in a list\n\n```\n# in code\n```\n\n> # in a quote\n")) == [(), ()]


def test_a_heading_may_be_underlined() -> None:
    assert read("x.md", "Title\n=====\n\nPart\n----\ntext\n").sections[2] == Section(("Part",), 2, 4, 7, "text", ())


def test_without_a_title_the_files_name_is_it() -> None:
    assert read("runbooks/disk-is_full.md", "text").title == "disk is full"


def test_a_rule_above_prose_is_no_front_matter() -> None:
    document = read("x.md", "---\nOnce upon a time\n\n---\n\ntext\n")
    assert document.front == {}
    assert document.sections[0].first_line == 1


def test_an_unclosed_front_matter_is_text() -> None:
    assert read("x.md", "---\ntitle: x\n").front == {}


def test_all_line_ends_count() -> None:
    assert read("x.md", "a\r\n# B\rc\r\n").sections[1].first_line == 2


def test_broken_front_matter_is_an_error_with_its_line() -> None:
    with pytest.raises(KnowledgeError, match=r"^x\.md:3: front matter: no valid YAML"):
        read("x.md", "---\ntitle: x\nowner: a: b\n---\n")


def test_a_document_too_large_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="larger than 512 KiB"):
        read("x.md", "x" * (LARGEST + 1))


def test_many_headings_and_blocks_take_no_long_time() -> None:
    assert len(read("x.md", "# a\n~~~\nx\n~~~\n" * 5000).sections) == 5001


def test_an_empty_document_has_one_empty_section() -> None:
    assert read("x.md", "").sections == (Section((), 0, 1, 1, "", ()),)
