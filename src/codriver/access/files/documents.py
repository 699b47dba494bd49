"""Small whole documents: text and JSON. Whole or a `SourceError`, never half."""

from __future__ import annotations

import codecs
import json
import re
from typing import TYPE_CHECKING, Any

from codriver.access.files.blocks import blocks
from codriver.access.files.limits import MIB, Limits, amount
from codriver.errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT_BYTES = 32 * MIB
_HALF_A_PAIR = re.compile(r"\\u[dD][89a-fA-F]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before utf-16: its mark begins with utf-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_text(path: Path, limit: int = DOCUMENT_BYTES, *, name: str = "") -> str:
    """The whole document (unpacked when it is gzip): utf-8, or as its byte order mark says; bad bytes become U+FFFD.

    `limit` is in bytes; `name` stands in messages.

    Raises:
        SourceError: it cannot be read whole, or holds more than `limit`.
    """
    shown = name or path.name
    reader = blocks(path, name=shown, limits=Limits(max_file_bytes=limit + 1, max_line_bytes=limit + 1))
    content = b"".join(reader)
    if len(content) > limit:
        raise SourceError(f"{shown}: larger than {amount(limit)}", hint="give a smaller document")
    if reader.problems:
        raise SourceError(f"{shown}: {reader.problems[0].why}", hint=reader.problems[0].hint)
    return decoded(content)


def read_json(path: Path, limit: int = DOCUMENT_BYTES, *, name: str = "") -> Any:
    """The value in a JSON document; `NaN` and `Infinity` are floats, half a surrogate pair becomes U+FFFD.

    Raises:
        SourceError: it cannot be read whole, or is no JSON (with line and column, from 1), or nests too deeply.
    """
    shown = name or path.name
    text = read_text(path, limit, name=shown)
    try:
        value = json.loads(text)
        return _mended(value) if _HALF_A_PAIR.search(text) else value
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise SourceError(f"{shown}: no valid JSON: {error.msg} at {where}", hint=_json_hint(text)) from error
    except RecursionError as error:
        raise SourceError(
            f"{shown}: JSON nested too deeply", hint="nothing that codriver reads is that deep"
        ) from error
    except ValueError as error:
        raise SourceError(
            f"{shown}: no valid JSON: {error}", hint="look for a number with thousands of digits"
        ) from error


def decoded(content: bytes) -> str:
    """Text from bytes: as the byte order mark says, else utf-8; what is invalid becomes U+FFFD."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    return content.decode("utf-8", "replace")


def _json_hint(text: str) -> str:
    if not text.strip():
        return "the file is empty: write it again"
    return "if it holds one JSON record per line, name it `.jsonl`; else write it again"


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_mended(item) for item in value]
    if isinstance(value, dict):
        return {_mended(key): _mended(item) for key, item in value.items()}
    return value
