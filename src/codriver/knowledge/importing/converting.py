"""A file's content by its ending -> a document, or what it holds when it is the export of a wiki (a zip)."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from codriver.access.files.documents import decoded
from codriver.access.files.limits import MIB
from codriver.errors import SourceError
from codriver.knowledge.importing import docx, html, pdf
from codriver.knowledge.importing.imported import Imported, file_name, with_front
from codriver.knowledge.lesson_text import dashed

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDINGS = (".html", ".htm", ".docx", ".pdf", ".md", ".markdown", ".zip")
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
LARGEST = 50 * MIB
_MOST_ENTRIES = 5_000


def convert(name: str, content: bytes, *, service: str = "", owner: str = "") -> Iterator[Imported | SourceError]:
    """The documents in a file's content; what cannot be converted is an error among them.

    Raises:
        ConfigError: the extra is not installed.
    """
    if name.lower().endswith(".zip"):
        yield from _unpacked(name, content, service, owner)
        return
    try:
        yield _one(name, content, service, owner)
    except SourceError as error:
        yield SourceError(f"{name}: {error.message}", hint=error.hint)


def _one(name: str, content: bytes, service: str, owner: str) -> Imported:
    if len(content) > LARGEST:
        raise SourceError("larger than 50 MiB", hint="split it")
    target, low = file_name(name), name.lower()
    title, pictures, lost = "", tuple[tuple[str, bytes], ...](), tuple[str, ...]()
    if low.endswith((".html", ".htm")):
        title, text, lost = html.to_markdown(decoded(content))
    elif low.endswith(".docx"):
        text, pictures, lost = docx.to_markdown(content, target.removesuffix(".md"))
    elif low.endswith(".pdf"):
        title, text, lost = pdf.to_markdown(content)
    elif low.endswith((".md", ".markdown")):
        text = decoded(content)
    else:
        raise SourceError("of an unknown kind", hint=f"known: {', '.join(ENDINGS)}")
    if text.startswith("---\n"):
        return Imported(name=target, text=text, lost=lost)
    told = with_front(text, title=title or _heading(text), source=name, service=service, owner=owner)
    return Imported(name=target, text=told, pictures=pictures, lost=lost)


def _heading(text: str) -> str:
    first = next((line for line in text.splitlines() if line.startswith("# ")), "")
    return first.removeprefix("# ").strip()


def _unpacked(name: str, content: bytes, service: str, owner: str) -> Iterator[Imported | SourceError]:
    """The documents and pictures in a zip, as Notion and Confluence export them; the paths in it are dropped."""
    try:
        bundle = zipfile.ZipFile(io.BytesIO(content))
        entries = [entry for entry in bundle.infolist() if not entry.is_dir()]
    except (zipfile.BadZipFile, OSError) as error:
        yield SourceError(f"{name}: no zip: {error}", hint="export it anew")
        return
    left = LARGEST
    skipped: dict[str, int] = {}
    for entry in entries[:_MOST_ENTRIES]:
        inner, left = entry.filename, left - entry.file_size
        if left < 0:
            yield SourceError(f"{name}: unpacks to more than 50 MiB", hint="split it")
            return
        if inner.lower().endswith(PICTURES):
            stem, _, ending = inner.rpartition("/")[2].rpartition(".")
            yield Imported(name="", text="", pictures=((f"{dashed(stem)}.{ending.lower()}", _read(bundle, entry)),))
        elif inner.lower().endswith(ENDINGS) and not inner.lower().endswith(".zip"):
            yield from convert(inner, _read(bundle, entry), service=service, owner=owner)
        else:
            kind = inner.rpartition(".")[2].lower()
            skipped[kind] = skipped.get(kind, 0) + 1
    if skipped:
        told = ", ".join(f"{count} {kind}" for kind, count in sorted(skipped.items()))
        yield SourceError(f"{name}: passed by: {told}", hint="these kinds are not converted")


def _read(bundle: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with bundle.open(entry) as stream:
        return stream.read(min(entry.file_size, LARGEST))
