"""What engine tests share: the shipped detectors, explainers and weights, handed in as values."""

import importlib
import json
import pkgutil
from collections.abc import Callable
from importlib import resources
from types import ModuleType

import pytest

from codriver.engine import Detector, Explainer, Seen, detectors, explainers
from codriver.engine.investigate import detect, investigate
from codriver.engine.rank import Weights
from codriver.model import Assessment, Situation


def _modules(package: ModuleType) -> dict[str, ModuleType]:
    names = [found.name for found in pkgutil.iter_modules(package.__path__)]
    return {name: importlib.import_module(f"{package.__name__}.{name}") for name in names}


@pytest.fixture(scope="session")
def seers() -> dict[str, Detector]:
    """Every shipped detector."""
    return {name: module.detect for name, module in _modules(detectors).items()}


@pytest.fixture(scope="session")
def askers() -> dict[str, Explainer]:
    """Every shipped explainer."""
    return {name: module.explain for name, module in _modules(explainers).items()}


@pytest.fixture(scope="session")
def weights() -> Weights:
    """The shipped weights."""
    told = json.loads(resources.files("codriver.engine").joinpath("weights.json").read_text("utf-8"))
    return Weights(**{key: told[key] for key in told if key != "schema"})


@pytest.fixture(scope="session")
def look(seers: dict[str, Detector]) -> Callable[[Situation], Seen]:
    """A function from a Situation to what the shipped detectors see in it."""
    return lambda situation: Seen(situation, detect(situation, seers)[0])


@pytest.fixture(scope="session")
def assess(
    seers: dict[str, Detector], askers: dict[str, Explainer], weights: Weights
) -> Callable[[Situation], Assessment]:
    """A function from a Situation to the Assessment that the shipped engine makes of it."""
    return lambda situation: investigate(situation, seers, askers, weights)
