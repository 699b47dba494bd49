"""Answers as files, so that they take the road that files take: whoever reads such a file reads the answer too."""

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from codriver.access.http.kept import Kept
from codriver.connectors import Document, File

SAMPLE = 64 * 1024


def as_files(items: Iterable[object], folder: Path) -> Iterator[File]:
    """Every Document put into the folder, and every File as it is; other items are passed over."""
    kept = Kept(folder)
    kept.tidy()
    for item in items:
        if isinstance(item, File):
            yield item
        elif isinstance(item, Document):
            path, kept = _put(item, kept)
            yield File(path, item.name, item.body[:SAMPLE])


def _put(document: Document, kept: Kept) -> tuple[Path, Kept]:
    try:
        return kept.put(document.name, document.body), kept
    except OSError:  # no state folder that can be written: answers lie in a folder of this run alone
        elsewhere = replace(kept, folder=Path(tempfile.mkdtemp(prefix="codriver-")))
        return elsewhere.put(document.name, document.body), elsewhere
