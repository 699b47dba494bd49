"""PDF: its words in order. What a PDF does not hold is lost, and said: headings, tables, where code stood."""

from __future__ import annotations

import io
import re

from codriver.errors import ConfigError, SourceError
from codriver.knowledge.importing.html import INSTALL
from codriver.knowledge.importing.imported import fenced

_MOST_PAGES = 500
_NUMBERED = re.compile(r"(?m)^(?:\d+\.)+\d*[ \t]+[A-Z][^\n.]{2,70}$")
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")


def to_markdown(content: bytes) -> tuple[str, str, tuple[str, ...]]:
    """Title, markdown, and what was lost.

    Raises:
        ConfigError: the extra is not installed.
        SourceError: it is no PDF, is locked, or holds no words.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise ConfigError("PDF cannot be read without the extra `import`", hint=INSTALL) from error
    try:
        reader = PdfReader(io.BytesIO(content))
        pages = [page.extract_text() for page in reader.pages[:_MOST_PAGES]]
        more, told = len(reader.pages) - len(pages), reader.metadata
        title = str(told.title or "") if told else ""
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise SourceError(f"no readable PDF: {error}", hint="export it anew, without a password") from error
    text = "\n\n".join(page.strip() for page in pages if page.strip())
    if not text:
        raise SourceError("a PDF without words: pictures of pages", hint="export it anew from its source")
    lost = ["headings, tables and pictures are not marked in a PDF: look them over"]
    lost += [f"pages beyond the first {_MOST_PAGES}: {more}"] if more > 0 else []
    return title, fenced(_NUMBERED.sub(lambda line: f"\n## {line[0]}\n", _HYPHEN.sub("", text))), tuple(lost)
