"""A file's content by its ending -> a document, or what it holds when it is the export of a wiki (a zip)."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from codriver.access.files.documents import decoded
from codriver.access.files.limits import MIB
from codriver.errors import SourceError
from codriver.knowledge.importing import docx, html, pdf
from codriver.knowledge.importing.imported import Imported, file_name, with_front
from codriver.knowledge.importing.links import relinked
from codriver.knowledge.lesson_text import dashed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
        raise SourceError("of an unknown kind", hint=f"known: {', '.join(ENDINGS)}; export a wiki as HTML")
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
    names = dict(_new_names(entry.filename for entry in entries[:_MOST_ENTRIES]))
    for entry in entries[:_MOST_ENTRIES]:
        inner, left = entry.filename, left - entry.file_size
        if left < 0:
            yield SourceError(f"{name}: unpacks to more than 50 MiB", hint="split it")
            return
        if inner.lower().endswith(PICTURES):
            yield Imported(name="", text="", pictures=((names[inner], _read(bundle, entry)),))
        elif inner.lower().endswith(ENDINGS) and not inner.lower().endswith(".zip"):
            for one in convert(inner, _read(bundle, entry), service=service, owner=owner):
                yield one if isinstance(one, SourceError) else _relinked(one, inner, names)
        else:
            kind = inner.rpartition(".")[2].lower()
            skipped[kind] = skipped.get(kind, 0) + 1
    if skipped:
        told = ", ".join(f"{count} {kind}" for kind, count in sorted(skipped.items()))
        yield SourceError(f"{name}: passed by: {told}", hint="these kinds are not converted")


def _new_names(entries: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each document's and picture's path, and its bare name where only one has it, with the name that it gets."""
    taken: set[str] = set()
    for path in entries:
        name = path.rpartition("/")[2]
        if path.lower().endswith(PICTURES):
            stem, _, ending = name.rpartition(".")
            every = (f"{dashed(stem) or 'picture'}{f'-{n}' if n > 1 else ''}.{ending.lower()}" for n in count(1))
            new = next(one for one in every if one not in taken)
            taken.add(new)
        elif path.lower().endswith(ENDINGS):
            new = file_name(path)
        else:
            continue
        yield path, new
        yield name, new


def _relinked(one: Imported, inner: str, names: Mapping[str, str]) -> Imported:
    """With links that lead to what was written beside it."""
    folder = inner.rpartition("/")[0]
    near = {path.removeprefix(f"{folder}/"): new for path, new in names.items() if folder}
    text, dead = relinked(one.text, {**names, **near})
    lost = (*one.lost, f"links to files that are not in the export: {dead}") if dead else one.lost
    return replace(one, text=text, lost=lost)


def _read(bundle: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with bundle.open(entry) as stream:
        return stream.read(min(entry.file_size, LARGEST))
