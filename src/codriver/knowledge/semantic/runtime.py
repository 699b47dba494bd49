"""The one place that loads onnxruntime: one thread, on this machine, lists in and lists out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class _Session:
    def __init__(self, model: Path) -> None:
        runtime = import_module("onnxruntime")  # by name: an extra, which checks do without
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._inner = runtime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._numbers = import_module("numpy")

    def get_inputs(self) -> Sequence[object]:
        inputs: Sequence[object] = self._inner.get_inputs()
        return inputs

    def run(self, names: None, given: dict[str, list[list[int]]]) -> list[list[list[Sequence[float]]]]:
        arrays = {name: self._numbers.array(rows, dtype=self._numbers.int64) for name, rows in given.items()}
        return [array.tolist() for array in self._inner.run(names, arrays)]


def session(model: Path) -> _Session:
    """The model, ready to run."""
    return _Session(model)
