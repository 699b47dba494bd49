"""HTML, and what wikis export as HTML: scripts and styles left out, code blocks with their language, tables kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator

INSTALL = 'pip install "codriver[import]"'
_TITLE = re.compile(r"(?is)<title[^>]*>(.*?)</title>")
_GONE = re.compile(
    r"(?is)<(script|style|noscript|nav|iframe|object|svg)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<head\b.*?</head\s*>"
)
_LOSSES = (
    ("script", re.compile(r"(?i)<script\b"), "scripts"),
    ("iframe", re.compile(r"(?i)<(?:iframe|object|embed|video|audio)\b"), "embedded pages or media"),
    ("svg", re.compile(r"(?i)<svg\b"), "drawings (svg)"),
    ("form", re.compile(r"(?i)<(?:form|input)\b"), "forms"),
    ("macro", re.compile(r"(?i)<ac:structured-macro\b|confluence-embedded-macro"), "macros of a wiki"),
    ("span", re.compile(r"(?i)\b(?:col|row)span\s*=\s*[\"']?[2-9]"), "merged cells of tables"),
)
_SAFE_LINK = re.compile(r"(?i)\]\(\s*(?:javascript|data|vbscript):[^)]*\)")


def to_markdown(text: str) -> tuple[str, str, tuple[str, ...]]:
    """Title, markdown, and what was lost.

    Raises:
        ConfigError: the extra is not installed.
    """
    try:
        from markdownify import markdownify
    except ImportError as error:
        raise ConfigError("HTML cannot be read without the extra `import`", hint=INSTALL) from error
    title = _TITLE.search(text)
    body = _TITLE.sub("", _GONE.sub("", text))
    told = markdownify(body, heading_style="ATX", bullets="-", code_language_callback=_language)
    return (" ".join(title[1].split()) if title else ""), _SAFE_LINK.sub("](#)", told), tuple(_lost(text))


def _language(element: object) -> str:
    """As highlighters write it: `language-sh`, `brush: bash`."""
    inner = getattr(element, "code", None)
    classes = " ".join(_classes(element) + (_classes(inner) if inner else []))
    found = re.search(r"(?:lang(?:uage)?-|brush:\s*)([\w-]+)", classes)
    return found[1] if found else ""


def _classes(element: object) -> list[str]:
    told = getattr(element, "attrs", {}).get("class") or []
    return [told] if isinstance(told, str) else [str(one) for one in told]


def _lost(text: str) -> Iterator[str]:
    for _, pattern, words in _LOSSES:
        count = len(pattern.findall(text))
        if count:
            yield f"{words}: {count}"
