"""Bounded reading of files and folders: the names that other rooms use, in one place."""

from codriver.access.files.blocks import SAMPLE_BYTES, Reader, blocks, sample
from codriver.access.files.documents import DOCUMENT_BYTES, decoded, read_json, read_text
from codriver.access.files.limits import Limits, Problem
from codriver.access.files.walk import IGNORED, Found, Skipped, walk

__all__ = [
    "DOCUMENT_BYTES",
    "IGNORED",
    "SAMPLE_BYTES",
    "Found",
    "Limits",
    "Problem",
    "Reader",
    "Skipped",
    "blocks",
    "decoded",
    "read_json",
    "read_text",
    "sample",
    "walk",
]
