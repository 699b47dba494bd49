"""Word documents: styles become headings, pictures are kept beside the text."""

from __future__ import annotations

import io
import re
from typing import IO, TYPE_CHECKING, Protocol
from zipfile import BadZipFile

from codriver.errors import ConfigError, SourceError
from codriver.knowledge.importing import html
from codriver.knowledge.importing.imported import fenced

if TYPE_CHECKING:
    from collections.abc import Callable

_CODE = "p[style-name='Code'] => pre:separator('\n')\np[style-name='HTML Preformatted'] => pre:separator('\n')"
_MOST_PICTURES = 200


class _Picture(Protocol):
    content_type: str

    def open(self) -> IO[bytes]: ...


def to_markdown(content: bytes, stem: str) -> tuple[str, tuple[tuple[str, bytes], ...], tuple[str, ...]]:
    """Markdown, pictures, and what was lost.

    Raises:
        ConfigError: the extra is not installed.
        SourceError: it is no Word document.
    """
    try:
        import mammoth  # type: ignore[import-untyped]  # it ships no types
    except ImportError as error:
        raise ConfigError("Word documents cannot be read without the extra `import`", hint=html.INSTALL) from error
    pictures: list[tuple[str, bytes]] = []
    keep = mammoth.images.img_element(_keeper(pictures, stem))
    try:
        told = mammoth.convert_to_html(io.BytesIO(content), convert_image=keep, style_map=_CODE)
    except (BadZipFile, KeyError, ValueError, OSError, AttributeError, SyntaxError) as error:
        raise SourceError(f"no Word document: {error}", hint="save it anew as .docx") from error
    _, text, lost = html.to_markdown(told.value)
    messages = tuple(dict.fromkeys(re.sub(r"\s+", " ", one.message) for one in told.messages))
    return fenced(text), tuple(pictures), (*lost, *messages)


def _keeper(pictures: list[tuple[str, bytes]], stem: str) -> Callable[[_Picture], dict[str, str]]:
    def keep(picture: _Picture) -> dict[str, str]:
        if len(pictures) >= _MOST_PICTURES:
            return {"src": ""}
        ending = re.sub(r"[^a-z0-9]", "", picture.content_type.partition("/")[2].partition("+")[0].lower()) or "bin"
        name = f"{stem}-{len(pictures) + 1}.{ending}"
        with picture.open() as stream:
            pictures.append((name, stream.read()))
        return {"src": name}

    return keep
