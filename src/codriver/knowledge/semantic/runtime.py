"""The one place that loads onnxruntime: one thread, no telemetry, lists in and lists out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np  # type: ignore[import-not-found, unused-ignore]  # of an extra
import onnxruntime  # type: ignore[import-not-found, import-untyped, unused-ignore]  # of an extra

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class _Session:
    def __init__(self, model: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._inner = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])

    def get_inputs(self) -> Sequence[object]:
        inputs: Sequence[object] = self._inner.get_inputs()
        return inputs

    def run(self, names: None, given: dict[str, list[list[int]]]) -> list[list[list[Sequence[float]]]]:
        arrays = {name: np.array(rows, dtype=np.int64) for name, rows in given.items()}
        return [array.tolist() for array in self._inner.run(names, arrays)]


def session(model: Path) -> _Session:
    """The model, ready to run."""
    return _Session(model)
