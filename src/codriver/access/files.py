"""Bounded reading of files and folders: the names that other rooms use, in one place."""

from codriver.access.blocks import SAMPLE_BYTES, Reader, blocks, sample
from codriver.access.documents import DOCUMENT_BYTES, decoded, read_json, read_text
from codriver.access.limits import Limits, Problem
from codriver.access.walk import IGNORED, Found, Skipped, walk

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
