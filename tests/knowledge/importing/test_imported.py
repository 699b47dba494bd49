"""The converters of each kind say when their corpus is missing, and are named here for the house."""

import pytest

from codriver.knowledge.importing import docx, html, pdf


def test_each_kind_has_its_converter() -> None:
    pytest.importorskip("markdownify")
    title, text, lost = html.to_markdown("<title>T</title><p>x</p><iframe src=y></iframe>")
    assert (title, text.strip(), lost) == ("T", "x", ("embedded pages or media: 1",))
    assert callable(docx.to_markdown)
    assert callable(pdf.to_markdown)
